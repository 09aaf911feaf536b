import type { Declaration, XmlElement } from 'wco-cts'
import { addNote, addReference, addText, fault, fill, type Draft } from './draft.ts'
import { all, capital, first, meaning, take, type Words } from './nodes.ts'

/** A time with what kind of time it is: scheduled, estimated or actual. */
export interface Timed { readonly time: Words | undefined, readonly kind: Words | undefined }

/** Reads the routing of a waybill: the first flight is the conveyance, the others references; each next place is a call. */
export const readRouting = (draft: Draft, consignment: XmlElement): void => {
  const { declaration, used } = draft
  const legs = [...all(consignment, 'SpecifiedLogisticsTransportMovement')].sort((a, b) => sequenceOf(a) - sequenceOf(b))
  let before: Words | undefined
  legs.forEach((leg, index) => {
    const journey = capital(take(used, leg, 'ID'))
    const departure = first(leg, 'DepartureEvent')
    const left = timeOf(draft, departure, 'Departure')
    const arrival = first(leg, 'ArrivalEvent')
    const place = placeAt(draft, arrival, 'OccurrenceArrivalLocation')
    if (index === 0) {
      fillFlight(draft, journey, left)
      addStop(draft, 'load', placeAt(draft, departure, 'OccurrenceDepartureLocation'), left)
    } else {
      addReference(draft, 'FLT', journey)
      if (left.time) addStop(draft, 'departure', placeAt(draft, departure, 'OccurrenceDepartureLocation') ?? before, left)
    }
    before = place
    const last = index === legs.length - 1 || place?.text === declaration.destination
    addStop(draft, last ? 'discharge' : 'transit', place, timeOf(draft, arrival, 'Arrival'))
    if (!last) addText(draft, '/transhipments', declaration.transhipments, place)
  })
}

/** Fills in the flight: its number, the carrier whose designator begins it, its date. */
export const fillFlight = (draft: Draft, journey: Words | undefined, departure: Timed): void => {
  const carrier = /^([A-Z]{3}|[A-Z][A-Z0-9]|\d[A-Z])[\s-]?\d{1,5}[A-Z]?$/.exec(journey?.text ?? '')?.[1]
  fill(draft, '/conveyance', draft.declaration.conveyance, {
    journey,
    carrier: journey && carrier !== undefined ? meaning(carrier, journey) : undefined,
    date: departure.time && meaning(departure.time.text.slice(0, 10), departure.time)
  })
}

/** Adds a call of the journey; a time that is none is kept as declared. */
export const addStop = (draft: Draft, purpose: string, place: Words | undefined, { time, kind }: Timed): void => {
  if (!place) {
    addNote(draft, purpose, time)
    return
  }
  const stop: Declaration['conveyance']['stops'][number] = {}
  const pointer = `/conveyance/stops/${draft.declaration.conveyance.stops.push(stop) - 1}`
  const isTime = time !== undefined && TIME.test(time.text)
  fill(draft, pointer, stop, { place, purpose: meaning(purpose, place), time: isTime ? time : undefined, timeKind: time && kind, timeDeclared: time })
  if (time && !isTime) fault(draft, 'date-invalid', 'warning', `${pointer}/timeDeclared`, time)
}

/** The time of an event, whichever of its elements gives it: `ScheduledOccurrenceDateTime`, or `DepartureOccurrenceDateTime` with a type code. Where one event tells of arrival and departure, only what names the one asked for counts. */
export const timeOf = (draft: Draft, event: XmlElement | undefined, what: 'Departure' | 'Arrival', names: readonly string[] = ['', what]): Timed => {
  for (const [prefix, kind] of PREFIXES) {
    const time = take(draft.used, event, ...names.map(name => `${prefix}${name}OccurrenceDateTime`))
    if (time) return { time, kind: meaning(kind, time) }
  }
  const time = take(draft.used, event, ...names.map(name => `${name}OccurrenceDateTime`).reverse())
  const code = capital(take(draft.used, event, `${what}DateTimeTypeCode`))
  const kind = code ? KINDS[code.text] : undefined
  return { time, kind: code && kind !== undefined ? meaning(kind, code) : undefined }
}

/** The place of an event, as its code. */
export const placeAt = (draft: Draft, event: XmlElement | undefined, location: string): Words | undefined => capital(take(draft.used, event, `${location}/ID`))

const PREFIXES = [['Scheduled', 'scheduled'], ['Actual', 'actual'], ['Estimated', 'estimated']] as const
const KINDS: Readonly<Record<string, string | undefined>> = { S: 'scheduled', A: 'actual', E: 'estimated' }
/** ISO 8601, as XML Schema's dateTime and date have it; senders leave the seconds and the zone out. */
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

const sequenceOf = (leg: XmlElement): number => Number(first(leg, 'SequenceNumeric')?.text ?? 0) || 0
