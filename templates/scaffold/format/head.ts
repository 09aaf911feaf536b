import { only, type DeclaredConveyance, type Issue, type Report } from 'wco-cts'
import type { Line } from './line.ts'
import { put, type Places } from './put.ts'

/** What the header says for all bills under it. */
export interface Head { readonly report: Report, readonly conveyance: DeclaredConveyance, readonly places: Places }

/** Reads the header. */
export const headOf = (line: Line, issue: (issue: Issue) => void): Head => {
  const { version, sender, recipient, reference, carrier, ship, shipName, voyage, port, arrival } = line.cells
  const conveyance: DeclaredConveyance = { mode: 'sea', stops: [] }
  const places: Places = {}
  put(places, '/conveyance/carrier', carrier, text => { conveyance.carrier = text })
  put(places, '/conveyance/identifier', ship, text => { Object.assign(conveyance, { identifier: text, scheme: 'IMO' }) })
  put(places, '/conveyance/name', shipName, text => { conveyance.name = text })
  put(places, '/conveyance/journey', voyage, text => { conveyance.journey = text })
  put(places, '/conveyance/stops/0/place', port, place => { conveyance.stops.push({ place, purpose: 'arrival', ...timeOf(arrival?.text) }) })
  if (arrival !== undefined && isoTime(arrival.text) === null) issue({ code: 'time-invalid', severity: 'warning', at: arrival.at, params: { text: arrival.text.slice(0, 60) } })
  const report = { kind: 'MANIFEST', function: 'original', test: false, at: line.at } as const
  // `only` leaves out what is undefined: a field nobody filled in is absent, not empty.
  return { report: { ...report, ...only({ version: version?.text, sender: sender?.text, recipient: recipient?.text, reference: reference?.text }) }, conveyance, places }
}

// The time as sent is kept beside the time as understood. It has no zone: whose clock it is by, the mode of transport finds out from the place.
const timeOf = (text: string | undefined) => text === undefined ? {} : only({ time: isoTime(text) ?? undefined, timeDeclared: text })

/** `2026-12-05 12:00` as ISO 8601; null where it is no time of any day. */
const isoTime = (text: string): string | null => {
  const time = text.replace(' ', 'T')
  const read = new Date(`${time}:00Z`)
  return TIME.test(time) && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(time) ? time : null
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/
