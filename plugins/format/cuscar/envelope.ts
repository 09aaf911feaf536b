import { decimalOf, type Issue, type Position, type Segment } from 'wco-cts'
import type { Enveloped } from './head.ts'
import { reading } from './reading.ts'

/** What is open around a message: interchange, group, message; and how many were read in each. */
export interface Envelope {
  readonly issue: (issue: Issue) => void
  interchange: { readonly reference: string | undefined, readonly sender?: string, readonly recipient?: string, readonly test: boolean, readonly at: Position } | null
  group: { readonly reference: string | undefined, readonly sender?: string, readonly recipient?: string } | null
  groups: number
  messages: number
  inGroup: number
  /** UNH of the message that is open. */
  unh: Segment | null
}

/** Nothing is open. */
export const openEnvelope = (issue: (issue: Issue) => void): Envelope => ({ issue, interchange: null, group: null, groups: 0, messages: 0, inGroup: 0, unh: null })

/** What the envelope says of the message that begins. */
export const enveloped = ({ interchange, group }: Envelope): Enveloped => {
  const sender = interchange?.sender ?? group?.sender
  const recipient = interchange?.recipient ?? group?.recipient
  return {
    test: interchange?.test ?? false,
    ...(interchange?.reference !== undefined && { reference: interchange.reference }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient })
  }
}

/** Reads a segment of the envelope: opens what it opens, and compares at the end of it what it declares with what was read. */
export const readEnvelope = (envelope: Envelope, segment: Segment): void => READERS[segment.tag]?.(envelope, segment)

/** True for the tags of the envelope. */
export const isEnvelope = (tag: string): boolean => Object.hasOwn(READERS, tag)

/** What is still open at the end of the file: it was cut short. */
export const endEnvelope = (envelope: Envelope): void => {
  const { interchange, issue } = envelope
  if (interchange) issue({ code: 'envelope-truncated', severity: 'warning', at: interchange.at, params: { tag: 'UNZ' } })
  envelope.interchange = null
}

const READERS: Readonly<Record<string, (envelope: Envelope, segment: Segment) => void>> = {
  UNB: (envelope, segment) => {
    endEnvelope(envelope)
    const words = reading(segment)
    const [sender, recipient] = [words.value(1), words.value(2)]
    // 0035, the last element: 1 for a test.
    envelope.interchange = { at: words.at, reference: words.value(4), test: words.value(10) === '1', ...(sender !== undefined && { sender }), ...(recipient !== undefined && { recipient }) }
    Object.assign(envelope, { group: null, groups: 0, messages: 0, inGroup: 0 })
  },
  UNG: (envelope, segment) => {
    const words = reading(segment)
    const [sender, recipient] = [words.value(1), words.value(2)]
    envelope.group = { reference: words.value(4), ...(sender !== undefined && { sender }), ...(recipient !== undefined && { recipient }) }
    envelope.groups += 1
    envelope.inGroup = 0
  },
  UNH: (envelope, segment) => {
    if (!envelope.interchange && envelope.messages === 0) envelope.issue({ code: 'envelope-missing', severity: 'warning', at: reading(segment).at, params: { tag: 'UNB' } })
    envelope.unh = segment
    envelope.messages += 1
    envelope.inGroup += 1
  },
  UNT: (envelope, segment) => {
    const { unh } = envelope
    if (unh) ends(envelope, segment, { count: segment.ordinal - unh.ordinal + 1, reference: unh.elements[0]?.[0]?.trim() })
    else envelope.issue({ code: 'envelope-missing', severity: 'warning', at: reading(segment).at, params: { tag: 'UNH' } })
    envelope.unh = null
  },
  UNE: (envelope, segment) => {
    ends(envelope, segment, { count: envelope.inGroup, reference: envelope.group?.reference })
    envelope.group = null
  },
  UNZ: (envelope, segment) => {
    const { interchange, groups, messages, issue } = envelope
    if (interchange) ends(envelope, segment, { count: groups > 0 ? groups : messages, reference: interchange.reference })
    else issue({ code: 'envelope-missing', severity: 'warning', at: reading(segment).at, params: { tag: 'UNB' } })
    Object.assign(envelope, { interchange: null, group: null, groups: 0, messages: 0 })
  }
}

const ends = ({ issue }: Envelope, segment: Segment, read: { readonly count: number, readonly reference: string | undefined }): void => {
  const words = reading(segment)
  const { at } = words
  const [count, reference] = [words.value(0), words.value(1)]
  const params = { tag: segment.tag }
  if (count === undefined || decimalOf(count) !== read.count) issue({ code: 'envelope-mismatch', severity: 'warning', at, params: { ...params, what: 'count', declared: count?.slice(0, 35) ?? '', read: read.count } })
  if (reference !== read.reference) issue({ code: 'envelope-mismatch', severity: 'warning', at, params: { ...params, what: 'reference', declared: reference?.slice(0, 35) ?? '', read: read.reference?.slice(0, 35) ?? '' } })
}
