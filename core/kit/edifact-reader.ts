import { decoderOf } from './charset.ts'
import { begin } from './edifact-begin.ts'
import { endOf, isBlank, MORE } from './edifact-scan.ts'
import { DEFAULT_SERVICES } from './edifact-services.ts'
import { split } from './edifact-split.ts'
import { forget, placeOf, say, type EdifactFault, type EdifactOptions, type Segment, type State } from './edifact-state.ts'
import { meant } from './edifact-text.ts'
import { unitsOf } from './edifact-units.ts'

export type { EdifactFault, EdifactOptions, Segment } from './edifact-state.ts'

/** Reads a file piece by piece: give it bytes, get the segments that are complete. */
export const readerOf = (fault: (fault: EdifactFault) => void, options: EdifactOptions): (bytes: Uint8Array, last: boolean) => Segment[] => {
  const state = stateOf(fault, options)
  return (bytes, last) => {
    const before = state.text.length
    state.text += state.units.take(bytes, last)
    if (state.newline < 0) state.newline = state.text.indexOf('\n', before)
    const found: Segment[] = []
    while (advance(state, last, found)) { /* one step after the other */ }
    forget(state)
    return found
  }
}

/** The character sets of UNB S001 0001 (code list 0001 of the UN syntax code lists). */
const CHARSETS: Readonly<Record<string, string>> = {
  UNOA: 'us-ascii', UNOB: 'us-ascii', UNOC: 'iso-8859-1', UNOD: 'iso-8859-2', UNOE: 'iso-8859-5', UNOF: 'iso-8859-7', UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4', UNOI: 'iso-8859-6', UNOJ: 'iso-8859-8', UNOK: 'iso-8859-9', UNOY: 'utf-8', UNOW: 'utf-8'
}
const LONGEST = 65_536
const COMPONENTS = 2_000
// What is kept back beyond the longest segment before it is given up: more than a look at what follows ever needs.
const SLACK = 10_000

const stateOf = (fault: (fault: EdifactFault) => void, options: EdifactOptions): State => ({
  units: unitsOf(),
  decode: decoderOf(options.fallback),
  fault,
  limits: { segment: options.segment ?? LONGEST, components: options.components ?? COMPONENTS },
  text: '',
  at: 0,
  base: 0,
  line: 1,
  newline: -1,
  services: DEFAULT_SERVICES,
  repetition: '',
  advised: false,
  settled: -1,
  inside: false,
  lost: false,
  outside: null,
  charset: undefined,
  level: '',
  searched: 0,
  joined: 0,
  ordinal: 0,
  told: new Set()
})

// One step: false when more characters are needed, or none are left.
const advance = (state: State, final: boolean, found: Segment[]): boolean => {
  if (state.lost && !resume(state, final)) return false
  if (state.outside === null) passBlanks(state)
  const begun = begin(state, final)
  if (begun !== 'go') return begun === 'again'
  const last = { searched: Math.max(state.at, state.searched), joined: state.joined }
  const end = endOf({ text: state.text, final }, state.at, state.services, last)
  const longest = state.at + state.limits.segment
  if (end.at === MORE && state.text.length < longest + SLACK) {
    state.searched = end.searched
    state.joined = end.joined
    return false
  }
  if (end.at === MORE || end.at > longest) found.push(tooLong(state, longest))
  else found.push(taken(state, end.at, end.joined))
  return true
}

const passBlanks = (state: State): void => {
  const { text, services } = state
  for (;;) {
    if (isBlank(text, state.at)) state.at += text[state.at] === 'ï' ? 3 : 1
    else if (text[state.at] === services.terminator && state.at < text.length) {
      say(state, { code: 'syntax-empty-segment', severity: 'note', at: placeOf(state, state.at, state.at + 1) }, 'empty')
      state.at += 1
    } else return
  }
}

const taken = (state: State, end: number, joined: number): Segment => {
  const cut = end === state.text.length && state.services.terminator !== '\n'
  const segment = segmentOf(state, state.at, end, cut)
  const at = { line: segment.line, offset: segment.offset, length: segment.length, path: segment.tag }
  if (cut) say(state, { code: 'syntax-terminator-missing', severity: 'warning', at, params: { tag: segment.tag } })
  if (joined > 0 && state.services.terminator !== '\n') say(state, { code: 'text-repaired', severity: 'warning', at, params: { tag: segment.tag } })
  state.at = Math.min(end + 1, state.text.length)
  state.searched = 0
  state.joined = 0
  envelope(state, segment)
  return segment
}

const tooLong = (state: State, end: number): Segment => {
  const segment = segmentOf(state, state.at, end, true)
  const at = { line: segment.line, offset: segment.offset, length: segment.length, path: segment.tag }
  say(state, { code: 'syntax-too-long', severity: 'error', at, params: { tag: segment.tag, limit: state.limits.segment } })
  Object.assign(state, { at: end, searched: 0, joined: 0, lost: true })
  return segment
}

const segmentOf = (state: State, from: number, to: number, cut: boolean): Segment => {
  const place = placeOf(state, from, to)
  const { tag, elements, repeated, tooMany } = split(meant(state, from, to), state.services, state.limits.components)
  state.ordinal += 1
  if (tooMany) say(state, { code: 'syntax-too-many-components', severity: 'error', at: { ...place, path: tag }, params: { tag, limit: state.limits.components } })
  const plain = { tag, elements, line: place.line, offset: place.offset, length: place.length, ordinal: state.ordinal }
  return repeated || cut ? { ...plain, ...(repeated && { repeated }), ...(cut && { cut: true as const }) } : plain
}

// UNB says the character set and the version of the syntax; after UNZ nothing of it holds any more.
const envelope = (state: State, { tag, elements }: Segment): void => {
  if (tag === 'UNB') {
    const [level = '', version = ''] = elements[0] ?? []
    state.level = level
    state.charset = state.units.charset() ?? CHARSETS[level.toUpperCase()]
    state.advised = false
    if (Number(version) >= 4) state.services = { ...state.services, repetition: state.repetition }
  } else if (tag === 'UNZ') {
    Object.assign(state, { services: DEFAULT_SERVICES, inside: false, advised: false, repetition: '', charset: undefined, level: '' })
  }
}

// After a segment that was too long: on to the next terminator that a segment follows.
const resume = (state: State, final: boolean): boolean => {
  const { at, searched } = endOf({ text: state.text, final }, state.at, { ...state.services, release: '' }, { searched: state.at, joined: 0 })
  if (at === MORE) {
    state.at = Math.max(state.at, searched)
    return false
  }
  Object.assign(state, { at: Math.min(at + 1, state.text.length), lost: false })
  return true
}
