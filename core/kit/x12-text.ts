import { placeOf, say, type State } from './x12-state.ts'

/** The text of a segment as it was meant: lines joined, characters decoded, control characters taken out. Each is reported. */
export const meant = (state: State, from: number, to: number): string => {
  const raw = state.text.slice(from, to)
  const whole = LINE_END.test(raw) ? unwrapped(state, raw, from, to) : raw
  return ODD.test(whole) ? clean(state, whole, from, to) : whole
}

const LINE_END = /[\r\n]/
const LINE_ENDS = /[\r\n]+/g
const ODD = /[^\t -~]/
// A half of a pair in UTF-16, alone.
const HALF = /\p{Cs}/gu
const CONTROL = /[^\P{Cc}\t]/gu

const unwrapped = (state: State, raw: string, from: number, to: number): string => {
  say(state, { code: 'text-wrapped', severity: 'note', at: placeOf(state, from, to) }, 'wrapped')
  return raw.replace(LINE_ENDS, '')
}

const clean = (state: State, text: string, from: number, to: number): string => {
  const read = state.units.width() === 2 ? text.replace(HALF, '\ufffd') : decoded(state, text, from, to)
  let dropped = 0
  const kept = read.replace(CONTROL, letter => {
    if (letter === state.delimiters.element) return letter
    dropped += 1
    return ''
  })
  if (dropped > 0) say(state, { code: 'syntax-control', severity: 'warning', at: placeOf(state, from, to), params: { count: dropped } }, 'control')
  return kept
}

// X12 has nothing to declare a character set with: ASCII is meant, and anything else was agreed between two parties.
const decoded = (state: State, text: string, from: number, to: number): string => {
  const { text: read, charset, fallback } = state.decode(Buffer.from(text, 'latin1'), state.units.charset())
  if (fallback) say(state, { code: 'encoding-fallback', severity: 'warning', at: placeOf(state, from, to), params: { used: charset } }, `encoding ${charset}`)
  return read
}
