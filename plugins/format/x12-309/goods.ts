import type { Declaration, Position } from 'wco-cts'
import { add, fill, keepRest, setAside, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'
import { continued, WIDTHS } from './texts.ts'
import { massUnit, volumeUnit } from './units.ts'

type Item = Declaration['goods'][number]

/** Reads goods of a manifest (N10). One with a quantity, a code or a weight is an item of its own; one with text alone goes on with the item before it. */
export const readGoods = (draft: Draft, words: Reading): boolean => {
  if (draft.item === null || FIGURES.some(element => words.peek(element) !== undefined)) openItem(draft, words.at)
  const coded = TARIFFS.has(words.peek(4) ?? '') || COMMODITY.test(words.peek(5) ?? '')
  set(draft, words.at, {
    packages: words.value(1), packageKind: words.value(10), value: words.value(6), currency: words.value(13), mass: words.value(8), massUnit: massUnit(words.value(7)), origin: words.value(11)
  })
  if (coded && words.peek(5) !== undefined) addCommodity(draft, words, 5, 4)
  goOn(draft, words, 2, 'N10')
  marked(draft, words, 3)
  return true
}

/** Reads line, weight, volume and packages of a bill of lading (L0). They are an item's once goods are described; a line that only freight is reckoned by describes none. */
export const readQuantities = (draft: Draft, words: Reading): true => {
  holdBack(draft)
  Object.assign(draft, { held: words, item: null, party: null, stop: null })
  return true
}

/** Ends a loop of a bill of lading: quantities that no description followed are goods where containers were named, and wait for the end where none were. */
export const holdBack = (draft: Draft): void => {
  const { held } = draft
  draft.held = null
  if (held && draft.containers.length > 0) openCounted(draft, held)
  else if (held) draft.rated.push(held)
}

/** At the end of the bill quantities without a description are its goods where it has no others; else they were those of the freight. */
export const settleQuantities = (draft: Draft): void => {
  holdBack(draft)
  const none = draft.declaration.goods.length === 0
  for (const words of draft.rated.splice(0)) {
    if (none) openCounted(draft, words)
    else setAside(draft, words)
  }
}

const openCounted = (draft: Draft, words: Reading): void => {
  const gross = words.peek(5) !== 'N'
  openItem(draft, words.at)
  // Element 9 is the kind of packages that 8 counts; from 13 on the same is said of a second count.
  const [packages, kind] = words.peek(8) === undefined ? [13, 14] : [8, 9]
  set(draft, words.at, {
    line: words.value(1), [gross ? 'mass' : 'netMass']: words.value(4), massUnit: massUnit(words.value(11)), volume: words.value(6), volumeUnit: volumeUnit(words.value(7)), packages: words.value(packages), packageKind: words.value(kind)
  })
  words.value(5)
  for (const left of words.left()) keepRest(draft, left, words.at)
}

/** Reads description, commodity code and marks of a bill of lading (L5); a further one of the same line goes on with its text. */
export const readDescription = (draft: Draft, words: Reading): boolean => {
  const line = words.peek(1)
  if (draft.held) openCounted(draft, draft.held)
  draft.held = null
  if (draft.item === null || (line !== undefined && draft.item.line !== undefined && draft.item.line !== line)) openItem(draft, words.at)
  if (draft.item?.line === undefined) set(draft, words.at, { line })
  words.value(1)
  if (words.peek(3) !== undefined) addCommodity(draft, words, 3, 4)
  goOn(draft, words, 2, 'L5')
  marked(draft, words, 6)
  return true
}

/** Reads dangerous goods (H1): the UN number, or the class where none is given; what else it says is kept with the rest. */
export const readDanger = (draft: Draft, words: Reading): boolean => {
  if (draft.held) openCounted(draft, draft.held)
  draft.held = null
  const { item } = draft
  const code = words.peek(1) === undefined ? words.value(2) : words.value(1)
  if (!item || code === undefined) return setAside(draft, words)
  add(draft, `${baseOf(draft)}/dangerous`, item.dangerous, words.peek(1) === undefined ? `class ${code}` : code, words.at)
  return true
}

/** Reads marks that stand in a segment of their own (MAN). */
export const readMarks = (draft: Draft, words: Reading): boolean => {
  if (!draft.item) return setAside(draft, words)
  words.value(1)
  marked(draft, words, 2)
  return true
}

/** Gives the unit of packages of the bill (M1104) to its goods that name none. False where there are none. */
export const settleUnit = (draft: Draft): boolean => {
  const { unit, declaration: { goods } } = draft
  let given = unit === null
  for (const [index, item] of unit === null ? [] : goods.entries()) {
    if (unit === null || item.packages === undefined || item.packageKind !== undefined) continue
    fill(draft, `/goods/${index}`, item, { at: unit.at, fields: { packageKind: unit.kind } })
    given = true
  }
  return given
}

// Elements of N10 that an item has once: pieces, code, value, weight.
const FIGURES = [1, 5, 6, 8] as const
// Data element 22: the Harmonized System, and the lists of the United States that follow it.
const TARIFFS: ReadonlySet<string> = new Set(['J', 'A', 'B'])
const COMMODITY = /^[\d. ]{4,}$/
// A description that goes on beyond this is no longer one; its further texts stand as notes.
const LONG = 20_000

const baseOf = ({ declaration: { goods } }: Draft): string => `/goods/${goods.length - 1}`

const openItem = (draft: Draft, at: Position): void => {
  const { goods, equipment } = draft.declaration
  const item: Item = { commodity: [], dangerous: [], equipment: draft.containers.flatMap(index => equipment[index]?.number === undefined ? [] : [{ number: equipment[index].number }]) }
  add(draft, '/goods', goods, item, at)
  Object.assign(draft, { item, party: null, stop: null })
  Object.assign(draft.last, { description: '', marks: '' })
}

const set = (draft: Draft, at: Position, fields: Partial<Record<keyof Item & string, string | undefined>>): void => {
  if (draft.item) fill(draft, baseOf(draft), draft.item, { at, fields })
}

const addCommodity = (draft: Draft, words: Reading, element: number, qualifier: number): void => {
  const code = words.value(element)
  words.value(qualifier)
  if (code !== undefined && draft.item) add(draft, `${baseOf(draft)}/commodity`, draft.item.commodity, code, words.at)
}

const goOn = (draft: Draft, words: Reading, element: number, tag: 'N10' | 'L5'): void => {
  const part = words.text(element)
  if (part === undefined || !draft.item) return
  const before = kept(draft.item.description ?? '', draft.last.description)
  if (before.length > LONG) {
    add(draft, '/notes', draft.declaration.notes, { subject: tag, text: part.trim() }, words.at)
    return
  }
  const at = draft.declaration.positions[`${baseOf(draft)}/description`] ?? words.at
  fill(draft, baseOf(draft), draft.item, { at, fields: { description: continued(before, draft.last.description, part, WIDTHS[tag]).trim() } })
  draft.last.description = part
}

const marked = (draft: Draft, words: Reading, element: number): void => {
  const part = words.text(element)
  if (part === undefined || !draft.item) return
  const before = kept(draft.item.marks ?? '', draft.last.marks)
  if (before.length > LONG) {
    add(draft, '/notes', draft.declaration.notes, { subject: words.tag, text: part.trim() }, words.at)
    return
  }
  const at = draft.declaration.positions[`${baseOf(draft)}/marks`] ?? words.at
  fill(draft, baseOf(draft), draft.item, { at, fields: { marks: continued(before, draft.last.marks, part, WIDTHS.marks).trim() } })
  draft.last.marks = part
}

// The blanks at the end of a part, which stand between it and the next.
const kept = (text: string, last: string): string => text + last.slice(last.trimEnd().length)
