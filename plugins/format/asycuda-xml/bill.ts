import { decimalOf, emptyDeclaration, type Declaration, type DeclaredEquipment, type DeclaredGoods, type XmlElement } from 'wco-cts'
import { addNote, addReference, fault, fill, keepUnread, said, type Draft } from './draft.ts'
import { readGeneral, type Counted, type General } from './general.ts'
import { all, capital, first, meaning, placeOf, take, takeEach, type Words } from './nodes.ts'
import { readTraders } from './parties.ts'
import { figure, given, numbered } from './values.ts'

/** Reads one bill of a manifest or of a degroupage; null where the file broke off before its number came. */
export const readBill = (general: General, counted: Counted, bill: XmlElement): Declaration | null => {
  const draft: Draft = { declaration: emptyDeclaration(), used: new Set(), issue: general.issue }
  const { declaration, used } = draft
  const number = numbered(draft, '/number', take(used, bill, 'Bol_id/Bol_reference', 'Bol_reference'))
  if (!number) {
    general.issue({ code: 'structure-missing', severity: 'error', at: placeOf(bill), ...(bill.cut ? {} : { pointer: '/number' }), params: { element: 'Bol_reference' } })
    if (bill.cut) return null
  }
  readGeneral(draft, general)
  readIdentity(draft, general, bill, number)
  readPlaces(draft, bill)
  readTraders(draft, bill)
  const units = containersOf(bill).flatMap(container => readContainer(draft, container) ?? [])
  for (const goods of all(bill, 'Goods_segment')) readGoods(draft, goods, units)
  readValues(draft, bill)
  count(draft, counted)
  keepUnread(draft, bill)
  if (counted.bills === 1 && general.segment) keepUnread(draft, general.segment)
  return declaration
}

/** UNECE Recommendation 19. */
const MODES: Readonly<Record<string, string | undefined>> = { 1: 'sea', 2: 'rail', 3: 'road', 4: 'air', 8: 'inland-water' }
const MOVEMENTS: Readonly<Record<string, string | undefined>> = { 22: 'export', 23: 'import', 24: 'transit', 28: 'transhipment' }
/** The types of bill that most sites have; each keeps its own table. */
const KINDS: Readonly<Record<string, string | undefined>> = { BOL: 'bill', HSB: 'house-bill', MSB: 'master-bill', AWB: 'air-waybill', MAB: 'air-waybill', MAWB: 'air-waybill', HAB: 'house-air-waybill', HAWB: 'house-air-waybill', HWB: 'house-air-waybill' }

const readIdentity = (draft: Draft, general: General, bill: XmlElement, number: Words | undefined): void => {
  const { declaration, used } = draft
  const here = { text: '', at: placeOf(bill) }
  const type = capital(take(used, bill, 'Bol_id/Bol_type_code'))
  const nature = take(used, bill, 'Bol_id/Bol_nature')
  const master = numbered(draft, '/parent', given(take(used, bill, 'Bol_id/Master_bol_ref_number'))) ?? (general.kind === 'Awbolds' ? numbered(draft, '/parent', take(used, general.segment, 'Reference_number')) : undefined)
  const mode = MODES[declaration.conveyance.mode?.replace(/^0+/, '') ?? '1'] ?? 'sea'
  const guessed = `${master ? 'house-' : ''}${mode === 'air' ? 'air-waybill' : 'bill'}`
  const movement = nature && MOVEMENTS[nature.text]
  fill(draft, '', declaration, {
    number,
    kind: meaning(KINDS[type?.text ?? ''] ?? guessed, type ?? here),
    mode: meaning(mode, here),
    action: meaning('original', here),
    parent: master,
    movementDeclared: nature,
    movement: nature && movement !== undefined ? meaning(movement, nature) : undefined
  })
  if (nature && movement === undefined) fault(draft, 'code-unknown', 'warning', '/movementDeclared', nature)
  addReference(draft, 'Bol_type_code', type)
  addReference(draft, 'UCR', given(take(used, bill, 'Bol_id/Unique_carrier_reference')))
}

const readPlaces = (draft: Draft, bill: XmlElement): void => {
  const place = (name: string): Words | undefined => capital(given(take(draft.used, bill, `Load_unload_place/${name}`)))
  fill(draft, '', draft.declaration, { loading: place('Place_of_loading_code'), discharge: place('Place_of_unloading_code'), origin: place('Port_of_origin_code') })
  addNote(draft, 'goods-location', given(take(draft.used, bill, 'Location/Location_code')))
  addNote(draft, 'goods-location', given(take(draft.used, bill, 'Location/Location_info')))
}

/** Containers stand in the bill, one segment each; some sites put them all into one. */
const containersOf = (bill: XmlElement): readonly XmlElement[] => all(bill, 'ctn_segment').flatMap(segment => all(segment, 'ctn').length > 0 ? all(segment, 'ctn') : [segment])

const FULLNESS: Readonly<Record<string, string | undefined>> = { E: 'empty', EMPTY: 'empty', 4: 'empty', F: 'full', FULL: 'full', FCL: 'full', 5: 'full' }

/** A container of the bill, and how many packages are said to be in it. */
interface Unit { readonly number: Words, readonly packages: Words | undefined }

const readContainer = (draft: Draft, container: XmlElement): Unit | null => {
  const { used, declaration } = draft
  const number = capital(given(take(used, container, 'Ctn_reference')))
  if (!number) return null
  const equipment: DeclaredEquipment = { seals: [] }
  const pointer = `/equipment/${declaration.equipment.push(equipment) - 1}`
  const status = capital(take(used, container, 'Empty_Full', 'Status'))
  fill(draft, pointer, equipment, {
    number,
    category: meaning('CN', number),
    type: capital(take(used, container, 'Type_of_container')),
    fullness: status && meaning(FULLNESS[status.text] ?? status.text, status),
    mass: figure(draft, `${pointer}/mass`, given(take(used, container, 'Gross_weight'))),
    remark: take(used, container, 'Ctn_location')
  })
  const affixed = given(take(used, container, 'Sealing_Party'))
  for (const seal of takeEach(used, container, 'Seals', 'Seal', 'Marks1', 'Marks2', 'Marks3')) {
    const own = `${pointer}/seals/${equipment.seals.length}`
    if (given(seal)) equipment.seals.push({ number: said(draft, `${own}/number`, seal), ...(affixed && { affixedBy: said(draft, `${own}/affixedBy`, affixed) }) })
  }
  for (const name of ['IMCO', 'UN', 'Commodity']) addNote(draft, name, given(take(used, container, name)))
  return { number, packages: take(used, container, 'Number_of_packages') }
}

const readGoods = (draft: Draft, segment: XmlElement, units: readonly Unit[]): void => {
  const { used, declaration } = draft
  const goods: DeclaredGoods = { commodity: [], dangerous: [], equipment: [] }
  const pointer = `/goods/${declaration.goods.push(goods) - 1}`
  fill(draft, pointer, goods, {
    description: take(used, segment, 'Goods_description'),
    packages: figure(draft, `${pointer}/packages`, take(used, segment, 'Number_of_packages')),
    packageKind: capital(given(take(used, segment, 'Package_type_code'))),
    mass: figure(draft, `${pointer}/mass`, take(used, segment, 'Gross_mass')),
    volume: figure(draft, `${pointer}/volume`, given(take(used, segment, 'Volume_in_cubic_meters'))),
    marks: given(take(used, segment, 'Shipping_marks'))
  })
  // What each line of goods holds is not said: all containers of the bill are the first line's, with the packages in them.
  for (const { number, packages } of declaration.goods.length === 1 ? units : []) {
    const own = `${pointer}/equipment/${goods.equipment.length}`
    goods.equipment.push({ number: said(draft, `${own}/number`, number), ...(packages && { packages: said(draft, `${own}/packages`, packages) }) })
  }
  addNote(draft, 'remarks', take(used, segment, 'Remarks'))
}

const readValues = (draft: Draft, bill: XmlElement): void => {
  const { used, declaration } = draft
  const value = (name: string, ...what: readonly string[]): Words | undefined => take(used, bill, ...[`Value_segment/${name}_segment`, `Value_segment/${name}`].flatMap(path => what.map(last => `${path}/${last}`)))
  const terms = capital(value('Freight', 'PC_indicator', 'Freight_PC_indicator'))
  const freight = terms && (terms.text.startsWith('P') ? 'prepaid' : terms.text.startsWith('C') ? 'collect' : '')
  fill(draft, '', declaration, { freight: terms && freight ? meaning(freight, terms) : undefined })
  const [goods] = declaration.goods
  if (goods) fill(draft, '/goods/0', goods, { value: given(value('Customs', 'value', 'Customs_value')), currency: capital(given(value('Customs', 'currency', 'Customs_currency'))) })
  const at = first(bill, 'Goods_segment')
  const { totals, positions } = declaration
  for (const [field, total] of [['packages', 'packages'], ['mass', 'mass'], ['volume', 'volume']] as const) {
    const text = goods?.[field]
    const place = positions[`/goods/0/${field}`]
    if (at && declaration.goods.length === 1 && text !== undefined && place) fill(draft, '/totals', totals, { [total]: { text, at: place } })
  }
}

const count = (draft: Draft, counted: Counted): void => {
  const { number, goods, equipment, positions } = draft.declaration
  counted.bills += 1
  for (const line of goods) {
    counted.packages += decimalOf(line.packages ?? '0') ?? NaN
    counted.mass += decimalOf(line.mass ?? '0') ?? NaN
  }
  for (const unit of equipment) if (unit.number !== undefined && counted.containers.size < MOST) counted.containers.add(unit.number)
  const at = positions['/number']
  if (number === undefined || !at) return
  if (counted.numbers.has(number)) fault(draft, 'reference-duplicate', 'warning', '/number', { text: number, at })
  if (counted.numbers.size < MOST) counted.numbers.add(number)
}

/** The largest ships carry some 24,000 containers; more are counted no further. */
const MOST = 100_000
