import { FUNCTIONS, MODES } from './codes.ts'
import { add, addReference, fill, setAside, type Draft } from './draft.ts'
import { vessel, type Head } from './manifest.ts'
import type { Reading } from './reading.ts'
import { isoTime } from './times.ts'
import { massUnit, volumeUnit } from './units.ts'

/** Reads the head of a bill of lading (B3): invoice, its number, how freight is paid, dates, the carrier. */
export const readLadingHead = ({ draft }: Head, words: Reading): true => {
  const { declaration } = draft
  const day = words.value(6)
  const issued = day === undefined ? null : isoTime(day)
  if (issued === null && day !== undefined) draft.issue({ code: 'date-invalid', severity: 'warning', at: words.at, pointer: '', params: { text: day.slice(0, 35) } })
  const carrier = words.value(11)
  fill(draft, '', declaration, { at: words.at, fields: { mode: 'sea', kind: 'bill', number: words.value(3), freight: words.value(4), issuer: carrier, ...(issued !== null && { issued }) } })
  fill(draft, '/conveyance', declaration.conveyance, { at: words.at, fields: { mode: 'sea', carrier } })
  addReference(draft, 'B3-02', words.value(2), words.at)
  return true
}

/** Reads what the sender means by the whole (B2A): 00 original, 01 cancelled, 05 replaced and so on. */
export const readPurpose = ({ report }: Head, words: Reading): true => {
  const [code, kind] = [words.value(1), words.value(2)]
  if (kind !== undefined) report.documentKind = kind
  if (code === undefined) return true
  report.functionDeclared = code
  const known = Object.entries(FUNCTIONS).find(([known]) => known === code)?.[1]
  if (known !== undefined) report.function = known
  return true
}

/** Reads the ship (V1): code, name, flag, voyage, carrier. A second one is a feeder, and is set aside. */
export const readVessel = ({ draft }: Head, words: Reading): true => {
  const { declaration: { conveyance } } = draft
  if (draft.met.has('V1')) return setAside(draft, words)
  const carrier = words.value(5)
  fill(draft, '/conveyance', conveyance, {
    at: words.at,
    fields: {
      ...vessel(words.value(1), words.value(8)),
      name: words.value(2),
      nationality: words.value(3),
      journey: words.value(4),
      carrier: carrier ?? conveyance.carrier,
      mode: MODES.get(words.value(9) ?? '') ?? conveyance.mode
    }
  })
  return true
}

/** Reads a reference of a bill of lading (N9): BM is its number; anything else is kept under its own qualifier. */
export const readLadingReference = ({ draft, report }: Head, words: Reading): true => {
  const { declaration } = draft
  const value = words.value(2)
  if (words.qualifier === 'BM' && value !== undefined) {
    if (declaration.number !== undefined && declaration.number !== value) addReference(draft, 'B3-03', declaration.number, words.at)
    fill(draft, '', declaration, { at: words.at, fields: { number: value, kind: 'bill' } })
    report.document = value
  } else if (words.qualifier === 'MB') fill(draft, '', declaration, { at: words.at, fields: { parent: value, kind: 'house-bill' } })
  else addReference(draft, words.qualifier || 'N9', value, words.at)
  return true
}

/** Reads the totals of a bill of lading (L3): weight and volume. Its count of pieces is of containers as often as of packages, and is kept as it stands. */
export const readTotals = (draft: Draft, words: Reading): boolean => {
  const { totals } = draft.declaration
  if (totals.mass !== undefined || (words.peek(2) ?? 'G') !== 'G') return setAside(draft, words)
  words.value(2)
  fill(draft, '/totals', totals, {
    at: words.at,
    fields: { mass: words.value(1), massUnit: massUnit(words.value(12)), volume: words.value(9), volumeUnit: volumeUnit(words.value(10)) }
  })
  return true
}

/** Reads a text that is a note of the whole document (C8, K1, NTE, H2, H3). */
export const readNote = (draft: Draft, words: Reading): boolean => {
  const parts = words.segment.elements.map(part => part.trim()).filter(part => part !== '')
  if (parts.length === 0) return true
  add(draft, '/notes', draft.declaration.notes, { subject: words.tag, text: parts.join(' ') }, words.at)
  words.all()
  return true
}
