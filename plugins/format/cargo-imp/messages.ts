import type { Issue, Position, TextLine } from 'wco-cts'
import { beginsEnvelope, endsEnvelope, readEnvelope, type Envelope } from './envelope.ts'
import { kinds, others, type Kind } from './identifiers.ts'

/** One message as received: its head, and its lines up to the next head, envelope or end. */
export interface Message {
  readonly kind: Kind
  readonly version: string
  readonly envelope: Envelope
  /** The first is the head itself. */
  readonly lines: TextLine[]
  /** Whether text follows the version on the head's own line: the lines were joined by blanks. */
  readonly joined: boolean
}

/** What a head names: a message this format reads, another one, or (null) the line is no head. */
export const headOf = (text: string): { readonly kind: Kind, readonly version: string, readonly joined: boolean } | { readonly other: string } | null => {
  const [, name = '', version, more = ''] = HEAD.exec(text.trim()) ?? []
  const kind = kinds.find(kind => kind === name.toUpperCase())
  if (kind) return version === undefined ? null : { kind, version, joined: more.trim() !== '' }
  return others.some(other => other === name.toUpperCase()) && (version !== undefined || more === '') ? { other: name.toUpperCase() } : null
}

/** Text without the control characters of telex, each made a blank so that places stay. */
export const withoutControls = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

/** The place of a received line. */
export const placeOf = ({ number, offset, length }: TextLine): Position => ({ line: number, offset, length })

/** Parts a file into the messages that are read; what stands between them is said, never lost silently. */
export async function * messagesIn (lines: AsyncIterable<TextLine>, issue: (issue: Issue) => void): AsyncGenerator<Message> {
  const state: State = { issue, reading: 'between', open: null, envelope: {}, answered: false }
  let held: TextLine | null = null
  for await (const line of lines) {
    if (line.text.trim() === '') continue
    if (held) yield * take(state, held, line.text)
    held = line
  }
  if (held) yield * take(state, held, '')
  yield * close(state, 'between')
}

const HEAD = /^([A-Z]{3})(?:\/(\d{1,2})(?=\s|$))?(.*)$/i
/** A part of a message has about 3,800 characters; a manifest sent whole, some thousand lines. */
const MOST_LINES = 50_000

/** What is being read. `answered`: the next message is one that an FMA or FNA repeats; it was declared elsewhere. */
interface State {
  readonly issue: (issue: Issue) => void
  reading: 'between' | 'envelope' | 'message' | 'other'
  open: Message | null
  envelope: Envelope
  answered: boolean
}

const take = function * (state: State, raw: TextLine, next: string): Generator<Message> {
  const line = { ...raw, text: withoutControls(raw.text) }
  const text = line.text.trim()
  if (beginsEnvelope(raw.text) && state.reading !== 'envelope') {
    yield * close(state, 'envelope')
    state.envelope = {}
  }
  if (text !== '' && !/^NNNN\b/i.test(text) && !(yield * begin(state, line, next))) yield * add(state, line)
  if (endsEnvelope(raw.text)) {
    yield * close(state, 'between')
    state.envelope = {}
  }
}

const close = function * (state: State, then: State['reading']): Generator<Message> {
  if (state.open) yield state.open
  state.open = null
  state.reading = then
}

const begin = function * (state: State, line: TextLine, next: string): Generator<Message, boolean> {
  const head = headOf(line.text)
  if (!head || (state.open?.kind === 'FFM' && isPlace(line.text, next))) return false
  yield * close(state, 'message')
  if ('kind' in head && !state.answered) state.open = { ...head, envelope: state.envelope, lines: [line] }
  else state.reading = 'other'
  if ('other' in head) state.issue({ code: 'message-not-read', severity: 'note', at: placeOf(line), params: { kind: head.other } })
  state.answered = 'other' in head && ANSWERS.includes(head.other)
  return true
}

const add = function * (state: State, line: TextLine): Generator<Message> {
  const { open, issue } = state
  if (open && open.lines.length >= MOST_LINES) {
    issue({ code: 'message-too-long', severity: 'error', at: placeOf(line), params: { most: MOST_LINES } })
    yield * close(state, 'other')
  } else if (open) {
    open.lines.push(line)
    if (open.kind === 'FFM' && closes(open, line.text)) yield * close(state, 'between')
  } else if (state.reading === 'envelope') readEnvelope(state.envelope, line)
  else if (state.reading === 'between') issue({ code: 'line-unread', severity: 'note', at: placeOf(line), params: { text: line.text.trim().slice(0, 70) } })
}

const ANSWERS = ['FMA', 'FNA']

/** FMA and FNA are airports too: inside a manifest they are an answer only when its text follows. */
const isPlace = (text: string, next: string): boolean => /^[A-Z]{3}$/i.test(text.trim()) && !/^\s*(?:ACK|ERR)\//i.test(next)

const closes = ({ joined }: Message, text: string): boolean => joined ? / (?:LAST|CONT)$/i.test(text.trimEnd()) : /^(?:LAST|CONT)$/i.test(text.trim())
