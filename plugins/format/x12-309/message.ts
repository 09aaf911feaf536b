import type { Read, X12Segment } from 'wco-cts'
import { begin, compare, comparePort, finish } from './closing.ts'
import { keepRest, MOST_IN_HEAD, openDraft, type Draft } from './draft.ts'
import type { Enveloped } from './envelope.ts'
import { closeLoop } from './equipment.ts'
import { holdBack } from './goods.ts'
import { readLadingHead, readLadingReference, readPurpose, readVessel } from './lading.ts'
import { readAmendment, readBill, readManifestHead, readPortOfDischarge, readReference, type Head } from './manifest.ts'
import { reading, wordsOf, type Reading } from './reading.ts'
import { IN_BILL } from './segments.ts'
import type { Message, Terms } from './state.ts'

/** Opens a transaction set at its ST. */
export const openMessage = (st: Reading, { reference, ...envelope }: Enveloped, terms: Terms): Message => {
  const isManifest = st.peek(1) === '309'
  const number = st.value(2)
  const report = { kind: isManifest ? '309' : '310', at: st.at, ...envelope, ...(reference !== undefined && { reference: `${reference}/${number ?? ''}` }) }
  const head = { report, totals: {}, draft: openDraft(terms.issue) }
  if (!isManifest) head.draft.declaration.positions[''] = st.at
  return { terms, head, isManifest, port: null, draft: isManifest ? null : head.draft, bills: 0, announced: null, seen: new Map(), begun: false }
}

/** Reads one segment of a transaction set, and gives what is complete by it. */
export function * readSegment (message: Message, segment: X12Segment): Generator<Read> {
  const words = reading(segment)
  // A text that was cut short still says what it says; a cut number says something else.
  if (segment.cut && !TEXTS.has(words.tag)) unread(message, words)
  else if (!message.isManifest) readInLading(message, words)
  else if (words.tag === 'M10') readHead(message, words)
  else if (words.tag === 'P4') yield * nextPort(message, words)
  else if (words.tag === 'LX' || isNext(message, words.tag)) yield * nextBill(message, words)
  else if (message.draft === null) readInHead(message, words)
  else readInBill(message, message.draft, words)
}

/** Ends a transaction set at its SE, or where the file ends without one. */
export function * endMessage (message: Message, whole: boolean): Generator<Read> {
  const { terms: { issue }, head: { report, totals, draft: { met } }, isManifest } = message
  if (message.draft && !whole) issue({ code: 'bill-incomplete', severity: 'warning', pointer: '', at: message.draft.declaration.positions[''] ?? { line: 1 } })
  yield * finish(message)
  yield * begin(message)
  const tag = isManifest ? 'M10' : 'B3'
  if (!met.has(tag)) issue({ code: 'structure-missing', severity: 'warning', ...(report.at && { at: report.at }), params: { tag } })
  if (whole) compare(message)
  yield { reportEnd: totals }
}

const TEXTS: ReadonlySet<string> = new Set(['K1', 'C8', 'NTE', 'H2', 'H3'])

const readHead = (message: Message, words: Reading): void => {
  readManifestHead(message.head, words)
  message.head.draft.met.add('M10')
  if (message.head.totals.consignments !== undefined) message.announced = words.at
  for (const left of words.left()) keepRest(message.head.draft, left, words.at)
}

const readInHead = (message: Message, words: Reading): void => {
  const { draft } = message.head
  if (words.tag !== 'N9' || draft.declaration.references.length >= MOST_IN_HEAD) unread(message, words)
  else {
    readReference(draft, words)
    for (const left of words.left()) keepRest(draft, left, words.at)
  }
}

function * nextPort (message: Message, words: Reading): Generator<Read> {
  yield * finish(message)
  yield * begin(message)
  comparePort(message)
  const draft = openDraft(message.terms.issue, message.head.draft)
  const declared = words.peek(3)
  readPortOfDischarge(draft, words)
  for (const left of words.left()) keepRest(draft, left, words.at)
  message.port = { draft, at: words.at, declared, bills: 0 }
}

// A bill is a loop of its own where its LX is missing: M13 and M11 come once in each.
const isNext = ({ draft }: Message, tag: string): boolean => (tag === 'M11' || tag === 'M13') && (draft === null || draft.met.has('M11') || draft.met.has(tag))

function * nextBill (message: Message, words: Reading): Generator<Read> {
  yield * finish(message)
  yield * begin(message)
  const draft = openDraft(message.terms.issue, (message.port?.draft ?? message.head.draft))
  const line = words.tag === 'LX' ? words.value(1) : undefined
  draft.declaration.positions[''] = { ...words.at, path: line === undefined ? words.tag : `LX*${line.slice(0, 9)}` }
  message.draft = draft
  if (words.tag !== 'LX') readInBill(message, draft, words)
}

const readInBill = (message: Message, draft: Draft, words: Reading): void => {
  const read = words.tag === 'M11' ? readBill(draft, words) : words.tag === 'M13' ? readAmendment(draft, words, message.terms.actions) : IN_BILL[words.tag]?.(draft, words) ?? false
  draft.met.add(words.tag)
  settle(message, draft, words, read)
}

const LADING: Readonly<Record<string, (head: Head, words: Reading) => boolean>> = {
  B3: readLadingHead,
  B2A: readPurpose,
  V1: readVessel,
  // Under a loop of containers N9 is theirs.
  N9: readLadingReference,
  LX: ({ draft }, words) => {
    words.value(1)
    holdBack(draft)
    closeLoop(draft)
    return true
  }
}

const readInLading = (message: Message, words: Reading): void => {
  const { head, head: { draft } } = message
  const read = LADING[words.tag]?.(head, words) ?? IN_BILL[words.tag]?.(draft, words) ?? false
  draft.met.add(words.tag)
  settle(message, draft, words, read)
}

const settle = (message: Message, draft: Draft, words: Reading, read: boolean): void => {
  if (!read) return unread(message, words)
  // What L0 says is placed when its goods are described.
  if (draft.held !== words) for (const left of words.left()) keepRest(draft, left, words.at)
}

// What nothing is known of is kept with the bill, and said; in the head it is only said.
const unread = ({ terms, draft }: Message, words: Reading): void => {
  const text = wordsOf(words.segment)
  if (draft) keepRest(draft, { path: words.at.path ?? words.tag, text }, words.at)
  const pointer = draft ? `/rest/${draft.declaration.rest.length - 1}` : undefined
  terms.issue({ code: 'segment-unread', severity: 'note', at: words.at, ...(pointer !== undefined && { pointer }), params: { text: text.slice(0, 200) } })
}
