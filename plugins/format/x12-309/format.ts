import { transactionSets, x12Segments, type ManifestFormat, type Read, type X12Segment } from 'wco-cts'
import { endEnvelope, enveloped, isEnvelope, openEnvelope, readEnvelope, type Envelope } from './envelope.ts'
import { endMessage, openMessage, readSegment } from './message.ts'
import { reading, wordsOf } from './reading.ts'
import type { Message, Terms } from './state.ts'

/** What an administration may set. */
export interface Options {
  readonly fallbackCharset: string
  readonly amendmentActions: Readonly<Record<string, string>>
}

/** Reads customs manifests (309) and ocean bills of lading (310), versions 002000 to 007030, by segment and qualifier, one reading for all versions. */
export const x12 = (options: Options): ManifestFormat => ({
  id: 'x12-309',
  modes: ['sea', 'air', 'road', 'rail'],
  recognize: ({ bytes }) => transactionSets(bytes)?.some(set => OURS.has(set)) === true ? 0.95 : 0,
  parse: (bytes, issue) => parse(bytes, { issue, actions: options.amendmentActions }, options.fallbackCharset)
})

const OURS: ReadonlySet<string> = new Set(['309', '310'])

/** Where the reading of a file stands: a transaction set of ours, one of another kind, or none. */
interface Place { readonly envelope: Envelope, readonly terms: Terms, message: Message | 'other' | null }

async function * parse (bytes: AsyncIterable<Uint8Array>, terms: Terms, fallback: string): AsyncGenerator<Read> {
  const place: Place = { envelope: openEnvelope(terms.issue), terms, message: null }
  for await (const segment of x12Segments(bytes, terms.issue, { fallback })) {
    for (const read of step(place, segment)) yield read
  }
  for (const read of cutOff(place)) yield read
  endEnvelope(place.envelope)
}

function * step (place: Place, segment: X12Segment): Generator<Read> {
  const { message, envelope, terms: { issue } } = place
  if (!isEnvelope(segment.tag)) {
    if (message === null) issue({ code: 'segment-unread', severity: 'note', at: reading(segment).at, params: { text: wordsOf(segment).slice(0, 200) } })
    else if (message !== 'other') yield * readSegment(message, segment)
    return
  }
  if (segment.tag === 'SE') {
    if (message !== null && message !== 'other') yield * endMessage(message, true)
    place.message = null
  } else yield * cutOff(place)
  readEnvelope(envelope, segment)
  if (segment.tag === 'ST') place.message = begun(place, segment)
}

const begun = ({ envelope, terms }: Place, segment: X12Segment): Message | 'other' => {
  const words = reading(segment)
  const set = words.value(1) ?? ''
  if (OURS.has(set)) return openMessage(words, enveloped(envelope), terms)
  terms.issue({ code: 'message-skipped', severity: 'note', at: words.at, params: { set: set.slice(0, 20) } })
  return 'other'
}

// The file, or the next envelope segment, comes before the SE of a transaction set: what was read of it is kept.
function * cutOff (place: Place): Generator<Read> {
  const { message, envelope } = place
  place.message = null
  if (message === null) return
  if (message !== 'other') yield * endMessage(message, false)
  const at = envelope.set ? reading(envelope.set).at : undefined
  place.terms.issue({ code: 'envelope-truncated', severity: 'error', ...(at && { at }), params: { tag: 'SE' } })
  yield { cut: true }
  envelope.set = null
}
