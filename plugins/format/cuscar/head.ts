import type { Issue, Position, Report, Segment, Totals } from 'wco-cts'
import { readIndicator, type Actions } from './consignment.ts'
import { FUNCTIONS } from './codes.ts'
import { dateFlight, openJourney, readCall, readCallTime, readTransport, type Journey } from './conveyance.ts'
import { add, addReference, fill, MOST_IN_HEAD, openDraft, type Draft } from './draft.ts'
import { carrierFrom, readContact, readParty } from './parties.ts'
import { reading, type Reading } from './reading.ts'
import { joined, unreleased } from './texts.ts'
import { isoTime } from './times.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }

/** The head of one message: what it says of itself, of the journey, and of all its consignments. */
export interface Head {
  readonly report: Open<Report>
  readonly totals: Open<Totals>
  readonly places: Map<keyof Totals, Position>
  readonly draft: Draft
  readonly journey: Journey
  readonly tags: Set<string>
}

/** What the envelope says of the message before it begins. */
export interface Enveloped { readonly sender?: string, readonly recipient?: string, readonly reference?: string, readonly test: boolean }

/** Opens a message (UNH) of an interchange. */
export const openHead = (unh: Segment, envelope: Enveloped, issue: (issue: Issue) => void): Head => {
  const words = reading(unh)
  const [version, release, association] = [words.value(1, 1), words.value(1, 2), words.value(1, 4)]
  const number = words.value(0)
  const report: Open<Report> = { kind: 'CUSCAR', test: envelope.test, at: words.at }
  if (release !== undefined) report.version = `${version ?? 'D'}.${release}${association === undefined ? '' : ` ${association}`}`
  if (envelope.reference !== undefined) report.reference = `${envelope.reference}/${number ?? ''}`
  if (envelope.sender !== undefined) report.sender = envelope.sender
  if (envelope.recipient !== undefined) report.recipient = envelope.recipient
  // S010: the number of this part, and F on the last. Its series is joined by 0068.
  const [series, part] = [words.value(2), Number(words.value(3))]
  if (part >= 1 && Number.isInteger(part)) report.part = { series: series ?? '', number: part, last: words.value(3, 1) === 'F' }
  return { report, totals: {}, places: new Map(), draft: openDraft(issue), journey: openJourney(), tags: new Set() }
}

/** Reads one segment of the head; false when nothing is known of it there. */
export const readInHead = (head: Head, segment: Reading, actions: Actions): boolean => {
  head.tags.add(segment.tag)
  const { declaration: { parties, references, notes, conveyance } } = head.draft
  // The directories allow 9 to 99 of each.
  const held: Readonly<Record<string, number>> = { NAD: parties.length, RFF: references.length, FTX: notes.length, LOC: conveyance.stops.length, DTM: conveyance.stops.length }
  if ((held[segment.tag] ?? 0) >= MOST_IN_HEAD) return false
  return READERS[segment.tag]?.(head, segment, actions) ?? false
}

/** What the references of the head say where no segment of its own did, once it is complete. */
export const closeHead = ({ draft, report }: Head): void => {
  const { conveyance, references } = draft.declaration
  const placed = (schemes: readonly string[]) => {
    const index = references.findIndex(({ scheme }) => schemes.includes(scheme))
    return { value: references[index]?.value, at: draft.declaration.positions[`/references/${index}`] ?? { line: 1 } }
  }
  const [voyage, line] = [placed(['VON', 'CRN', 'VO']), placed(['AAZ'])]
  if (conveyance.journey === undefined) fill(draft, '/conveyance', conveyance, { at: voyage.at, fields: { journey: voyage.value } })
  if (conveyance.carrier === undefined) fill(draft, '/conveyance', conveyance, { at: line.at, fields: { carrier: line.value } })
  dateFlight(draft)
  if (report.part?.series === '') report.part = { ...report.part, series: report.document ?? report.reference ?? '' }
}

type Read = (head: Head, segment: Reading, actions: Actions) => boolean

const TOTALS: Readonly<Record<string, keyof Totals>> = { 10: 'consignments', 16: 'equipment', 11: 'packages', 7: 'mass', 15: 'volume' }

const READERS: Readonly<Record<string, Read>> = {
  BGM: ({ report }, segment) => {
    const [kind, document, meant] = [segment.code(0), segment.value(1), segment.value(2)]
    if (kind !== undefined) report.documentKind = kind
    if (document !== undefined) report.document = document
    if (meant === undefined) return true
    report.functionDeclared = meant
    const known = Object.entries(FUNCTIONS).find(([code]) => code === meant)?.[1]
    if (known) report.function = known
    if (meant === '53') report.test = true
    return true
  },
  DTM: (head, segment) => {
    if (segment.qualifier !== '137') return readCallTime(head.draft, head.journey, segment)
    const declared = segment.value(0, 1) ?? ''
    const time = isoTime(declared, segment.value(0, 2))
    if (time !== null) head.report.prepared = time
    else head.draft.issue({ code: 'date-invalid', severity: 'warning', at: segment.at, params: { text: declared.slice(0, 35) } })
    return true
  },
  LOC: ({ draft, journey }, segment) => readCall(draft, journey, segment),
  RFF: ({ draft }, segment) => {
    const value = segment.value(0, 1)
    addReference(draft, segment.qualifier, value, segment.at)
    return value !== undefined
  },
  NAD: ({ draft }, segment) => {
    carrierFrom(draft, segment)
    readParty(draft, segment)
    return true
  },
  CTA: ({ draft }, segment) => readContact(draft, segment),
  COM: ({ draft }, segment) => readContact(draft, segment),
  FTX: ({ draft }, segment) => {
    const text = joined(unreleased(segment.all(3)).parts) ?? segment.code(2)
    if (text === undefined) return false
    add(draft, '/notes', draft.declaration.notes, { subject: segment.qualifier, text }, segment.at)
    return true
  },
  TDT: ({ draft, journey }, segment) => readTransport(draft, journey, segment),
  GIS: ({ draft }, segment, actions) => readIndicator(draft, segment, actions),
  GEI: ({ draft }, segment, actions) => readIndicator(draft, segment, actions),
  CNT: ({ totals, places }, segment) => {
    const field = TOTALS[segment.qualifier]
    const amount = segment.value(0, 1)
    if (field === undefined || amount === undefined) return false
    totals[field] = amount
    places.set(field, segment.at)
    const unit = segment.value(0, 2)
    if (field === 'mass' && unit !== undefined) totals.massUnit = unit
    return true
  }
}
