import { decoderOf } from './charset.ts'
import { unitsOf } from './edifact-units.ts'
import { BREAK, brokenInto, HEAD, isInterchange, isStart, nextStart, shownBy, START, USUAL } from './x12-delimiters.ts'
import { forget, placeOf, say, type State, type X12Fault, type X12Options, type X12Segment } from './x12-state.ts'
import { meant } from './x12-text.ts'

/** Reads a file piece by piece: give it bytes, get the segments that are complete. */
export const x12ReaderOf = (fault: (fault: X12Fault) => void, options: X12Options): (bytes: Uint8Array, last: boolean) => X12Segment[] => {
  const state = stateOf(fault, options)
  return (bytes, last) => {
    state.text += state.units.take(bytes, last)
    const found: X12Segment[] = []
    while (advance(state, last, found)) { /* one step after the other */ }
    forget(state)
    return found
  }
}

const LONGEST = 65_536
const ELEMENTS = 2_000

const stateOf = (fault: (fault: X12Fault) => void, options: X12Options): State => ({
  units: unitsOf(),
  decode: decoderOf(options.fallback),
  fault,
  limits: { segment: options.segment ?? LONGEST, elements: options.elements ?? ELEMENTS },
  text: '',
  at: 0,
  base: 0,
  line: 1,
  counted: 0,
  delimiters: USUAL,
  inside: false,
  settled: -1,
  lost: false,
  outside: null,
  searched: 0,
  ordinal: 0,
  told: new Set()
})

// One step: false when more characters are needed, or none are left.
const advance = (state: State, final: boolean, found: X12Segment[]): boolean => {
  if (state.lost && !resume(state, final)) return false
  if (state.outside === null) passBlanks(state)
  if (state.text.length - state.at < (final ? 1 : START)) return endOutside(state, final)
  if (!state.inside || isInterchange(state.text, state.at)) {
    const begun = begin(state, final)
    if (begun !== 'go') return begun === 'again'
  }
  const longest = state.at + state.limits.segment
  const end = endOf(state, final)
  if (end === null && state.text.length < longest + BREAK) return false
  found.push(end === null || end.at > longest ? tooLong(state, longest) : taken(state, end))
  return true
}

/** Between two segments: blanks, ends of line, the padding of old machines, the mark of a file laid behind another. */
const BLANKS: ReadonlySet<string> = new Set(['\0', '\t', '\n', '\r', '\u001a', ' ', '\ufeff'])
const MARK = 'ï»¿'

const passBlanks = (state: State): void => {
  const { text, delimiters: { terminator } } = state
  for (;;) {
    const character = text[state.at] ?? ''
    if (BLANKS.has(character)) state.at += 1
    else if (text.startsWith(MARK, state.at)) state.at += MARK.length
    else if (state.inside && character === terminator) {
      say(state, { code: 'syntax-empty-segment', severity: 'note', at: placeOf(state, state.at, state.at + 1) }, 'empty')
      state.at += 1
    } else return
  }
}

// Settles the delimiters where an interchange begins, and passes over what stands outside any.
const begin = (state: State, final: boolean): 'go' | 'again' | 'wait' => {
  const { text, at } = state
  if (state.settled === state.base + at) return 'go'
  if (state.outside !== null || !isStart(text, at)) return passOver(state, final)
  if (text.length - at < HEAD && !final) return 'wait'
  const { sure, ...delimiters } = shownBy(text.slice(at, at + HEAD))
  state.told.clear()
  Object.assign(state, { delimiters, inside: true, settled: state.base + at, searched: at })
  if (!sure) say(state, { code: 'syntax-delimiters', severity: 'warning', at: placeOf(state, at, at + 3), params: { terminator: delimiters.terminator === '\n' ? 'line' : delimiters.terminator } })
  return 'go'
}

const passOver = (state: State, final: boolean): 'again' | 'wait' => {
  state.outside ??= state.at + state.base
  const found = nextStart(state.text, state.at)
  state.at = found >= 0 ? found : final ? state.text.length : Math.max(state.at, state.text.length - START - 1)
  if (found < 0 && !final) return 'wait'
  endOutside(state, true)
  return 'again'
}

// What stood outside is reported when it is over and its length is known.
const endOutside = (state: State, over: boolean): false => {
  if (state.outside === null || !over) return false
  const at = placeOf(state, state.at, state.at)
  const length = (state.base + state.at - state.outside) * state.units.width()
  say(state, { code: 'syntax-outside', severity: 'warning', at: { ...at, offset: at.offset - length, length } })
  state.outside = null
  return false
}

/** Where a segment ends, and how many characters its terminator takes; none where it was cut. */
interface End { readonly at: number, readonly terminator: number }

// Null when more characters are needed to tell.
const endOf = (state: State, final: boolean): End | null => {
  const { text, delimiters: { terminator } } = state
  const from = Math.max(state.at, state.searched)
  const found = terminator === '\n' ? lineEnd(text, from) : text.indexOf(terminator, from)
  const before = Math.max(state.at, from - BREAK)
  const broken = terminator === '\n' ? -1 : brokenInto(text.slice(before, found < 0 ? undefined : found))
  if (broken >= 0) return { at: before + broken, terminator: 0 }
  if (found >= 0) return { at: found, terminator: 1 }
  state.searched = text.length
  if (!final) return null
  return { at: Math.max(state.at, withoutBlanks(text)), terminator: terminator === '\n' ? 1 : 0 }
}

const withoutBlanks = (text: string): number => {
  let end = text.length
  while (BLANKS.has(text[end - 1] ?? '')) end -= 1
  return end
}

const lineEnd = (text: string, from: number): number => {
  ENDS.lastIndex = from
  return ENDS.exec(text)?.index ?? -1
}

const ENDS = /[\r\n]/g

const taken = (state: State, end: End): X12Segment => {
  const cut = end.terminator === 0
  const segment = segmentOf(state, state.at, end.at, cut)
  const { tag, line, offset, length } = segment
  if (cut) say(state, { code: 'syntax-terminator-missing', severity: 'warning', at: { line, offset, length, path: tag }, params: { tag } })
  state.at = Math.min(end.at + end.terminator, state.text.length)
  state.searched = state.at
  if (tag === 'IEA') state.inside = false
  return segment
}

const tooLong = (state: State, end: number): X12Segment => {
  const segment = segmentOf(state, state.at, end, true)
  const { tag, line, offset, length } = segment
  say(state, { code: 'syntax-too-long', severity: 'error', at: { line, offset, length, path: tag }, params: { tag, limit: state.limits.segment } })
  Object.assign(state, { at: end, searched: end, lost: true })
  return segment
}

const segmentOf = (state: State, from: number, to: number, cut: boolean): X12Segment => {
  const place = placeOf(state, from, to)
  const [tag = '', ...elements] = meant(state, from, to).split(state.delimiters.element, state.limits.elements + 2)
  state.ordinal += 1
  if (elements.length > state.limits.elements) {
    elements.length = state.limits.elements
    say(state, { code: 'syntax-too-many-elements', severity: 'error', at: { ...place, path: tag.slice(0, 3) }, params: { tag: tag.slice(0, 3), limit: state.limits.elements } })
  }
  // A tag has two or three characters; more come from a text whose separator is no separator here.
  const plain = { tag: tag.trim().slice(0, 20), elements, line: place.line, offset: place.offset, length: place.length, ordinal: state.ordinal }
  return cut ? { ...plain, cut } : plain
}

// After a segment that was too long: on to the next terminator, or to the next interchange.
const resume = (state: State, final: boolean): boolean => {
  const end = endOf(state, final)
  if (end === null) {
    state.at = Math.max(state.at, state.text.length - BREAK)
    return false
  }
  Object.assign(state, { at: Math.min(end.at + end.terminator, state.text.length), lost: false })
  state.searched = state.at
  return true
}
