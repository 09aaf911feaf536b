import type { XmlElement } from 'wco-cts'
import { addNote, addReference, addText, fault, fill, openDraft, said, type Draft } from './draft.ts'
import type { Head } from './header.ts'
import { counted, measured } from './measures.ts'
import { all, capital, first, meaning, placeOf, take, type Words } from './nodes.ts'

/** Opens the declaration of one consignment: what it is, and what its sender means by it. */
export const openConsignment = (kind: 'air-waybill' | 'house-air-waybill', head: Head, element: XmlElement): Draft => {
  const draft = openDraft(head.issue)
  const here = { text: '', at: placeOf(element) }
  fill(draft, '', draft.declaration, { kind: meaning(kind, here), mode: meaning('air', here), action: head.action })
  return draft
}

/** Reads what every consignment has: airports, totals, handling codes and notes, the Customs procedure and other documents. */
export const readCommon = (draft: Draft, consignment: XmlElement): void => {
  const { declaration, used } = draft
  readAirport(draft, 'origin', first(consignment, 'OriginLocation'))
  readAirport(draft, 'destination', first(consignment, 'FinalDestinationLocation'))
  readTotals(draft, consignment)
  for (const name of ['HandlingSPHInstructions', 'HandlingSHCInstructions']) for (const code of all(consignment, name)) addText(draft, '/handling', declaration.handling, capital(take(used, code, 'DescriptionCode')))
  for (const [name, subject] of [['HandlingSSRInstructions', 'SSR'], ['HandlingOSIInstructions', 'OSI']] as const) for (const words of all(consignment, name)) addNote(draft, subject, take(used, words, 'Description', 'DescriptionCode'))
  for (const note of all(consignment, 'IncludedAccountingNote')) readNote(draft, 'ACC', note)
  for (const document of all(consignment, 'AssociatedReferenceDocument')) addReference(draft, take(used, document, 'TypeCode', 'Name')?.text ?? 'document', take(used, document, 'ID'))
  readProcedure(draft, consignment)
}

/** Reads a note under its content code, which says what it is about. */
export const readNote = (draft: Draft, subject: string, note: XmlElement): void => {
  const code = capital(take(draft.used, note, 'ContentCode'))
  addNote(draft, code ? `${subject}/${code.text}` : subject, take(draft.used, note, 'Content') ?? code)
}

/** Reads an airport: its code, and its name where it is given. */
export const readAirport = (draft: Draft, field: 'origin' | 'destination' | 'loading' | 'discharge', location: XmlElement | undefined): void => {
  const { declaration, used } = draft
  const name = take(used, location, 'Name')
  fill(draft, '', declaration, { [field]: capital(take(used, location, 'ID')) })
  if (name) declaration.placeNames[field] = said(draft, `/placeNames/${field}`, name)
}

const readTotals = (draft: Draft, consignment: XmlElement): void => {
  const { declaration: { totals }, used } = draft
  const split = capital(take(used, consignment, 'TransportSplitDescription'))
  fill(draft, '/totals', totals, {
    split,
    pieces: counted(draft, consignment, '/totals/pieces', 'TotalPieceQuantity', 'PieceQuantity'),
    packages: counted(draft, consignment, '/totals/packages', 'PackageQuantity'),
    ...measured(draft, consignment, '/totals/mass', first(consignment, 'IncludedTareGrossWeightMeasure') ? 'IncludedTareGrossWeightMeasure' : 'GrossWeightMeasure', 'mass', 'massUnit'),
    ...measured(draft, consignment, '/totals/volume', 'GrossVolumeMeasure', 'volume', 'volumeUnit')
  })
  addNote(draft, 'density', take(used, consignment, 'DensityGroupCode'))
  if (split && !/^[TPSDM]$/.test(split.text)) fault(draft, 'code-unknown', 'warning', '/totals/split', split)
}

/** T1, T2, TF, TD: under a transit procedure. X says what the goods leave, C where they come from: no movement here. */
const MOVEMENTS: Readonly<Record<string, string | undefined>> = { T1: 'transit', T2: 'transit', TF: 'transit', TD: 'transit' }

const readProcedure = (draft: Draft, consignment: XmlElement): void => {
  const code: Words | undefined = capital(take(draft.used, consignment, 'AssociatedConsignmentCustomsProcedure/GoodsStatusCode'))
  const movement = code && MOVEMENTS[code.text]
  fill(draft, '', draft.declaration, { movementDeclared: code, movement: code && movement !== undefined ? meaning(movement, code) : undefined })
}
