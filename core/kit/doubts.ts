import { equipmentOf, said } from './resolve.ts'
import { figureOf, isMassUnit, isVolumeUnit } from './units.ts'
import { utcOf } from '../model/zones.ts'

/** Something doubtful in a declaration; the mode that says it keeps its text under `issues`. */
export interface Doubt {
  readonly code: string
  readonly severity: 'note' | 'warning' | 'error'
  readonly pointer: string
  readonly params?: Record<string, string | number>
}

/** Figures that are none or below nothing, and units nobody knows. */
export function * doubtfulFigures ({ totals, goods, equipment }: Figures): Generator<Doubt> {
  yield * figuresIn('/totals', totals, ['packages', 'pieces', 'piecesTotal'])
  for (const [index, item] of goods.entries()) yield * figuresIn(`/goods/${index}`, item, ['packages'])
  for (const [index, piece] of equipment.entries()) yield * figuresIn(`/equipment/${index}`, piece, [])
}

/** Goods that nobody described, and commodity codes that are none. Empty containers alone need no description. */
export function * doubtfulGoods ({ goods, equipment }: { readonly goods: readonly Item[], readonly equipment: readonly Piece[] }): Generator<Doubt> {
  const onlyEmpties = equipment.length > 0 && equipment.every(({ fullness }) => EMPTY.has(said(fullness)?.toLowerCase() ?? ''))
  if (goods.length === 0 && !onlyEmpties) yield { code: 'description-missing', severity: 'warning', pointer: '/goods' }
  for (const [index, { description, commodity }] of goods.entries()) {
    if (said(description) === undefined) yield { code: 'description-missing', severity: 'warning', pointer: `/goods/${index}` }
    for (const [at, code] of commodity.entries()) {
      if (!/^(?:\d\d){2,6}$/.test(code.replace(/[\s.]/g, ''))) yield { code: 'commodity-malformed', severity: 'warning', pointer: `/goods/${index}/commodity/${at}`, params: { value: shown(code) } }
    }
  }
}

/** Parties a transport document ought to name and does not. */
export function * missingParties (parties: readonly { readonly role?: string }[], roles: readonly string[]): Generator<Doubt> {
  const named = new Set(parties.map(({ role }) => role))
  for (const role of roles) if (!named.has(role)) yield { code: 'party-missing', severity: 'warning', pointer: '/parties', params: { role } }
}

/** Places no list knows. `knows` is undefined where the administration keeps no such list. */
export function * unknownPlaces (declared: Places, knows: (place: string) => boolean | undefined): Generator<Doubt> {
  const places = [
    ...(['origin', 'loading', 'discharge', 'destination'] as const).map(name => [`/${name}`, declared[name]] as const),
    ...declared.transhipments.map((place, index) => [`/transhipments/${index}`, place] as const),
    ...declared.conveyance.stops.map(({ place }, index) => [`/conveyance/stops/${index}/place`, place] as const)
  ]
  for (const [pointer, place] of places) {
    const text = said(place)
    if (text !== undefined && knows(text) === false) yield { code: 'place-unknown', severity: 'note', pointer, params: { place: shown(text) } }
  }
}

/** A container or ULD that one document names twice. */
export function * repeatedEquipment (equipment: readonly Piece[]): Generator<Doubt> {
  const seen = new Set<string>()
  for (const [index, piece] of equipment.entries()) {
    const number = equipmentOf(piece.number)
    if (number !== undefined && seen.has(number)) yield { code: 'equipment-repeated', severity: 'warning', pointer: `/equipment/${index}/number`, params: { number: shown(number) } }
    if (number !== undefined) seen.add(number)
  }
}

/** An arrival before the departure it follows. Clocks of unknown zones may differ by a day. */
export function * doubtfulTimes (stops: readonly Stop[], zoneOf: (place: string) => string | undefined): Generator<Doubt> {
  const times = stops.map(({ place, purpose, time }) => {
    const zone = zoneOf(place ?? '')
    const utc = time === undefined ? null : utcOf(time, zone ?? 'UTC')
    return { purpose: purpose ?? '', known: zone !== undefined, at: utc === null ? null : Date.parse(utc) }
  })
  const left = times.find(({ purpose, at }) => LEAVES.has(purpose) && at !== null)
  if (left?.at === undefined || left.at === null) return
  for (const [index, { purpose, known, at }] of times.entries()) {
    const slack = known && left.known ? 0 : DAY
    if (ARRIVES.has(purpose) && at !== null && at + slack < left.at) yield { code: 'arrival-before-departure', severity: 'warning', pointer: `/conveyance/stops/${index}/time` }
  }
}

interface Measures {
  readonly packages?: string
  readonly pieces?: string
  readonly piecesTotal?: string
  readonly mass?: string
  readonly massUnit?: string
  readonly netMass?: string
  readonly tare?: string
  readonly verifiedMass?: string
  readonly volume?: string
  readonly volumeUnit?: string
}
interface Figures { readonly totals: Measures, readonly goods: readonly Measures[], readonly equipment: readonly Measures[] }
interface Item { readonly description?: string, readonly commodity: readonly string[] }
interface Piece { readonly number?: string, readonly fullness?: string }
interface Stop { readonly place?: string, readonly purpose?: string, readonly time?: string }
interface Places {
  readonly origin?: string
  readonly loading?: string
  readonly discharge?: string
  readonly destination?: string
  readonly transhipments: readonly string[]
  readonly conveyance: { readonly stops: readonly Stop[] }
}

const EMPTY: ReadonlySet<string> = new Set(['empty', '4', 'e'])
const LEAVES: ReadonlySet<string> = new Set(['departure', 'load'])
const ARRIVES: ReadonlySet<string> = new Set(['arrival', 'first-arrival', 'discharge'])
const DAY = 24 * 60 * 60 * 1000
const MASSES = ['mass', 'netMass', 'tare', 'verifiedMass'] as const
const shown = (text: string): string => text.slice(0, 60)

function * figuresIn (base: string, measures: Measures, counts: readonly ('packages' | 'pieces' | 'piecesTotal')[]): Generator<Doubt> {
  for (const name of [...counts, ...MASSES, 'volume'] as const) {
    const text = said(measures[name])
    const amount = text === undefined ? 0 : figureOf(text)?.amount ?? -1
    const counted = name === 'packages' || name === 'pieces' || name === 'piecesTotal'
    if (amount < 0 || (counted && !Number.isSafeInteger(amount))) yield { code: 'number-invalid', severity: 'warning', pointer: `${base}/${name}`, params: { value: shown(text ?? '') } }
  }
  const [mass, volume] = [said(measures.massUnit), said(measures.volumeUnit)]
  if (mass !== undefined && !isMassUnit(mass)) yield { code: 'unit-unknown', severity: 'warning', pointer: `${base}/massUnit`, params: { unit: shown(mass) } }
  if (volume !== undefined && !isVolumeUnit(volume)) yield { code: 'unit-unknown', severity: 'warning', pointer: `${base}/volumeUnit`, params: { unit: shown(volume) } }
}
