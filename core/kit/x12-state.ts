import type { Decoder } from './charset.ts'
import type { Units } from './edifact-units.ts'
import type { Delimiters } from './x12-delimiters.ts'

/** One segment of an X12 interchange. `elements` begins after the tag: of `N1*CN*X` element 0 is `CN`, which the standard calls N101. */
export interface X12Segment {
  readonly tag: string
  readonly elements: readonly string[]
  /** The physical line it begins on, from 1. */
  readonly line: number
  /** Where it begins in the file as received, in bytes. */
  readonly offset: number
  /** Its bytes, without the terminator. */
  readonly length: number
  /** Its number in the file, from 1. */
  readonly ordinal: number
  /** The file ended, another interchange began, or the limit was reached before its terminator came: its last value may not be whole. */
  readonly cut?: true
}

/** Something wrong with the syntax, with its place in the file. */
export interface X12Fault {
  code: string
  severity: 'note' | 'warning' | 'error'
  at: { line: number, offset: number, length: number, path?: string }
  params?: Record<string, string | number>
}

/** What an administration may set. */
export interface X12Options {
  /** The character set of bytes that are neither ASCII nor UTF-8. */
  readonly fallback?: string
  /** The longest segment, in bytes, that is kept whole. */
  readonly segment?: number
  /** The most elements of one segment that are kept. */
  readonly elements?: number
  /** How many bytes are looked at in one go. */
  readonly block?: number
}

/** Where the reading of one file stands. */
export interface State {
  readonly units: Units
  readonly decode: Decoder
  readonly fault: (fault: X12Fault) => void
  readonly limits: { readonly segment: number, readonly elements: number }
  /** What is at hand, and where in it the next segment begins. */
  text: string
  at: number
  /** Characters that came before `text`. */
  base: number
  /** The line that `counted`, a place in `text`, is on. */
  line: number
  counted: number
  delimiters: Delimiters
  /** Between the start of an interchange and the end of its IEA. */
  inside: boolean
  /** Where the start stands whose delimiters were settled, in characters of the file. */
  settled: number
  /** In what follows a segment that was too long. */
  lost: boolean
  /** Where text outside any interchange began, in characters of the file. */
  outside: number | null
  searched: number
  ordinal: number
  /** Faults that are told once an interchange. */
  readonly told: Set<string>
}

/** The place of some characters in the file as received. */
export const placeOf = (state: State, from: number, to: number): { line: number, offset: number, length: number } => {
  LINE_END.lastIndex = state.counted
  while (LINE_END.exec(state.text) !== null && LINE_END.lastIndex <= from) {
    state.line += 1
    state.counted = LINE_END.lastIndex
  }
  const width = state.units.width()
  return { line: state.line, offset: state.units.mark() + (state.base + from) * width, length: (to - from) * width }
}

/** Says what is wrong at a place; with `once`, only the first time in an interchange. */
export const say = (state: State, fault: X12Fault, once?: string): void => {
  if (once !== undefined && state.told.has(once)) return
  if (once !== undefined) state.told.add(once)
  state.fault(fault)
}

/** Lets go of what has been read; a carriage return stays, for a line feed may follow it. */
export const forget = (state: State): void => {
  const gone = state.text[state.at - 1] === '\r' ? state.at - 1 : state.at
  placeOf(state, gone, gone)
  state.text = state.text.slice(gone)
  state.base += gone
  state.at -= gone
  state.searched = Math.max(state.at, state.searched - gone)
  state.counted = Math.max(0, state.counted - gone)
}

// A carriage return alone ends a line too; whether it is alone is known once the next character has come.
const LINE_END = /\r\n|\n|\r(?=[^\n])/g
