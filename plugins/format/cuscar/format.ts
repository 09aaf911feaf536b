import { messageTypes, segments, type Issue, type ManifestFormat, type Read, type Segment } from 'wco-cts'
import { endEnvelope, enveloped, isEnvelope, openEnvelope, readEnvelope, type Envelope } from './envelope.ts'
import { endMessage, openMessage, readSegment } from './message.ts'
import { reading, wordsOf } from './reading.ts'
import type { Message, Terms } from './state.ts'

/** What an administration may set. */
export interface Options {
  readonly fallbackCharset: string
  readonly consignmentActions: Readonly<Record<string, string>>
  readonly ownConsignments: boolean
}

/** Reads customs cargo reports (CUSCAR, D.95B to D.24A) by tag and qualifier, one reading for all directories. */
export const cuscar = (options: Options): ManifestFormat => ({
  id: 'cuscar',
  modes: ['sea', 'air', 'road', 'rail', 'inland-water'],
  recognize: ({ bytes }) => {
    const types = messageTypes(bytes)
    if (types === null) return 0
    const [first] = types
    // A UNH that does not say its type is read as ours: nobody else claims it. Without a UNH in the head it may be anything.
    return first === undefined || first === '' ? 0.55 : first === TYPE ? 0.95 : 0
  },
  parse: (bytes, issue) => parse(bytes, { issue, actions: options.consignmentActions, ownConsignments: options.ownConsignments }, options.fallbackCharset)
})

const TYPE = 'CUSCAR'

/** Where the reading of a file stands: a message of ours, one of another type, or none. */
interface Place { readonly envelope: Envelope, readonly terms: Terms, message: Message | 'other' | null }

async function * parse (bytes: AsyncIterable<Uint8Array>, terms: Terms, fallback: string): AsyncGenerator<Read> {
  const place: Place = { envelope: openEnvelope(terms.issue), terms, message: null }
  for await (const segment of segments(bytes, terms.issue, { fallback })) {
    for (const read of step(place, segment)) yield read
  }
  for (const read of cutOff(place)) yield read
  endEnvelope(place.envelope)
}

function * step (place: Place, segment: Segment): Generator<Read> {
  const { message, envelope } = place
  if (!isEnvelope(segment.tag)) {
    if (message === null) outside(place.terms.issue, segment)
    else if (message !== 'other') yield * readSegment(message, segment)
    return
  }
  if (segment.tag === 'UNT') {
    if (message !== null && message !== 'other') yield * endMessage(message, true)
    place.message = null
  } else yield * cutOff(place)
  readEnvelope(envelope, segment)
  if (segment.tag === 'UNH') place.message = begun(place, segment)
}

const begun = ({ envelope, terms }: Place, segment: Segment): Message | 'other' => {
  const type = segment.elements[1]?.[0]?.trim() ?? ''
  const { at } = reading(segment)
  if (type === TYPE) return openMessage(segment, enveloped(envelope), terms)
  if (type !== '') {
    terms.issue({ code: 'message-skipped', severity: 'note', at, params: { type: type.slice(0, 35) } })
    return 'other'
  }
  terms.issue({ code: 'message-type-missing', severity: 'warning', at })
  return openMessage(segment, enveloped(envelope), terms)
}

// The file, or the next envelope segment, comes before the UNT of a message: what was read of it is kept.
function * cutOff (place: Place): Generator<Read> {
  const { message, envelope } = place
  place.message = null
  if (message === null) return
  if (message !== 'other') yield * endMessage(message, false)
  const at = envelope.unh ? reading(envelope.unh).at : undefined
  place.terms.issue({ code: 'envelope-truncated', severity: 'error', ...(at && { at }), params: { tag: 'UNT' } })
  yield { cut: true }
  envelope.unh = null
}

const outside = (issue: (issue: Issue) => void, segment: Segment): void => {
  issue({ code: 'segment-unread', severity: 'note', at: reading(segment).at, params: { text: wordsOf(segment).slice(0, 200) } })
}
