import {
  checkContainer, checkShip, codeOf, doubtfulFigures, doubtfulGoods, doubtfulTimes, locodeOf, missingParties, repeatedEquipment, unknownPlaces,
  type Declaration, type Issue, type Lookup
} from 'wco-cts'
import { kindOf, numbered } from './bill.ts'

/** What is doubtful in one bill of lading. */
export function * validateBill (declared: Declaration, lookup: Lookup): Generator<Issue> {
  yield * documentDoubts(declared)
  yield * doubtfulDigits(declared)
  yield * repeatedEquipment(declared.equipment)
  yield * doubtfulFigures(declared)
  yield * routeDoubts(declared, lookup)
  // Who takes a bill back, or adds a container to one, need not say again what is in it and for whom.
  if (PARTIAL.has(declared.action ?? '')) return
  yield * missingParties(declared.parties, ['consignor', 'consignee'])
  yield * doubtfulGoods(declared)
}

const PARTIAL: ReadonlySet<string> = new Set(['cancel', 'delete', 'change', 'add'])

function * documentDoubts (declared: Declaration): Generator<Issue> {
  if (numbered(declared.number) === null) yield { code: 'document-number-missing', severity: 'error', pointer: '/number' }
  if (kindOf(declared) === 'house-bill' && numbered(declared.parent) === null) yield { code: 'master-missing', severity: 'note', pointer: '/parent' }
}

function * doubtfulDigits ({ equipment, conveyance }: Declaration): Generator<Issue> {
  for (const [index, { number, category }] of equipment.entries()) {
    // UN/EDIFACT 8053: only a container (CN) promises a number of ISO 6346.
    if (number === undefined || (category !== undefined && codeOf(category) !== 'CN')) continue
    const code = { right: null, wrong: 'container-check-digit', shapeless: 'container-number-malformed' }[checkContainer(number)]
    if (code !== null && (code !== 'container-number-malformed' || category !== undefined)) yield { code, severity: 'warning', pointer: `/equipment/${index}/number`, params: { number: number.slice(0, 60) } }
  }
  const { identifier, scheme } = conveyance
  if (identifier === undefined) return
  const check = checkShip(identifier)
  const isImo = scheme === undefined || codeOf(scheme) === 'IMO'
  if (isImo && (check === 'wrong' || (check === 'shapeless' && scheme !== undefined))) yield { code: 'ship-check-digit', severity: 'warning', pointer: '/conveyance/identifier', params: { number: identifier.slice(0, 60) } }
}

function * routeDoubts (declared: Declaration, lookup: Lookup): Generator<Issue> {
  yield * unknownPlaces(declared, place => {
    const known = lookup('un-locode', locodeOf(place) ?? place.toUpperCase())
    return known === undefined ? undefined : known !== null
  })
  const [loading, discharge] = [codeOf(declared.loading), codeOf(declared.discharge)]
  if (loading !== undefined && loading === discharge) yield { code: 'discharge-is-loading', severity: 'warning', pointer: '/discharge', params: { place: loading.slice(0, 60) } }
  yield * doubtfulTimes(declared.conveyance.stops, place => lookup('un-locode', locodeOf(place) ?? '')?.zone)
}
