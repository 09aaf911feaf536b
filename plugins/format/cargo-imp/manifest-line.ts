import type { Issue } from 'wco-cts'
import { fillQuantity, openAwb, readAwb } from './awb.ts'
import { addNote, addText, fill, setAside, unread, type Draft } from './draft.ts'
import { capital, groupsOf, part, rejoined, slantsOf, type Field, type Groups } from './field.ts'
import { addStop, fillFlight, type Flight, type Place } from './flight.ts'
import { addGoods, stowIn } from './goods.ts'
import { contentOf, wholeLines, type Section } from './sections.ts'
import { addUld } from './uld.ts'

/** A unit load device under which the lines of a manifest stand. */
export interface Unit { readonly number: Field, readonly remark: Field | undefined, readonly more: readonly Field[] }

/** What a line of a manifest stands under. */
export interface Above { readonly flight: Flight, readonly place: Place | null, readonly unit: Unit | null }

/** Opens the declaration of one AWB line of a manifest, with all that stands above it. */
export const readManifestLine = (section: Section, above: Above, issue: (issue: Issue) => void): { readonly draft: Draft, readonly quantity: Groups | null } | null => {
  const [line, ...more] = wholeLines(section)
  const awb = line && readAwb(slantsOf(line))
  if (!awb) return null
  const draft = openAwb(awb, issue)
  fillFlight(draft, above.flight, above.place)
  const [amount, ...words] = awb.rest
  const quantity = fillQuantity(draft, amount, line)
  const { goods, pointer } = addGoods(draft)
  const { description, codes } = describe(words)
  fill(draft, pointer, goods, { description, packages: quantity?.pieces, mass: quantity?.mass, massUnit: quantity?.unit, volume: quantity?.volume, volumeUnit: quantity?.volumeUnit })
  for (const code of codes) addText(draft, '/handling', draft.declaration.handling, code)
  if (above.unit) {
    stowIn(draft, pointer, goods, above.unit.number, quantity?.pieces)
    addUld(draft, above.unit.number, above.unit.remark)
    for (const onward of above.unit.more) readBelow(draft, onward)
  }
  for (const below of more) readBelow(draft, below)
  return { draft, quantity }
}

/** Reads one unit load device: number and loading indicator, remark, and the lines below it. */
export const readUnit = (section: Section): Unit | null => {
  const [[head, ...remark] = []] = contentOf(section)
  const found = head && (groupsOf(head, UNIT) ?? { number: head })
  const number = capital(found?.number)
  return number ? { number, remark: rejoined(found?.indicator ? [found.indicator, ...remark] : remark), more: wholeLines(section).slice(1) } : null
}

/** Reads a line below an AWB or ULD: handling codes, onward flights, volume left, goods of home-made messages. */
export const readBelow = (draft: Draft, line: Field): void => {
  const [, ...elements] = slantsOf(line)
  const [first, second] = elements
  if (!first) return unread(draft, line)
  const onward = groupsOf(first, ONWARD)
  const isFlight = onward?.flight !== undefined && DAY.test(second?.text ?? '')
  if (/^N[CG]$/i.test(first.text) && second) {
    const { goods, pointer } = draft.declaration.goods[0] ? { goods: draft.declaration.goods[0], pointer: '/goods/0' } : addGoods(draft)
    fill(draft, pointer, goods, { description: rejoined(elements.slice(1)) })
  } else if (elements.every(({ text }) => HANDLING.test(text))) {
    for (const code of elements) addText(draft, '/handling', draft.declaration.handling, capital(code))
  } else if (onward && (isFlight || elements.length === 1)) {
    addStop(draft, 'transit', capital(onward.place), capital(second))
    addNote(draft, 'onward', rejoined(elements))
  } else if (elements.length === 1 && /^[A-Z0-4]$/i.test(first.text)) {
    // Movement priority of an AWB, volume left in a ULD.
    setAside(draft, { tag: line.path, lines: [line.line] })
  } else unread(draft, line)
}

const UNIT = /^(?<number>[A-Z0-9]+)(?<indicator>-[A-Z0-9]*)?$/di
const HANDLING = /^[A-Z0-9]{3}$/i
const ONWARD = /^(?<place>[A-Z]{3})(?:(?<flight>[A-Z0-9]{2,3}\d{1,4}[A-Z]?)|(?<carrier>[A-Z0-9]{2}))$/di
const DAY = /^\d{2}[A-Z]{3}$/i

/** The description, then what follows it: in FFM/5 the handling codes of the line, glued together. */
const describe = (words: readonly Field[]): { readonly description: Field | undefined, readonly codes: readonly Field[] } => {
  const [description, ...after] = words
  const last = after.at(-1)
  const glued = last && /^(?:[A-Z]{3}){1,9}$/.test(last.text) ? last : undefined
  const codes = glued ? Array.from({ length: glued.text.length / 3 }, (_, index) => part(glued, index * 3, index * 3 + 3)) : []
  return { description: rejoined(glued ? words.slice(0, -1) : words) ?? description, codes }
}
