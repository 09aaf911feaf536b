import { foldIdentifier, type Position, type Read, type Segment } from 'wco-cts'
import { aboard, finish, release, unnamed } from './closing.ts'
import { readInConsignment } from './consignment.ts'
import { isDocument, meet, putUnder, readDocument } from './document.ts'
import { fill, keepRest, openDraft, type Draft } from './draft.ts'
import { openYard, readEquipment, readPieceDetail, stow, stowPiece } from './equipment.ts'
import { closeHead, openHead, readInHead, type Enveloped } from './head.ts'
import { await_, heard, isAwaited, openLate } from './late.ts'
import { reading, wordsOf, type Reading } from './reading.ts'
import type { Message, Terms } from './state.ts'
import { compare, openCount } from './totals.ts'

/** Opens a message at its UNH. */
export const openMessage = (unh: Segment, envelope: Enveloped, terms: Terms): Message => {
  const late = openLate(terms.issue)
  const issue = heard(late)
  return { terms: { ...terms, issue }, head: openHead(unh, envelope, issue), yard: openYard(), late, counted: openCount(), seen: new Map(), draft: null, listed: null, bare: true, begun: false }
}

/** Reads one segment of a message, and gives what is complete by it. */
export function * readSegment (message: Message, segment: Segment): Generator<Read> {
  const words = reading(segment)
  // A text that was cut short still says what it says; a cut number says something else.
  if (segment.cut && segment.tag !== 'FTX') unread(message.terms, words, message.draft)
  else if (segment.tag === 'CNI') yield * nextConsignment(message, words)
  else if (segment.tag === 'RFF' && isDocument(words) && isInConsignments(message)) yield * readReference(message, words)
  else if (segment.tag === 'EQD') openPiece(message, words)
  else if (belongsToPiece(message, words)) readPiece(message, words)
  else if (segment.tag === 'CNT' && words.qualifier === '10') readHead(message, words)
  else if (message.draft ?? OPENING.has(segment.tag)) yield * readGoodsAndRest(message, words)
  else readHead(message, words)
}

/** Ends a message at its UNT, or where the file ends without one. */
export function * endMessage (message: Message, whole: boolean): Generator<Read> {
  const { terms: { issue, ownConsignments }, head, yard, draft, counted } = message
  yield * begin(message)
  if (draft && !whole) issue({ code: 'consignment-incomplete', severity: 'warning', pointer: '', at: draft.declaration.positions[''] ?? { line: 1 } })
  yield * finish(message)
  yield * release(message)
  if (!head.tags.has('BGM')) issue({ code: 'structure-missing', severity: 'warning', ...(head.report.at && { at: head.report.at }), params: { tag: 'BGM' } })
  if (!whole) yield * aboard(message)
  else if (ownConsignments) yield * unnamed(message)
  if (whole) compare(head, { ...counted, equipment: yard.pieces.size + yard.unnumbered.length }, issue)
  yield { reportEnd: head.totals }
}

/** Segments that open a consignment even where its CNI is missing. */
const OPENING: ReadonlySet<string> = new Set(['GID', 'SGP'])
const PIECE_IN_HEAD: ReadonlySet<string> = new Set(['TSR', 'MEA', 'DIM', 'SEL', 'NAD', 'GIS', 'GEI', 'LOC', 'TMP', 'RNG', 'RFF', 'FTX', 'HAN', 'DTM'])
const PIECE_IN_CONSIGNMENT: ReadonlySet<string> = new Set(['TSR', 'MEA', 'DIM', 'SEL', 'TMP', 'RNG'])

const isInConsignments = ({ draft, head }: Message): boolean => draft !== null || head.tags.has('TDT') || head.tags.has('EQD')

const belongsToPiece = ({ yard, draft }: Message, { tag }: Reading): boolean =>
  yard.current !== null && (draft ? draft.group === 'equipment' && PIECE_IN_CONSIGNMENT.has(tag) : PIECE_IN_HEAD.has(tag))

function * begin (message: Message): Generator<Read> {
  if (message.begun) return
  message.begun = true
  closeHead(message.head)
  yield { report: message.head.report }
}

function * nextConsignment (message: Message, words: Reading): Generator<Read> {
  yield * begin(message)
  yield * finish(message)
  const line = words.value(0)
  const draft = openConsignment(message, { ...words.at, path: line === undefined ? 'CNI' : `CNI+${line.slice(0, 9)}` })
  const number = words.value(1)
  message.listed = number === undefined ? null : { number, at: words.at }
  message.counted.lists += 1
  keepLeft(draft, words)
}

const openConsignment = (message: Message, at: Position): Draft => {
  const draft = openDraft(message.terms.issue, message.head.draft)
  draft.declaration.positions[''] = at
  Object.assign(message, { draft, listed: null, bare: true })
  message.yard.current = null
  return draft
}

function * readReference (message: Message, words: Reading): Generator<Read> {
  yield * begin(message)
  let draft = message.draft ?? openConsignment(message, words.at)
  const met = meet(draft, words, message.bare)
  if (met.what === 'under') putUnder(draft)
  if (met.what === 'next') {
    yield * finish(message)
    draft = openConsignment(message, words.at)
    if (met.parent) fill(draft, '', draft.declaration, { at: met.parent.at, fields: { parent: met.parent.number } })
  }
  readDocument(draft, words)
  keepLeft(draft, words)
}

function * readGoodsAndRest (message: Message, words: Reading): Generator<Read> {
  yield * begin(message)
  const draft = message.draft ?? openConsignment(message, words.at)
  if (words.tag !== 'CNT' && words.tag !== 'RFF' && words.tag !== 'DOC') message.bare = false
  const read = words.tag === 'SGP' ? readStowage(message, draft, words) : readInConsignment(draft, words, message.terms.actions)
  if (read) keepLeft(draft, words)
  else unread(message.terms, words, draft)
}

const readStowage = ({ yard, late }: Message, draft: Draft, words: Reading): boolean => {
  const number = words.code(0)
  words.value(0, 3)
  if (number === undefined) return false
  const packages = words.value(1)
  const { goods } = draft.declaration
  const item = draft.group === 'goods' || draft.group === 'permit' ? goods.at(-1) : undefined
  if (item) {
    const index = item.equipment.push({ number, ...(packages !== undefined && { packages }) }) - 1
    draft.declaration.positions[`/goods/${goods.length - 1}/equipment/${index}`] = words.at
  }
  const known = draft.containers.has(foldIdentifier(number))
  if (!stow(draft, yard, number, words.at) && !known) await_(late, draft, number, words.at)
  return true
}

const openPiece = (message: Message, words: Reading): void => {
  const { yard, draft, head } = message
  head.tags.add('EQD')
  const piece = readEquipment(yard, words)
  for (const left of words.left()) piece.rest.push({ ...left, at: words.at })
  if (!draft) return
  draft.group = 'equipment'
  message.bare = false
  if (piece.equipment.number === undefined) stowPiece(draft, piece)
  else if (!isAwaited(message.late, draft, piece.equipment.number, words.at)) stow(draft, yard, piece.equipment.number, words.at)
}

const readPiece = ({ yard, terms, draft }: Message, words: Reading): void => {
  const piece = yard.current
  if (!piece) return
  const known = piece.rest.length
  if (!readPieceDetail(piece, words)) unread(terms, words, null)
  // Within a consignment the piece was stowed before its details came, but for one that is listed late.
  if (draft && piece.used) for (const { path, text, at } of piece.rest.slice(known)) keepRest(draft, { path, text }, at)
}

const readHead = ({ head, terms }: Message, words: Reading): void => {
  if (!readInHead(head, words, terms.actions)) unread(terms, words, null)
  else for (const { path, text } of words.left()) terms.issue({ code: 'segment-unread', severity: 'note', at: { ...words.at, path }, params: { text: text.slice(0, 200) } })
}

const keepLeft = (draft: Draft, words: Reading): void => {
  for (const left of words.left()) keepRest(draft, left, words.at)
}

// What nothing is known of is kept with the consignment, and said; in the head it is only said.
const unread = (terms: Terms, words: Reading, draft: Draft | null): void => {
  const text = wordsOf(words.segment)
  if (draft) keepRest(draft, { path: words.at.path ?? words.tag, text }, words.at)
  const pointer = draft ? `/rest/${draft.declaration.rest.length - 1}` : undefined
  terms.issue({ code: 'segment-unread', severity: 'note', at: words.at, ...(pointer !== undefined && { pointer }), params: { text: text.slice(0, 200) } })
}
