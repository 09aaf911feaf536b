import type { Declaration } from 'wco-cts'
import { measureOf } from './amounts.ts'
import { add, addReference, fill, keepRest, setAside, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'
import { joined, unreleased } from './texts.ts'

type Goods = Declaration['goods'][number]

/** Opens a goods item (GID): its number and its outer packages. */
export const readItem = (draft: Draft, segment: Reading): void => {
  draft.group = 'goods'
  const item: Goods = { commodity: [], dangerous: [], equipment: [] }
  const fields = { line: segment.value(0), packages: segment.value(1), packageKind: segment.code(1, 1) ?? segment.value(1, 4) }
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) Object.assign(item, { [field]: value })
  add(draft, '/goods', draft.declaration.goods, item, segment.at)
}

/** Reads packages that are named apart (PAC), where GID named none. */
export const readPackages = (draft: Draft, segment: Reading): boolean => {
  const { item, base } = current(draft)
  if (!item || item.packages !== undefined) return setAside(draft, segment)
  const kind = item.packageKind === undefined ? segment.code(2) ?? segment.value(2, 3) : undefined
  fill(draft, base, item, { at: segment.at, fields: { packages: segment.value(0), packageKind: kind } })
  return true
}

/** Reads free text (FTX): AAA describes the goods; anything else is a note under its own subject (4451). */
export const readText = (draft: Draft, segment: Reading): boolean => {
  const { parts, repaired } = unreleased(segment.all(3))
  const coded = segment.code(2)
  const text = joined(parts) ?? coded
  if (text === undefined) return setAside(draft, segment)
  segment.value(4)
  const { item, base } = current(draft)
  let pointer = `${base}/description`
  if (segment.qualifier !== 'AAA' || (item?.description?.length ?? 0) > LONG) pointer = add(draft, '/notes', draft.declaration.notes, { subject: segment.qualifier, text }, segment.at)
  else if (draft.group !== 'goods' || !item) return early(draft, segment)
  else fill(draft, base, item, { at: draft.declaration.positions[pointer] ?? segment.at, fields: { description: joined([item.description ?? '', text]) } })
  if (repaired) draft.issue({ code: 'text-repaired', severity: 'note', at: segment.at, pointer, params: { tag: 'FTX' } })
  return true
}

/** Reads a measure of a goods item (MEA). */
export const readMeasure = (draft: Draft, segment: Reading): boolean => {
  const { item, base } = current(draft)
  const measure = measureOf(segment)
  if (!item || !measure || measure.kind === 'tare' || measure.kind === 'verifiedMass' || item[measure.kind] !== undefined) return setAside(draft, segment)
  const { kind, amount, unit } = measure
  const unitField = kind === 'volume' ? 'volumeUnit' : 'massUnit'
  const known = item[unitField]
  // One item has one unit of mass; a figure in another brings its own along.
  const said = known !== undefined && unit !== undefined && unit !== known ? `${amount} ${unit}` : amount
  fill(draft, base, item, { at: segment.at, fields: { [kind]: said, ...(known === undefined && { [unitField]: unit }) } })
  return true
}

/** Reads marks and numbers (PCI). */
export const readMarks = (draft: Draft, segment: Reading): boolean => {
  const { item, base } = current(draft)
  const marks = joined(segment.all(1))
  if (!item || marks === undefined || (item.marks?.length ?? 0) > LONG) return setAside(draft, segment)
  fill(draft, base, item, { at: draft.declaration.positions[`${base}/marks`] ?? segment.at, fields: { marks: joined([item.marks ?? '', marks]) } })
  return true
}

/** Reads commodity codes (CST 7361). */
export const readCommodity = (draft: Draft, segment: Reading): boolean => {
  const { item, base } = current(draft)
  if (!item) return setAside(draft, segment)
  segment.value(0)
  for (let element = 1; element < segment.segment.elements.length; element += 1) {
    // CST carries customs procedures too; a commodity code is four digits or more.
    if (COMMODITY.test(segment.peek(element) ?? '')) add(draft, `${base}/commodity`, item.commodity, segment.code(element) ?? '', segment.at)
  }
  return true
}

/** Reads dangerous goods (DGS): the UN number, or the class where none is given; what else it says is kept with the rest. */
export const readDanger = (draft: Draft, segment: Reading): boolean => {
  const { item, base } = current(draft)
  const number = segment.peek(2)
  if (!item || (number === undefined && segment.peek(1) === undefined)) return setAside(draft, segment)
  const code = number === undefined ? `class ${segment.value(1) ?? ''}` : segment.value(2) ?? ''
  add(draft, `${base}/dangerous`, item.dangerous, code, segment.at)
  return true
}

/** Reads the country of origin of an item (LOC 27); other places are the consignment's. */
export const readOrigin = (draft: Draft, segment: Reading, otherwise: (draft: Draft, segment: Reading) => boolean): boolean => {
  const { item, base } = current(draft)
  if (segment.qualifier !== '27' || !item || item.origin !== undefined) return otherwise(draft, segment)
  fill(draft, base, item, { at: segment.at, fields: { origin: segment.code(1) ?? segment.value(1, 3) } })
  return true
}

/** Reads a reference under goods: HS is a commodity code, anything else a reference of the consignment. */
export const readGoodsReference = (draft: Draft, segment: Reading): boolean => {
  const value = segment.value(0, 1)
  if (value === undefined) return setAside(draft, segment)
  const { item, base } = current(draft)
  if (segment.qualifier !== 'HS') addReference(draft, segment.qualifier, value, segment.at)
  else if (draft.group === 'goods' && item) add(draft, `${base}/commodity`, item.commodity, value, segment.at)
  else draft.early.commodity.push({ code: value, at: segment.at })
  return true
}

/** Gives what was said of the goods before any item to the first one; opens one where none came. */
export const settleGoods = (draft: Draft): void => {
  const { description, commodity } = draft.early
  const { goods } = draft.declaration
  if (!description && commodity.length === 0) return
  const [only = { commodity: [], dangerous: [], equipment: [] } satisfies Goods] = goods
  if (goods.length === 0) add(draft, '/goods', goods, only, description?.at ?? commodity[0]?.at ?? { line: 1 })
  const text = description && joined(unreleased(description.all(3)).parts)
  if (description && text !== undefined && only.description === undefined) fill(draft, '/goods/0', only, { at: description.at, fields: { description: text } })
  else if (description && text !== undefined) add(draft, '/notes', draft.declaration.notes, { subject: 'AAA', text }, description.at)
  for (const { code, at } of commodity) add(draft, '/goods/0/commodity', only.commodity, code, at)
}

// A description that goes on beyond this is no longer one; its further texts stand as notes.
const LONG = 20_000
const COMMODITY = /^[\d. ]{4,}$/

const current = ({ declaration: { goods } }: Draft): { readonly item: Goods | undefined, readonly base: string } =>
  ({ item: goods.at(-1), base: `/goods/${goods.length - 1}` })

const early = (draft: Draft, segment: Reading): true => {
  if (draft.early.description) keepRest(draft, { path: 'FTX+AAA', text: joined(segment.all(3)) ?? '' }, segment.at)
  else draft.early.description = segment
  return true
}
