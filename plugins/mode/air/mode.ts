import type { Consignment, TransportMode } from 'wco-cts'
import { mergeWaybill } from './merge.ts'
import { validateWaybill } from './validate.ts'
import { belongingOf, documents } from './waybill.ts'

/** By how many hours a decision must come before the aircraft leaves, or lands. */
export interface Hours { readonly hoursBeforeDeparture: number, readonly hoursBeforeArrival: number }

/** Air waybills, unit load devices and flights. */
export const airMode = (hours: Hours): TransportMode => ({
  id: 'air',
  documents,
  lists: ['un-locode', 'airports'],
  validate: validateWaybill,
  identity: belongingOf,
  merge: mergeWaybill,
  due: consignment => dueOf(consignment, hours)
})

const HOUR = 3_600_000

/** What is found before loading need never fly: the departure counts, wherever it is. */
const dueOf = ({ arrival, departure }: Consignment, { hoursBeforeDeparture, hoursBeforeArrival }: Hours): Date | null => {
  if (departure !== undefined) return new Date(Date.parse(departure) - hoursBeforeDeparture * HOUR)
  return arrival === undefined ? null : new Date(Date.parse(arrival) - hoursBeforeArrival * HOUR)
}
