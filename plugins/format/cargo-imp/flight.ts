import type { Declaration, Issue } from 'wco-cts'
import { fault, fill, keepRest, type Draft } from './draft.ts'
import { isDay } from './dates.ts'
import { capital, elementsOf, groupsOf, rejoined, type Field, type Words } from './field.ts'
import type { Section } from './sections.ts'

/** The flight of a manifest, as its second line says: part, flight, date, airport of loading, then registration and first point of arrival. */
export interface Flight {
  readonly part: Field | undefined
  readonly number: Field | undefined
  readonly date: Field | undefined
  readonly loading: Field | undefined
  readonly registration: Field | undefined
  /** The one place of unloading, where a home-made message names it here. */
  readonly unloading: Field | undefined
  readonly country: Field | undefined
  readonly arrival: Field | undefined
  readonly firstPlace: Field | undefined
  readonly more: Field | undefined
}

/** A place of unloading with its times, or without cargo. */
export interface Place { readonly code: Field, readonly arrival: Field | undefined, readonly departure: Field | undefined }

/** Reads the flight line. */
export const readFlight = ({ lines: [line], tag }: Section): Flight => {
  const [part, number, date, loading, ...after] = line ? elementsOf(line, tag) : []
  const own = after[0]?.text.length === 2 ? undefined : after.shift()
  const isPlace = own !== undefined && /^[A-Z]{3}$/i.test(own.text)
  const [country, arrival, firstPlace, ...more] = after
  return {
    part,
    number: capital(number),
    date: capital(date),
    loading: capital(loading),
    registration: isPlace ? undefined : capital(own),
    unloading: isPlace ? capital(own) : undefined,
    country: capital(country),
    arrival: capital(arrival),
    firstPlace: capital(firstPlace),
    more: rejoined(more)
  }
}

/** Reads a line that names a place of unloading. */
export const readPlace = ({ lines: [line], tag }: Section): Place | null => {
  const [code, ...times] = line ? elementsOf(line, tag) : []
  const [arrival, departure] = times.filter(({ text }) => text.toUpperCase() !== 'NIL').map(capital)
  const place = capital(code)
  return place ? { code: place, arrival, departure } : null
}

/** What joins the parts of one manifest: flight, date and airport of loading. */
export const seriesOf = ({ number, date, loading }: Flight): string =>
  [number?.text ?? '', date?.text.slice(0, 5) ?? '', loading?.text ?? ''].join('/')

/** Says which of the flight line is missing or cannot be. */
export const checkFlight = (flight: Flight, at: Words, issue: (issue: Issue) => void): void => {
  for (const name of ['part', 'number', 'date', 'loading'] as const) {
    if (!flight[name]?.text || (name === 'part' && !PART.test(flight.part?.text ?? ''))) issue({ code: 'structure-missing', severity: 'warning', at: at.at, params: { line: name } })
  }
  if (flight.date && flight.date.text !== '' && !isDay(flight.date.text)) issue({ code: 'date-invalid', severity: 'warning', at: flight.date.at, params: { text: flight.date.text } })
}

/** Fills in the aircraft, the flight and its calls, as far as they concern one air waybill. */
export const fillFlight = (draft: Draft, flight: Flight, place: Place | null): void => {
  const { declaration } = draft
  const unloading = place?.code ?? flight.unloading
  const day = flight.date && groupsOf(flight.date, DAY)?.day
  fill(draft, '/conveyance', declaration.conveyance, {
    journey: flight.number,
    carrier: capital(flight.number && groupsOf(flight.number, CARRIER)?.carrier),
    date: day ?? flight.date,
    identifier: flight.registration,
    scheme: flight.registration && { text: 'registration', at: flight.registration.at }
  })
  fill(draft, '', declaration, { loading: flight.loading, discharge: unloading })
  addStop(draft, 'load', flight.loading, flight.date)
  addStop(draft, 'first-arrival', flight.firstPlace, flight.arrival)
  addStop(draft, 'discharge', unloading, place?.arrival)
  addStop(draft, 'departure', place?.departure && unloading, place?.departure)
  for (const rest of [flight.country, flight.more]) if (rest && rest.text !== '') keepRest(draft, rest.path, rest)
}

/** Adds a call of the journey; its time stays as declared, for nobody gave the year. */
export const addStop = (draft: Draft, purpose: string, place: Words | undefined, time?: Words): void => {
  if (!place || place.text === '') return
  const stop: Declaration['conveyance']['stops'][number] = {}
  const pointer = `/conveyance/stops/${draft.declaration.conveyance.stops.push(stop) - 1}`
  fill(draft, pointer, stop, { place, purpose: { text: purpose, at: place.at }, timeDeclared: time })
  // The day of the flight itself is checked once, with its line.
  if (purpose !== 'load' && time && time.text !== '' && !isDay(time.text)) fault(draft, 'date-invalid', 'warning', `${pointer}/timeDeclared`, time)
}

/** A flight number: the carrier's two-character designator, or three letters, then the number. */
export const CARRIER = /^(?<carrier>[A-Z]{3}|[A-Z][A-Z0-9]|\d[A-Z])\d{1,5}[A-Z]?$/di

const PART = /^[1-9]\d?$/
const DAY = /^(?<day>\d{2}[A-Z]{3})\d{4}$/di
