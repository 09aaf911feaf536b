import { addNote, fault, fill, keepRest, openDraft, unread, type Draft } from './draft.ts'
import { capital, groupsOf, type Field, type Groups, type Words } from './field.ts'
import type { Issue } from 'wco-cts'

/** The master air waybill an element names, written as `057-12345675`, with what follows it on its line. */
export interface AwbLine {
  readonly number: Words
  readonly valid: boolean
  readonly origin: Field | undefined
  readonly destination: Field | undefined
  readonly rest: readonly Field[]
  /** What stands behind the airports though nothing may. */
  readonly garbled: Field | undefined
}

/** Reads the beginning of an AWB or MBI line: number, origin and destination, then the rest of its elements. */
export const readAwb = (elements: readonly Field[]): AwbLine | null => {
  const given = /^[A-Z]$/i.test(elements[0]?.text ?? '') ? elements.slice(1) : elements
  const [first, ...rest] = given
  const found = first && (groupsOf(first, AWB) ?? groupsOf(first, LOOSE))
  if (!first || !found) return null
  const digits = found.number?.text.replace(/\D/g, '') ?? ''
  const valid = digits.length === 11
  const number = { text: valid ? `${digits.slice(0, 3)}-${digits.slice(3)}` : found.number?.text ?? first.text, at: found.number?.at ?? first.at }
  // Home-made messages part the airports by slants: 217-08722734/HKG/BKK/T32K1250.5.
  const apart = !found.origin && rest.slice(0, 2).every(({ text }) => /^[A-Z]{3}$/i.test(text)) && rest.length >= 2
  const [origin, destination] = apart ? rest : [found.origin, found.destination]
  return { number, valid, origin: capital(origin), destination: capital(destination), rest: apart ? rest.slice(2) : rest, garbled: found.more }
}

/** Opens the declaration of a master air waybill from the beginning of its line. */
export const openAwb = (awb: AwbLine, issue: (issue: Issue) => void): Draft => {
  const draft = openDraft('air-waybill', awb.number, issue)
  fill(draft, '', draft.declaration, { number: awb.number, origin: awb.origin, destination: awb.destination })
  if (!awb.valid) fault(draft, 'awb-number-invalid', 'error', '/number', awb.number)
  if (awb.garbled && awb.garbled.text !== '') unread(draft, awb.garbled)
  return draft
}

/** Pieces, weight and volume as AWB, MBI and flight manifest lines give them: `T12K1234.5MC3.4DG6T12`. */
export const readQuantity = (field: Field): Groups | null => {
  const found = groupsOf(field, QUANTITY)
  return found && { ...found, split: capital(found.split), unit: capital(found.unit), volumeUnit: capital(found.volumeUnit) }
}

/** Fills in the totals of an air waybill; what of it is not understood is kept and said. */
export const fillQuantity = (draft: Draft, field: Field | undefined, line: Words): Groups | null => {
  const found = field && readQuantity(field)
  if (!found) {
    fault(draft, 'number-invalid', 'warning', '/totals', field ?? { ...line, text: '' })
    if (field && field.text !== '') keepRest(draft, field.path, field)
    return null
  }
  const { split, pieces, unit, mass, volumeUnit, volume, density, total, more } = found
  fill(draft, '/totals', draft.declaration.totals, { split, pieces, mass, massUnit: unit, volume, volumeUnit, piecesTotal: total })
  addNote(draft, 'density', density)
  if (more && more.text !== '') {
    fault(draft, 'number-invalid', 'warning', '/totals', field)
    keepRest(draft, field.path, more)
  }
  return found
}

const AWB = /^(?<number>\d{3}[- ]?\d{8})\s?(?:(?<origin>[A-Z]{3})(?<destination>[A-Z]{3}))?$/di
const LOOSE = /^(?<number>\d[\d -]{2,20}\d)\s?(?:(?<origin>[A-Z]{3})(?<destination>[A-Z]{3})?)?(?<more>.*)$/di
/** Shipment code, pieces, weight in kilograms or pounds, volume, density group, pieces of the whole waybill. */
const QUANTITY = /^(?<split>[TPSDM])(?<pieces>\d+)(?:(?<unit>[KL])(?<mass>\d+(?:\.\d+)?))?(?:(?<volumeUnit>MC|CC|CF|CI)(?<volume>\d+(?:\.\d+)?))?(?:DG(?<density>\d+))?(?:T(?<total>\d+))?(?<more>.*)$/di
