import type { Read, Totals, XmlElement } from 'wco-cts'
import { openConsignment, readAirport, readCommon } from './consignment.ts'
import { readCustoms } from './customs.ts'
import { addNote, fill, keepUnread, lost, type Draft } from './draft.ts'
import { addWhole, stowIn } from './goods.ts'
import type { Head } from './header.ts'
import { all, capital, first, meaning, placeOf, take, takeAttribute, type Used } from './nodes.ts'
import { fillAwb } from './numbers.ts'
import { addStop, fillFlight, placeAt, timeOf } from './transport.ts'
import { addUld } from './uld.ts'

/** What the consignments of a flight manifest stand under: the flight, where it arrives, the ULD they are in. */
export interface Flight { movement: XmlElement | undefined, readonly arrival: XmlElement[], readonly cargo: XmlElement[], pieces: number, lines: number }

/** Opens the flight of a manifest before anything is known of it. */
export const openFlight = (): Flight => ({ movement: undefined, arrival: [], cargo: [], pieces: 0, lines: 0 })

/** Reads one element of a flight manifest (XFFM), given what it stands in: a master consignment is a declaration, anything else is said of those that follow. */
export function * readInFlight (head: Head, flight: Flight, element: XmlElement, within: string): Generator<Read> {
  if (element.name === 'IncludedMasterConsignment' || element.name === 'MasterConsignment') yield * readLine(head, flight, element, within)
  else if (element.name === 'LogisticsTransportMovement' && within === '') flight.movement = element
  else if (within === 'AssociatedTransportCargo') keep(head, flight.cargo, element)
  else if (within === 'ArrivalEvent') keep(head, flight.arrival, element)
  else tell(head, element)
}

/** The totals of the flight, as declared; where its consignments do not add up to them, that is said. */
export const closeFlight = (head: Head, { movement, pieces }: Flight): Totals => {
  const used: Used = new Set()
  const total = take(used, movement, 'TotalPieceQuantity')
  if (!movement) head.issue({ code: 'structure-missing', severity: 'warning', at: placeOf(head.root), params: { element: 'LogisticsTransportMovement' } })
  if (total && !Number.isNaN(pieces) && Number(total.text) !== pieces) head.issue({ code: 'total-mismatch', severity: 'warning', at: total.at, params: { pieces, total: total.text.slice(0, 20) } })
  const totals = {
    packages: total?.text,
    mass: take(used, movement, 'TotalGrossWeightMeasure')?.text,
    massUnit: takeAttribute(used, movement, 'TotalGrossWeightMeasure', 'unitCode')?.text,
    volume: take(used, movement, 'TotalGrossVolumeMeasure')?.text
  }
  return Object.fromEntries(Object.entries(totals).filter(([, value]) => value !== undefined))
}

const MOST_PARTS = 200

const keep = (head: Head, parts: XmlElement[], element: XmlElement): void => {
  if (parts.length < MOST_PARTS) parts.push(element)
  else tell(head, element)
}

const tell = (head: Head, element: XmlElement): void => {
  if (element.name !== 'MessageHeaderDocument') head.issue({ code: 'element-unread', severity: 'note', at: placeOf(element), params: { path: element.path, text: element.text.slice(0, 70) } })
}

function * readLine (head: Head, flight: Flight, element: XmlElement, within: string): Generator<Read> {
  const draft = openConsignment('air-waybill', head, element)
  const { declaration, used } = draft
  fillAwb(draft, 'number', take(used, element, 'TransportContractDocument/ID', 'ID'))
  if (declaration.number === undefined && lost(draft, element)) return
  if (within === '') draft.issue({ code: 'structure-misplaced', severity: 'warning', at: placeOf(element), pointer: '/discharge', params: { element: element.name } })
  readCommon(draft, element)
  readFlight(draft, flight)
  const { goods, pointer } = addWhole(draft, element)
  const { pieces } = declaration.totals
  for (const unit of flight.cargo.filter(({ name }) => name === 'UtilizedUnitLoadTransportEquipment')) {
    const number = addUld(draft, unit)
    const at = declaration.positions['/totals/pieces']
    if (number) stowIn(draft, pointer, goods, number, pieces !== undefined && at ? { text: pieces, at } : undefined)
  }
  readOnward(draft, element)
  readCustoms(draft, element)
  flight.pieces += Number(pieces ?? 0)
  flight.lines += 1
  if (flight.lines === 1 && flight.movement) keepUnread(draft, flight.movement)
  for (const part of flight.arrival) keepUnread(draft, part, 'ArrivalEvent')
  for (const part of flight.cargo) keepUnread(draft, part, 'AssociatedTransportCargo')
  keepUnread(draft, element)
  yield { declaration }
}

/** The aircraft, the flight and its calls, as far as they concern one air waybill. */
const readFlight = (draft: Draft, { movement, arrival }: Flight): void => {
  const { declaration, used } = draft
  const departure = first(movement, 'DepartureEvent')
  const left = timeOf(draft, departure, 'Departure')
  fillFlight(draft, capital(take(used, movement, 'ID')), left)
  const registration = capital(take(used, movement, 'UsedLogisticsTransportMeans/Name'))
  fill(draft, '/conveyance', declaration.conveyance, { identifier: registration, scheme: registration && meaning('registration', registration) })
  readAirport(draft, 'loading', first(departure, 'OccurrenceDepartureLocation'))
  addStop(draft, 'load', placeAt(draft, departure, 'OccurrenceDepartureLocation'), left)
  const [some] = arrival
  const event = some && { ...some, children: arrival }
  readAirport(draft, 'discharge', first(event, 'OccurrenceArrivalLocation'))
  const place = placeAt(draft, event, 'OccurrenceArrivalLocation')
  addStop(draft, 'discharge', place, timeOf(draft, event, 'Arrival'))
  const onward = timeOf(draft, event, 'Departure', ['Departure'])
  if (onward.time) addStop(draft, 'departure', place, onward)
}

/** Flights that take the goods on: each place they lead to is a call. */
const readOnward = (draft: Draft, element: XmlElement): void => {
  for (const leg of all(element, 'OnCarriageTransportMovement')) {
    const journey = capital(take(draft.used, leg, 'ID'))
    const event = first(leg, 'OnCarriageEvent') ?? first(leg, 'ArrivalEvent')
    addStop(draft, 'transit', placeAt(draft, event, 'OccurrenceArrivalLocation') ?? placeAt(draft, event, 'OccurrenceDepartureLocation'), timeOf(draft, event, 'Departure'))
    addNote(draft, 'onward', journey ?? capital(take(draft.used, leg, 'CarrierParty/PrimaryID')))
  }
}
