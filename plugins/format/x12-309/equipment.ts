import { containerCheckDigit, type Declaration, type Position } from 'wco-cts'
import { FULLNESS } from './codes.ts'
import { add, fill, keepRest, setAside, type Draft } from './draft.ts'
import { massUnit } from './units.ts'
import type { Reading } from './reading.ts'

type Piece = Declaration['equipment'][number]

/** Opens a container of a manifest (VID): type, number in two elements, seals, size and type, loaded or empty. The goods that follow are in it. */
export const readContainer = (draft: Draft, words: Reading): boolean => {
  closeLoop(draft)
  if (!isNumbered(words, 2, 3)) return setAside(draft, words)
  const fullness = words.value(10)
  const index = stow(draft, { number: [words.value(2), words.value(3)], digit: undefined, at: words.at })
  const piece = draft.declaration.equipment[index]
  if (!piece) return setAside(draft, words)
  fill(draft, `/equipment/${index}`, piece, { at: words.at, fields: { category: words.value(1), type: words.value(9), fullness: fullness === undefined ? undefined : FULLNESS.get(fullness) ?? fullness } })
  for (const element of [4, 5]) seal(draft, index, words.value(element), words.at)
  draft.containers = [index]
  return true
}

/** Reads a container of a bill of lading (N7); several may stand before the goods that are in them. */
export const readLoaded = (draft: Draft, words: Reading): boolean => {
  if (!isNumbered(words, 1, 2)) return setAside(draft, words)
  const gross = words.peek(4) === 'G' || words.peek(4) === undefined
  const index = stow(draft, { number: [words.value(1), words.value(2)], digit: words.value(18), at: words.at })
  const piece = draft.declaration.equipment[index]
  if (!piece) return setAside(draft, words)
  fill(draft, `/equipment/${index}`, piece, {
    at: words.at,
    fields: { supplier: words.value(10), category: words.value(11), type: words.value(22), ...(gross && { mass: words.value(3), massUnit: massUnit(words.value(17)) }), tare: words.value(5) }
  })
  if (gross) words.value(4)
  draft.containers = [...draft.containers, index]
  return true
}

/** Reads the seals of the container before it (M7), and whoever put them on. */
export const readSeals = (draft: Draft, words: Reading): boolean => {
  const index = draft.containers.at(-1)
  if (index === undefined) return setAside(draft, words)
  const by = words.value(5)
  for (const element of [1, 2, 3, 4]) seal(draft, index, words.value(element), words.at, by)
  return true
}

/** Ends a loop of containers: goods that follow are in none of them. */
export const closeLoop = (draft: Draft): void => {
  Object.assign(draft, { containers: [], item: null, party: null, stop: null })
}

/** Cargo that is in no container stands with no number, or with NC in its place. */
const isNumbered = (words: Reading, prefix: number, serial: number): boolean => {
  const number = `${words.peek(prefix) ?? ''}${words.peek(serial) ?? ''}`
  return number !== '' && number !== 'NC'
}

const stow = (draft: Draft, { number, digit, at }: { readonly number: readonly (string | undefined)[], readonly digit: string | undefined, readonly at: Position }): number => {
  const declared = number.filter(part => part !== undefined).join('')
  const missing = /^[A-Z]{4}\d{6}$/.test(declared) ? digit ?? containerCheckDigit(declared) : null
  const { equipment } = draft.declaration
  const known = equipment.findIndex(piece => piece.number === declared || piece.number === `${declared}${missing}`)
  if (known >= 0) return known
  const pointer = add<Piece>(draft, '/equipment', equipment, { number: `${declared}${missing ?? ''}`, seals: [] }, at)
  if (missing !== null && digit === undefined) {
    keepRest(draft, { path: at.path ?? 'VID', text: declared }, at)
    draft.issue({ code: 'check-digit-added', severity: 'note', at, pointer: `${pointer}/number`, params: { number: declared, digit: missing } })
  }
  return equipment.length - 1
}

const seal = (draft: Draft, index: number, number: string | undefined, at: Position, affixedBy?: string): void => {
  const seals = draft.declaration.equipment[index]?.seals
  if (number === undefined || !seals || seals.some(known => known.number === number)) return
  add(draft, `/equipment/${index}/seals`, seals, { number, ...(affixedBy !== undefined && { affixedBy }) }, at)
}
