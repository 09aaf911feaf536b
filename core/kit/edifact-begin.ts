import { advised, DEFAULT_SERVICES, HEAD, isAdvice, isStart, mended, shown, START, type Services } from './edifact-services.ts'
import { placeOf, say, type State } from './edifact-state.ts'

/** Whether a segment can be read at the place reached, another look is needed first, or more characters are. */
export type Begun = 'go' | 'again' | 'wait'

/** Settles the service characters where an interchange begins, and passes over what stands outside any. */
export const begin = (state: State, final: boolean): Begun => {
  const { text, at } = state
  if (text.length - at < (final ? 1 : START)) return 'wait'
  if (state.outside !== null) return passOver(state, final)
  if (state.inside && !text.startsWith('UN', at)) return 'go'
  if (isAdvice(text, at)) return advise(state, final)
  const start = isStart(text, at)
  if (start ? needsSettling(state) : !state.inside) return start || SEGMENT.test(text.slice(at, at + 4)) ? settle(state, final) : passOver(state, final)
  return 'go'
}

const SEGMENT = /^[A-Z]{3}[+:']/
const ANY_START = /UN(?:A[^A-Za-z0-9]{6}|[BGH][^A-Za-z0-9])/g

// UNB always begins an interchange; UNG and UNH do where it is missing.
const needsSettling = (state: State): boolean =>
  state.settled !== state.base + state.at && (!state.inside || (state.text.startsWith('UNB', state.at) && !state.advised))

const advise = (state: State, final: boolean): Begun => {
  const named = advised(state.text, state.at)
  const services = sure(state, { ...named, repetition: '' }, state.at + START, final)
  if (!services) return 'wait'
  reset(state, services)
  state.repetition = named.repetition
  state.advised = true
  state.at += START
  return 'again'
}

const settle = (state: State, final: boolean): Begun => {
  const begins = isStart(state.text, state.at)
  if (begins && state.text.length - state.at < HEAD && !final && state.text[state.at + 3] !== '+') return 'wait'
  const services = sure(state, begins ? shown(state.text, state.at) : DEFAULT_SERVICES, state.at, final)
  if (!services) return 'wait'
  reset(state, services)
  state.settled = state.base + state.at
  return 'go'
}

const reset = (state: State, services: Services): void => {
  Object.assign(state, { services, repetition: '', advised: false, inside: true, level: '', charset: state.units.charset() })
  state.told.clear()
  ended(state)
}

// Null while the head of the interchange has not all come and its terminator has not been seen.
const sure = (state: State, services: Services, from: number, final: boolean): Services | null => {
  const head = state.text.slice(from, from + HEAD)
  if (!head.includes(services.terminator) && head.length < HEAD && !final) return null
  const used = mended(services, head)
  if (used.terminator !== services.terminator) {
    say(state, { code: 'syntax-terminator', severity: 'warning', at: placeOf(state, state.at, state.at + START), params: { terminator: used.terminator === '\n' ? 'line' : used.terminator } })
  }
  return used
}

const passOver = (state: State, final: boolean): Begun => {
  state.outside ??= state.at + state.base
  ANY_START.lastIndex = state.at
  const found = ANY_START.exec(state.text)
  if (found) state.at = found.index
  else state.at = final ? state.text.length : Math.max(state.at, state.text.length - START)
  if (!found && !final) return 'wait'
  ended(state)
  return found ? 'again' : 'wait'
}

// What stood outside is reported when it is over and its length is known.
const ended = (state: State): void => {
  if (state.outside === null) return
  const at = placeOf(state, state.at, state.at)
  const length = (state.base + state.at - state.outside) * state.units.width()
  say(state, { code: 'syntax-outside', severity: 'warning', at: { ...at, offset: at.offset - length, length } })
  state.outside = null
}
