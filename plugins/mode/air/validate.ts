import {
  checkAirWaybill, codeOf, doubtfulFigures, doubtfulGoods, doubtfulTimes, foldIdentifier, locodeOf, missingParties, repeatedEquipment, unknownPlaces,
  type Code, type Declaration, type Issue, type Lookup
} from 'wco-cts'
import { kindOf } from './waybill.ts'

/** What is doubtful in one air waybill, house or master. */
export function * validateWaybill (declared: Declaration, lookup: Lookup): Generator<Issue> {
  yield * documentDoubts(declared)
  yield * repeatedEquipment(declared.equipment)
  yield * doubtfulFigures(declared)
  yield * routeDoubts(declared, lookup)
  if (PARTIAL.has(declared.action ?? '')) return
  // A line of a flight manifest names nobody: that is for the waybill's own papers to do.
  if (!isManifestLine(declared)) yield * missingParties(declared.parties, ['consignor', 'consignee'])
  yield * doubtfulGoods(declared)
}

const PARTIAL: ReadonlySet<string> = new Set(['cancel', 'delete', 'change', 'add'])

const isManifestLine = ({ parties, conveyance, loading }: Declaration): boolean => parties.length === 0 && conveyance.journey !== undefined && loading !== undefined

function * documentDoubts (declared: Declaration): Generator<Issue> {
  const house = kindOf(declared) === 'house-air-waybill'
  if (foldIdentifier(declared.number ?? '') === '') yield { code: 'document-number-missing', severity: 'error', pointer: '/number' }
  if (house && foldIdentifier(declared.parent ?? '') === '') yield { code: 'master-missing', severity: 'warning', pointer: '/parent' }
  const pointer = house ? '/parent' : '/number'
  const number = house ? declared.parent : declared.number
  if (number === undefined || foldIdentifier(number) === '') return
  const code = { right: null, wrong: 'air-waybill-check-digit', shapeless: 'air-waybill-malformed' }[checkAirWaybill(number)]
  if (code !== null) yield { code, severity: 'warning', pointer, params: { number: number.slice(0, 60) } }
}

function * routeDoubts (declared: Declaration, lookup: Lookup): Generator<Issue> {
  yield * unknownPlaces(declared, place => {
    const known = codeIn(lookup, place)
    return known === undefined ? undefined : known !== null
  })
  const [loading, discharge] = [codeOf(declared.loading), codeOf(declared.discharge)]
  if (loading !== undefined && loading === discharge) yield { code: 'discharge-is-loading', severity: 'warning', pointer: '/discharge', params: { place: loading.slice(0, 60) } }
  yield * doubtfulTimes(declared.conveyance.stops, place => zoneOf(lookup, place))
}

/** Three letters are an airport, five a place. */
const codeIn = (lookup: Lookup, place: string): Code | null | undefined => {
  const code = place.toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? lookup('airports', code) : lookup('un-locode', locodeOf(code) ?? code)
}

const zoneOf = (lookup: Lookup, place: string): string | undefined => {
  const known = codeIn(lookup, place)
  return known?.zone ?? (known ? lookup('un-locode', known.name)?.zone : undefined)
}
