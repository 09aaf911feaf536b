import { equipmentOf, foldIdentifier, normalAirWaybill, type Belonging, type Declaration, type Report } from 'wco-cts'
import { createHash } from 'node:crypto'
import { nearestDate } from './flight-date.ts'

/** Masters before houses. */
export const documents = ['air-waybill', 'house-air-waybill']

/** The kind of a declared document: the one it names, or what follows from its having a master or none. */
export const kindOf = ({ kind, parent }: Pick<Declaration, 'kind' | 'parent'>): string =>
  kind !== undefined && documents.includes(kind) ? kind : foldIdentifier(parent ?? '') === '' ? 'air-waybill' : 'house-air-waybill'

/**
 * Which consignment a filing belongs to: the eleven digits of its waybill with a year, a house by its own number under them.
 * An airline uses a number again after a year at the earliest. The year is that of the issue, else of the flight, else of reception;
 * a date more than eleven months from reception is taken for a mistake.
 */
export const belongingOf = (declared: Declaration, _report: Report, received: Date): Belonging => {
  const house = kindOf(declared) === 'house-air-waybill'
  const day = dayOf(declared, received)
  const number = house ? foldIdentifier(declared.number ?? '') : digitsOf(declared.number)
  const master = digitsOf(house ? declared.parent : declared.number)
  const year = Number(day.slice(0, 4))
  const key = number === '' ? unnumbered(declared) : house ? `hawb ${master || '-'} ${year} ${number}` : `awb ${number} ${year}`
  const links = [
    ...(house && master !== '' ? [{ scheme: 'master', value: `awb ${master} ${year}` }] : []),
    ...(number === '' ? [] : otherYears(day).map(other => ({ scheme: 'same-number', value: house ? `hawb ${master || '-'} ${other} ${number}` : `awb ${number} ${other}` }))),
    ...serialOf(master),
    ...linksOf(declared, received)
  ]
  return { key, links }
}

/** A flight as carrier and number without leading zeros, with its day: `SU145 2026-01-01`; null where no flight is named. */
export const flightOf = ({ conveyance }: Declaration, received: Date): string | null => {
  const journey = foldIdentifier(conveyance.journey ?? '')
  if (journey === '') return null
  const carrier = foldIdentifier(conveyance.carrier ?? '')
  const [, prefix = carrier, number = journey] = /^([A-Z]{2,3}|[A-Z]\d|\d[A-Z])?0*(\d{1,5}[A-Z]?)$/.exec(journey) ?? []
  return `${prefix}${number} ${nearestDate(conveyance.date ?? '', received)?.slice(0, 10) ?? ''}`.trim()
}

const digitsOf = (number: string | undefined): string => normalAirWaybill(number ?? '') ?? foldIdentifier(number ?? '')

/** The serial number alone, without the airline's prefix, is what is read out on the telephone. */
const serialOf = (master: string): Belonging['links'] => /^\d{11}$/.test(master) ? [{ scheme: 'number', value: master.slice(3) }] : []

const DAY = 24 * 60 * 60 * 1000
const ELEVEN_MONTHS = 335 * DAY

const dayOf = ({ issued, conveyance }: Declaration, received: Date): string => {
  for (const text of [issued, conveyance.date]) {
    const day = nearestDate(text ?? '', received)?.slice(0, 10)
    if (day !== undefined && Math.abs(Date.parse(day) - received.getTime()) <= ELEVEN_MONTHS) return day
  }
  return received.toISOString().slice(0, 10)
}

/** Around New Year the papers of one waybill may be dated in two years: what may be its other half is linked. */
const otherYears = (day: string): readonly number[] => {
  const year = Number(day.slice(0, 4))
  return [-45, 45].map(by => new Date(Date.parse(day) + by * DAY).getUTCFullYear()).filter(other => other !== year)
}

const unnumbered = (declared: Declaration): string =>
  `unnumbered ${createHash('sha256').update(JSON.stringify({ ...declared, action: '', positions: {} })).digest('hex').slice(0, 32)}`

const linksOf = (declared: Declaration, received: Date): Belonging['links'] => {
  const flight = flightOf(declared, received)
  const units = new Set(declared.equipment.flatMap(({ number }) => equipmentOf(number) ?? []))
  return [...[...units].map(value => ({ scheme: 'container', value })), ...(flight === null ? [] : [{ scheme: 'journey', value: flight }])]
}
