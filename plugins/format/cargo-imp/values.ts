import { addNote, fill, type Draft } from './draft.ts'
import { capital, rejoined, type Field, type Words } from './field.ts'
import { addGoods } from './goods.ts'
import { contentOf, type Section } from './sections.ts'

/** Freight and values declared, kept until the goods are known: CVD stands before RTD in an FWB. */
export interface Values { readonly currency: Field | undefined, readonly customs: Field | undefined }

/** Reads CVD: currency, charge code (FWB alone), prepaid or collect, then the values for carriage, Customs and insurance. */
export const readValues = (draft: Draft, section: Section, kind: 'FWB' | 'FHL'): Values => {
  const [elements = []] = contentOf(section)
  const [currency, ...after] = elements
  const [chargeCode, terms] = kind === 'FWB' ? after : [undefined, after[0]]
  addNote(draft, 'CVD', rejoined(elements))
  readFreight(draft, terms && terms.text !== '' ? terms : chargeCode)
  return { currency: capital(currency), customs: after[kind === 'FWB' ? 3 : 2] }
}

/** Fills in the value for Customs, of the first goods item: an air waybill has one for all. NCV says there is none. */
export const fillValue = (draft: Draft, { currency, customs }: Values): void => {
  if (!customs || !/^\d+(?:\.\d+)?$/.test(customs.text)) return
  const [first] = draft.declaration.goods
  const { goods, pointer } = first ? { goods: first, pointer: '/goods/0' } : addGoods(draft)
  fill(draft, pointer, goods, { value: customs, currency })
}

/** Says who pays the freight, where nothing has said so before: by `PP`, `CC`, or the presence of a prepaid or collect line. */
export const readFreight = (draft: Draft, terms: Words | undefined): void => {
  const freight = FREIGHT[terms?.text.slice(0, 1).toUpperCase() ?? '']
  if (terms && freight && draft.declaration.freight === undefined) fill(draft, '', draft.declaration, { freight: { text: freight, at: terms.at } })
}

const FREIGHT: Readonly<Record<string, string | undefined>> = { P: 'prepaid', C: 'collect' }
