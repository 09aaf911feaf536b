import type { Decoder } from './charset.ts'
import type { Services } from './edifact-services.ts'
import type { Units } from './edifact-units.ts'

/** One segment of an interchange. `elements` begins after the tag: of `NAD+CN+X` element 0 is `CN`. */
export interface Segment {
  readonly tag: string
  readonly elements: readonly (readonly string[])[]
  /** What stood beyond a repetition separator, by element (syntax version 4). */
  readonly repeated?: ReadonlyMap<number, readonly (readonly string[])[]>
  /** The physical line it begins on, from 1. */
  readonly line: number
  /** Where it begins in the file as received, in bytes. */
  readonly offset: number
  /** Its bytes, without the terminator. */
  readonly length: number
  /** Its number in the file, from 1. */
  readonly ordinal: number
  /** The file ended, or the limit was reached, before its terminator came: its last value may not be whole. */
  readonly cut?: true
}

/** Something wrong with the syntax, with its place in the file. */
export interface EdifactFault {
  code: string
  severity: 'note' | 'warning' | 'error'
  at: { line: number, offset: number, length: number, path?: string }
  params?: Record<string, string | number>
}

/** What an administration may set. */
export interface EdifactOptions {
  /** The character set of bytes that are not what UNB says. */
  readonly fallback?: string
  /** The longest segment, in bytes, that is kept whole. */
  readonly segment?: number
  /** The most components of one segment that are kept. */
  readonly components?: number
  /** How many bytes are looked at in one go. */
  readonly block?: number
}

/** Where the reading of one file stands. */
export interface State {
  readonly units: Units
  readonly decode: Decoder
  readonly fault: (fault: EdifactFault) => void
  readonly limits: { readonly segment: number, readonly components: number }
  /** What is at hand, and where in it the next segment begins. */
  text: string
  at: number
  /** Characters that came before `text`. */
  base: number
  /** The line that `at` is on, and where the next one begins after. */
  line: number
  newline: number
  services: Services
  /** The repetition separator UNA names, in force once UNB says version 4. */
  repetition: string
  /** UNA chose the service characters of the UNB that follows. */
  advised: boolean
  /** Where the last envelope segment stands whose service characters were settled. */
  settled: number
  /** Between the start of an interchange and its UNZ. */
  inside: boolean
  /** In what follows a segment that was too long. */
  lost: boolean
  /** Where text outside any interchange began. */
  outside: number | null
  charset: string | undefined
  level: string
  searched: number
  joined: number
  ordinal: number
  /** Faults that are told once an interchange. */
  readonly told: Set<string>
}

/** The place of some characters in the file as received. */
export const placeOf = (state: State, from: number, to: number): { line: number, offset: number, length: number } => {
  while (state.newline >= 0 && state.newline < from) {
    state.line += 1
    state.newline = state.text.indexOf('\n', state.newline + 1)
  }
  const width = state.units.width()
  return { line: state.line, offset: state.units.mark() + (state.base + from) * width, length: (to - from) * width }
}

/** Says what is wrong at a place; with `once`, only the first time in an interchange. */
export const say = (state: State, fault: EdifactFault, once?: string): void => {
  if (once !== undefined && state.told.has(once)) return
  if (once !== undefined) state.told.add(once)
  state.fault(fault)
}

/** Lets go of what has been read. */
export const forget = (state: State): void => {
  if (state.at === 0) return
  placeOf(state, state.at, state.at)
  state.text = state.text.slice(state.at)
  state.base += state.at
  state.newline = state.newline < 0 ? -1 : state.newline - state.at
  state.searched = Math.max(0, state.searched - state.at)
  state.at = 0
}
