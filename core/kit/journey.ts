import { codeOf, only, said } from './resolve.ts'
import { utcOf } from '../model/zones.ts'

/** A call with what is known of it. `time` is UTC, `zone` the one it was read in where the message gave none. */
export interface Call {
  readonly place: string
  readonly purpose: Purpose
  readonly time?: string
  readonly timeDeclared?: string
  readonly zone?: string
}

/** Which movement a consignment makes, seen from one country. */
export type Direction = 'import' | 'export' | 'transit' | 'transhipment' | 'on-board'

/** What a direction is told from: UN/LOCODEs, the first two letters of which are the country. */
export interface Route {
  readonly country: string
  readonly origin: string | undefined
  readonly loading: string | undefined
  readonly transhipments: readonly string[]
  readonly discharge: string | undefined
  readonly destination: string | undefined
  readonly calls: readonly { readonly place: string }[]
  readonly declared: Direction | undefined
}

/** The calls of a journey, their local times read by the clock of each place; UTC is assumed, and said, where no zone is known. */
export const callsOf = (stops: readonly DeclaredStop[], placeOf: (text: string | undefined) => string | undefined, zoneOf: (place: string) => string | null): Call[] =>
  stops.flatMap(stop => {
    const place = placeOf(stop.place) ?? codeOf(stop.placeName)
    if (place === undefined) return []
    const zone = zoneOf(place) ?? 'UTC'
    const time = stop.time === undefined ? null : utcOf(stop.time, zone) ?? utcOf(stop.time, 'UTC')
    return [only({
      place,
      purpose: PURPOSES.find(purpose => purpose === stop.purpose) ?? 'transit',
      time: time ?? undefined,
      timeDeclared: said(stop.timeDeclared) ?? said(stop.time),
      zone: time === null || HAS_OFFSET.test(stop.time ?? '') ? undefined : zone
    })]
  })

/** When the journey reaches a place. */
export const arrivalAt = (calls: readonly Call[], place: string | undefined): string | undefined => earliest(calls, place, ARRIVES)

/** When the journey leaves a place. */
export const departureAt = (calls: readonly Call[], place: string | undefined): string | undefined => earliest(calls, place, LEAVES)

/** When the journey first reaches a country. */
export const arrivalIn = (calls: readonly Call[], country: string): string | undefined =>
  earliest(calls.filter(({ place }) => isIn(place, country)).map(call => ({ ...call, place: country })), country, ARRIVES)

/**
 * The direction derived from the route, not from what was declared: discharged here for here is import, discharged here for elsewhere
 * is transhipment (transit where it is declared to go on by land), loaded here is export, carried past is cargo remaining on board.
 */
export const directionOf = ({ country, origin, loading, transhipments, discharge, destination, calls, declared }: Route): Direction | undefined => {
  const here = (place: string | undefined): boolean => place !== undefined && isIn(place, country)
  const onward: Direction = declared === 'transit' ? 'transit' : 'transhipment'
  if (here(discharge)) return here(loading) ? undefined : destination === undefined || here(destination) ? 'import' : onward
  if (here(loading)) return origin === undefined || here(origin) ? 'export' : onward
  if (transhipments.some(here)) return onward
  if (here(destination)) return 'import'
  const carriedPast = loading !== undefined && discharge !== undefined && isLocode(loading) && isLocode(discharge)
  return carriedPast || calls.some(call => here(call.place)) ? 'on-board' : undefined
}

/** A direction as declared, where it is one of ours. */
export const declaredDirection = (text: string | undefined): Direction | undefined => DIRECTIONS.find(direction => direction === text)

/** A UN/LOCODE without blanks or hyphens inside; null where the text is none. */
export const locodeOf = (text: string): string | null => {
  const code = text.trim().toUpperCase().replace(/^([A-Z]{2})[\s-]/, '$1')
  return isLocode(code) ? code : null
}

type Purpose = (typeof PURPOSES)[number]
interface DeclaredStop { readonly place?: string, readonly placeName?: string, readonly purpose?: string, readonly time?: string, readonly timeDeclared?: string }

const PURPOSES = ['load', 'transit', 'discharge', 'departure', 'arrival', 'first-arrival'] as const
const DIRECTIONS = ['import', 'export', 'transit', 'transhipment', 'on-board'] as const
const ARRIVES: readonly Purpose[] = ['arrival', 'first-arrival', 'discharge']
const LEAVES: readonly Purpose[] = ['departure', 'load']
const HAS_OFFSET = /T.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i
// An airport's three letters may begin like a country's two.
const isIn = (place: string, country: string): boolean => isLocode(place) && place.startsWith(country)
const isLocode = (code: string): boolean => /^[A-Z]{2}[A-Z2-9]{3}$/.test(code)

const earliest = (calls: readonly Call[], at: string | undefined, purposes: readonly Purpose[]): string | undefined => {
  const there = calls.filter(({ place, time }) => place === at && time !== undefined)
  const meant = there.filter(({ purpose }) => purposes.includes(purpose))
  const times = (meant.length > 0 ? meant : there.filter(({ purpose }) => purpose === 'transit')).flatMap(({ time }) => time ?? [])
  return times.sort()[0]
}
