import { decimalOf, type Issue, type Position, type X12Segment } from 'wco-cts'
import { reading, type Reading } from './reading.ts'
import { isoTime } from './times.ts'

/** What the envelope says of a transaction set before it begins. */
export interface Enveloped { readonly sender?: string, readonly recipient?: string, readonly reference?: string, readonly version?: string, readonly prepared?: string, readonly test: boolean }

interface Said { readonly reference: string | undefined, readonly sender: string | undefined, readonly recipient: string | undefined, readonly prepared: string | null }

/** What is open around a transaction set: interchange, group, set; and how many were read in each. */
export interface Envelope {
  readonly issue: (issue: Issue) => void
  interchange: (Said & { readonly test: boolean, readonly at: Position }) | null
  group: (Said & { readonly version: string | undefined, readonly at: Position }) | null
  groups: number
  sets: number
  /** ST of the transaction set that is open. */
  set: X12Segment | null
  /** The lack of an interchange was said. */
  told: boolean
}

/** Nothing is open. */
export const openEnvelope = (issue: (issue: Issue) => void): Envelope => ({ issue, interchange: null, group: null, groups: 0, sets: 0, set: null, told: false })

/** What the envelope says of the transaction set that begins: its reference is ISA13 and GS06, to which ST02 is added. */
export const enveloped = ({ interchange, group }: Envelope): Enveloped => {
  const sender = interchange?.sender ?? group?.sender
  const recipient = interchange?.recipient ?? group?.recipient
  const prepared = group?.prepared ?? interchange?.prepared ?? null
  const reference = [interchange?.reference, group?.reference].filter(part => part !== undefined).join('/')
  return {
    test: interchange?.test ?? false,
    ...(reference !== '' && { reference }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
    ...(prepared !== null && { prepared }),
    ...(group?.version !== undefined && { version: group.version })
  }
}

/** True for the tags of the envelope. */
export const isEnvelope = (tag: string): boolean => Object.hasOwn(READERS, tag)

/** Reads a segment of the envelope: opens what it opens, and compares at the end of it what it declares with what was read. */
export const readEnvelope = (envelope: Envelope, segment: X12Segment): void => READERS[segment.tag]?.(envelope, reading(segment))

/** What is still open at the end of the file: it was cut short. */
export const endEnvelope = (envelope: Envelope): void => {
  const { interchange, group, issue } = envelope
  if (group) issue({ code: 'envelope-truncated', severity: 'warning', at: group.at, params: { tag: 'GE' } })
  if (interchange) issue({ code: 'envelope-truncated', severity: 'warning', at: interchange.at, params: { tag: 'IEA' } })
  Object.assign(envelope, { interchange: null, group: null, groups: 0, sets: 0 })
}

const READERS: Readonly<Record<string, (envelope: Envelope, words: Reading) => void>> = {
  ISA: (envelope, words) => {
    endEnvelope(envelope)
    // ISA15: T for a test; P and I (information) are none.
    envelope.interchange = { at: words.at, sender: words.value(6), recipient: words.value(8), prepared: timeOf(envelope, words, 9), reference: words.value(13), test: words.value(15) === 'T' }
  },
  GS: (envelope, words) => {
    missing(envelope, words, envelope.interchange === null, 'ISA')
    if (envelope.group) envelope.issue({ code: 'envelope-truncated', severity: 'warning', at: envelope.group.at, params: { tag: 'GE' } })
    envelope.group = { at: words.at, sender: words.value(2), recipient: words.value(3), prepared: timeOf(envelope, words, 4), reference: words.value(6), version: words.value(8) }
    envelope.groups += 1
    envelope.sets = 0
  },
  ST: (envelope, words) => {
    missing(envelope, words, envelope.interchange === null, 'ISA')
    envelope.set = words.segment
    envelope.sets += 1
  },
  SE: (envelope, words) => {
    const { set } = envelope
    if (set) ends(envelope, words, { count: words.segment.ordinal - set.ordinal + 1, reference: set.elements[1]?.trim() })
    else missing({ ...envelope, told: false }, words, true, 'ST')
    envelope.set = null
  },
  GE: (envelope, words) => {
    if (envelope.group) ends(envelope, words, { count: envelope.sets, reference: envelope.group.reference })
    else missing({ ...envelope, told: false }, words, true, 'GS')
    envelope.group = null
  },
  IEA: (envelope, words) => {
    const { interchange, groups } = envelope
    if (interchange) ends(envelope, words, { count: groups, reference: interchange.reference })
    else missing(envelope, words, true, 'ISA')
    envelope.interchange = null
    endEnvelope(envelope)
  }
}

// Of one file that has no interchange at all it is said once.
const missing = (envelope: Envelope, words: Reading, is: boolean, tag: string): void => {
  if (is && !envelope.told) envelope.issue({ code: 'envelope-missing', severity: 'warning', at: words.at, params: { tag } })
  envelope.told ||= is
}

const timeOf = ({ issue }: Envelope, words: Reading, element: number): string | null => {
  const [day, clock] = [words.value(element), words.value(element + 1)]
  const time = day === undefined ? null : isoTime(day, clock)
  if (time === null && day !== undefined) issue({ code: 'date-invalid', severity: 'warning', at: words.at, params: { text: `${day} ${clock ?? ''}`.trim().slice(0, 35) } })
  return time
}

const ends = ({ issue }: Envelope, words: Reading, read: { readonly count: number, readonly reference: string | undefined }): void => {
  const { at, tag } = words
  const [count, reference] = [words.value(1), words.value(2)]
  if (count === undefined || decimalOf(count) !== read.count) issue({ code: 'envelope-mismatch', severity: 'warning', at, params: { tag, what: 'count', declared: count?.slice(0, 35) ?? '', read: read.count } })
  if (!isSame(reference, read.reference)) issue({ code: 'envelope-mismatch', severity: 'warning', at, params: { tag, what: 'reference', declared: reference?.slice(0, 35) ?? '', read: read.reference?.slice(0, 35) ?? '' } })
}

// Control numbers are numbers: some senders fill up the one and not the other with zeros.
const isSame = (one: string | undefined, other: string | undefined): boolean => unpadded(one) === unpadded(other)
const unpadded = (number: string | undefined): string => number?.replace(/^0+(?=\d+$)/, '') ?? ''
