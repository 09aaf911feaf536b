import { placeOf, say, type State } from './edifact-state.ts'

/** The text of a segment as it was meant: lines joined, characters decoded, control characters taken out. Each is reported. */
export const meant = (state: State, from: number, to: number): string => {
  const raw = state.text.slice(from, to)
  const whole = CUT.test(raw) ? unwrapped(state, raw, from, to) : raw
  return ODD.test(whole) ? clean(state, whole, from, to) : whole
}

const CUT = /[\r\n]/
const CUTS = /[\r\n]+/g
const ODD = /[^\t -~]/
// A half of a pair in UTF-16, alone.
const HALF = /\p{Cs}/gu
const CONTROL = /[^\P{Cc}\t]/gu

const unwrapped = (state: State, raw: string, from: number, to: number): string => {
  const ending = state.services.terminator === '\n' || to === state.text.length ? raw.trimEnd() : raw
  if (!CUT.test(ending)) return ending
  say(state, { code: 'text-wrapped', severity: 'note', at: placeOf(state, from, to) }, 'wrapped')
  return ending.replace(CUTS, '')
}

const clean = (state: State, text: string, from: number, to: number): string => {
  const read = state.units.width() === 2 ? text.replace(HALF, '\ufffd') : decoded(state, text, from, to)
  const { component, element, terminator } = state.services
  let dropped = 0
  const kept = read.replace(CONTROL, letter => {
    if (letter === component || letter === element || letter === terminator) return letter
    dropped += 1
    return ''
  })
  if (dropped > 0) say(state, { code: 'syntax-control', severity: 'warning', at: placeOf(state, from, to), params: { count: dropped } }, 'control')
  return kept
}

const decoded = (state: State, text: string, from: number, to: number): string => {
  const { text: read, charset, fallback } = state.decode(Buffer.from(text, 'latin1'), state.charset)
  if (fallback) {
    say(state, {
      code: 'encoding-fallback',
      severity: 'warning',
      at: placeOf(state, from, to),
      params: { declared: state.level || state.charset || 'UNOA', used: charset }
    }, `encoding ${charset}`)
  }
  return read
}
