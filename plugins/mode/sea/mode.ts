import type { Consignment, TransportMode } from 'wco-cts'
import { belongingOf, documents } from './bill.ts'
import { mergeBill } from './merge.ts'
import { validateBill } from './validate.ts'

/** By how many hours a decision must come before the ship does, or before it leaves. */
export interface Hours { readonly hoursBeforeArrival: number, readonly hoursBeforeDeparture: number }

/** Bills of lading, containers and ships. */
export const seaMode = (hours: Hours): TransportMode => ({
  id: 'sea',
  documents,
  lists: ['un-locode'],
  validate: validateBill,
  identity: belongingOf,
  merge: mergeBill,
  due: consignment => dueOf(consignment, hours)
})

const HOUR = 3_600_000

const dueOf = ({ movement, arrival, departure }: Consignment, { hoursBeforeArrival, hoursBeforeDeparture }: Hours): Date | null => {
  const before = (time: string | undefined, hours: number): Date | null => time === undefined ? null : new Date(Date.parse(time) - hours * HOUR)
  const [coming, going] = [before(arrival, hoursBeforeArrival), before(departure, hoursBeforeDeparture)]
  return movement === 'export' ? going ?? coming : coming ?? going
}
