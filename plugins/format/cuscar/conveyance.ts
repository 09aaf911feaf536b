import type { Declaration, Position } from 'wco-cts'
import { CALL_TIMES, CALLS, MODES } from './codes.ts'
import { add, fill, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'
import { isoTime } from './times.ts'

type Stop = Declaration['conveyance']['stops'][number]

/** The journey as the head of a message tells it. */
export interface Journey {
  /** 8051 of the transport that was read: the main carriage (20) wins over the one at the border (11), and that over others. */
  stage: string | null
  /** The place that was read last, for the times that follow it. */
  last: Stop | null
}

/** A journey of which nothing is known yet. */
export const openJourney = (): Journey => ({ stage: null, last: null })

/** Reads the means of transport (TDT). False for a stage that is not the one the cargo arrives or leaves by. */
export const readTransport = (draft: Draft, journey: Journey, segment: Reading): boolean => {
  if (journey.stage !== null && rank(segment.qualifier) >= rank(journey.stage)) return false
  journey.stage = segment.qualifier
  const mode = segment.value(2)
  const means = meansAt(segment)
  const carrier = carrierAt(segment)
  fill(draft, '', draft.declaration, { at: segment.at, fields: { mode: modeOf(mode) } })
  fill(draft, '/conveyance', draft.declaration.conveyance, {
    at: segment.at,
    fields: { journey: segment.value(1), mode: modeOf(mode), ...carriedBy(segment, carrier), ...meansOf(segment, means) }
  })
  return true
}

/** Reads a call of the journey (LOC). False for a place where the means of transport does nothing. */
export const readCall = (draft: Draft, journey: Journey, segment: Reading): boolean => {
  const purpose = CALLS.get(segment.qualifier)
  const [code, name] = [segment.peek(1), segment.peek(1, 3)]
  if (purpose === undefined || (code === undefined && name === undefined)) return false
  const fields = { purpose, ...(code !== undefined && { place: segment.code(1) ?? '' }), ...(name !== undefined && { placeName: segment.value(1, 3) ?? '' }) }
  const { stops } = draft.declaration.conveyance
  // A time that came before any place was for the first one of its direction.
  const waiting = journey.last === null ? stops.find(stop => stop.place === undefined && stop.placeName === undefined && direct(stop.purpose, purpose)) : undefined
  if (waiting) fill(draft, `/conveyance/stops/${stops.indexOf(waiting)}`, waiting, { at: segment.at, fields })
  else addStop(draft, fields, segment.at)
  journey.last = waiting ?? fields
  return true
}

/** Reads a time of the journey (DTM): it goes to the call it follows, or to one of its direction that has none. False for other times. */
export const readCallTime = (draft: Draft, journey: Journey, segment: Reading): boolean => {
  const meant = CALL_TIMES.get(segment.qualifier)
  const declared = segment.value(0, 1)
  if (!meant || declared === undefined) return false
  const time = isoTime(declared, segment.value(0, 2))
  if (time === null) draft.issue({ code: 'date-invalid', severity: 'warning', at: segment.at, params: { text: declared.slice(0, 35) } })
  const timed = { ...(time !== null && { time }), timeKind: meant.kind, timeDeclared: declared }
  const { stops } = draft.declaration.conveyance
  const purposes = meant.comes ? ARRIVING : LEAVING
  const untimed = (stop: Stop | null): stop is Stop => stop !== null && stop.timeDeclared === undefined
  const { last } = journey
  const found = untimed(last) && (purposes.has(last.purpose ?? '') || last.purpose === 'transit')
    ? last
    : stops.findLast(stop => untimed(stop) && purposes.has(stop.purpose ?? ''))
  if (found) {
    const base = `/conveyance/stops/${stops.indexOf(found)}`
    fill(draft, base, found, { at: segment.at, fields: timed })
  } else addStop(draft, { purpose: meant.comes ? 'arrival' : 'departure', ...placeOf(last), ...timed }, segment.at)
  return true
}

/** The day a flight leaves is part of its name; a ship's voyage has a number of its own. */
export const dateFlight = (draft: Draft): void => {
  const { conveyance } = draft.declaration
  if (conveyance.mode !== 'air') return
  const index = conveyance.stops.findIndex(({ purpose, time }) => LEAVING.has(purpose ?? '') && time !== undefined)
  const date = conveyance.stops[index]?.time?.slice(0, 10)
  fill(draft, '/conveyance', conveyance, { at: draft.declaration.positions[`/conveyance/stops/${index}`] ?? { line: 1 }, fields: { date } })
}

const ARRIVING: ReadonlySet<string> = new Set(['arrival', 'first-arrival', 'discharge'])
const LEAVING: ReadonlySet<string> = new Set(['departure', 'load'])
const STAGES = ['20', '11', '12', '13']

const rank = (stage: string): number => STAGES.includes(stage) ? STAGES.indexOf(stage) : STAGES.length
const modeOf = (code: string | undefined): string | undefined => code === undefined ? undefined : MODES.get(code.replace(/^0/, '')) ?? code
const direct = (one: string | undefined, other: string): boolean => [ARRIVING, LEAVING].some(set => set.has(one ?? '') && set.has(other))
const placeOf = (stop: Stop | null): Pick<Stop, 'place' | 'placeName'> => ({
  ...(stop?.place !== undefined && { place: stop.place }), ...(stop?.placeName !== undefined && { placeName: stop.placeName })
})

const addStop = (draft: Draft, stop: Stop, at: Position): void => {
  add(draft, '/conveyance/stops', draft.declaration.conveyance.stops, stop, at)
}

// C222 stands eighth and C040 fifth; senders shift them by one. C222 is told by a name or by its list: 103 call sign, 109 Lloyd's, 146 means of transport.
const meansAt = (segment: Reading): number => [7, 6, 8].find(element =>
  segment.peek(element, 3) !== undefined || MEANS_LISTS.has(segment.peek(element, 1) ?? '') || (element === 7 && segment.peek(7) !== undefined)) ?? 7
const carrierAt = (segment: Reading): number => [4, 3, 5].find(element =>
  segment.peek(element, 1) === '172' || (element === 4 && (segment.peek(4) ?? segment.peek(4, 3)) !== undefined)) ?? 4

const MEANS_LISTS: ReadonlySet<string> = new Set(['103', '109', '146'])

const carriedBy = (segment: Reading, element: number): { carrier: string | undefined, carrierName: string | undefined } =>
  ({ carrier: segment.code(element), carrierName: segment.value(element, 3) })

const meansOf = (segment: Reading, element: number): Record<'identifier' | 'scheme' | 'name' | 'nationality', string | undefined> => {
  const [list, agency] = [segment.peek(element, 1), segment.peek(element, 2)]
  const identifier = segment.code(element)
  return { identifier, scheme: identifier === undefined ? undefined : schemeOf(identifier, list, agency), name: segment.value(element, 3), nationality: segment.value(element, 4) }
}

// Seven digits are an IMO number, whichever of the lists for it is named: 109, 146, or agency 11 (Lloyd's) or 54 (IMO).
const schemeOf = (identifier: string, list = '', agency = ''): string | undefined => {
  if (list === '103') return 'call-sign'
  if (/^(?:IMO)?\s?\d{7}$/i.test(identifier) && (list === '' || list === '109' || list === '146' || agency === '11' || agency === '54')) return 'IMO'
  return list || agency || undefined
}
