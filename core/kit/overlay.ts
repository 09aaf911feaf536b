import { normalContainer } from './check-digits.ts'
import { countOf, massOf, sumOf, volumeOf } from './resolve.ts'

/** What is said above hides what is said below: a text or list that says something takes the other's place, groups are gone through field by field. */
export const overlaid = <D extends object>(below: D, above: D): D =>
  combined(below, above, (lower, upper) => upper.length > 0 ? upper : lower, (lower, upper) => upper ?? lower)

/** Both are said: lists come one after the other, without what is in both; a text is as first said. */
export const joined = <D extends object>(first: D, second: D): D =>
  combined(first, second, (one, other) => distinct([...one, ...other]), (one, other) => one ?? other)

/** Items that differ in content, in their first order. */
export const distinct = <T>(items: readonly T[]): T[] => [...new Map(items.map(item => [JSON.stringify(item), item])).values()]

/** Items above, and those below whose like is not said above: parties by their role, containers by their number. */
export const laidOver = <T>(below: readonly T[], above: readonly T[], keyOf: (item: T) => string): T[] => {
  const said = new Set(above.map(keyOf))
  return [...above, ...below.filter(item => !said.has(keyOf(item)))]
}

/** What stood, with what a change says instead: a list it gives takes the place of the one that stood, parties that of the same role. */
export const changed = <D extends Document>(standing: D, by: D): D =>
  ({ ...overlaid(standing, by), parties: laidOver(standing.parties, by.parties, roleOf) })

/** What one report says, with what another adds where the first is silent. */
export const supplemented = <D extends Document>(first: D, other: D): D => ({
  ...overlaid(other, first),
  totals: overlaid(withoutUnits(other.totals, first.totals), first.totals),
  parties: laidOver(other.parties, first.parties, roleOf),
  equipment: laidOver(other.equipment, first.equipment, ({ number }) => normalContainer(number ?? '')),
  handling: distinct([...first.handling, ...other.handling]),
  references: distinct([...first.references, ...other.references]),
  notes: distinct([...first.notes, ...other.notes]),
  customs: distinct([...first.customs, ...other.customs])
})

/** What two senders say of one document: the first one's figures and places, and every party and goods item that either names, so that neither hides what the other declared. */
export const alongside = <D extends Document>(first: D, other: D): D => ({
  ...supplemented(first, other),
  totals: first.goods.length > 0 ? totalled(first) : supplemented(first, other).totals,
  parties: both(first.parties, other.parties, PARTY),
  goods: both(first.goods, other.goods, GOODS)
})

/** What stands of one document: each sender's own reports supplement each other in the order given, then what the senders say stands side by side. */
export const together = <D extends Document>(standings: readonly { readonly sender: string, readonly declaration: D }[], nothing: D): D => {
  const senders = [...new Set(standings.map(({ sender }) => sender))]
  const [first = nothing, ...others] = senders.map(one => standings.filter(({ sender }) => sender === one).map(({ declaration }) => declaration).reduce(supplemented))
  return others.reduce(alongside, first)
}

/** What a declaration comes to by itself, before another's goods stand beside its own. */
const totalled = <D extends Document>({ totals, goods }: D): D['totals'] => {
  const packages = totals.packages ?? totals.pieces ?? sumOf(goods.map(item => countOf(item.packages)))
  const mass = totals.mass === undefined ? sumOf(goods.map(item => massOf(item.mass, item.massUnit))) : undefined
  const volume = totals.volume === undefined ? sumOf(goods.map(item => volumeOf(item.volume, item.volumeUnit))) : undefined
  return {
    ...totals,
    ...(packages === undefined || totals.pieces !== undefined ? {} : { packages: String(packages) }),
    ...(mass === undefined ? {} : { mass: mass.toFixed(9), massUnit: 'KGM' }),
    ...(volume === undefined ? {} : { volume: volume.toFixed(9), volumeUnit: 'MTQ' })
  }
}

interface Document {
  readonly totals: Totals & { readonly packages?: string, readonly pieces?: string }
  readonly goods: readonly { readonly packages?: string, readonly mass?: string, readonly massUnit?: string, readonly volume?: string, readonly volumeUnit?: string }[]
  readonly parties: readonly { readonly role?: string, readonly roleDeclared?: string }[]
  readonly equipment: readonly { readonly number?: string }[]
  readonly handling: readonly string[]
  readonly references: readonly object[]
  readonly notes: readonly object[]
  readonly customs: readonly object[]
}

interface Totals { mass?: string, massUnit?: string, volume?: string, volumeUnit?: string }

/** A figure and its unit come from one report: the unit of one must not stand behind the figure of another. */
const withoutUnits = <T extends Totals>({ ...totals }: T, { mass, volume }: Totals): T => {
  if (mass !== undefined) delete totals.massUnit
  if (volume !== undefined) delete totals.volumeUnit
  return totals
}

/** What tells one thing of a list from another, and what must not differ where both say it. */
interface Telling { readonly by: readonly string[], readonly firm: readonly string[] }

const PARTY: Telling = { by: ['role', 'roleDeclared', 'name'], firm: ['address', 'city', 'postcode', 'country'] }
// The figures of goods are those of one sender, as their totals are.
const GOODS: Telling = { by: ['description'], firm: ['marks'] }

// One name at more places than this is one too many to be told apart by hand.
const MOST_ALIKE = 50

/** Items of both. What both name alike is one, with what either says of it; what they name differently, or place elsewhere, stands twice. */
const both = <T extends object>(first: readonly T[], other: readonly T[], { by, firm }: Telling): T[] => {
  const groups: T[][] = []
  const named = new Map<string, T[][]>()
  const nameOf = (item: T): string => JSON.stringify(by.map(name => plain(name, item)))
  const begin = (item: T): void => {
    const group = [item]
    groups.push(group)
    const name = nameOf(item)
    const known = named.get(name)
    if (known === undefined) named.set(name, [group])
    else known.push(group)
  }
  first.forEach(begin)
  for (const item of other) {
    const like = (named.get(nameOf(item)) ?? []).slice(0, MOST_ALIKE).find(([said]) => said !== undefined && firm.every(name => agree(plain(name, said), plain(name, item))))
    if (like === undefined) begin(item)
    else like.push(item)
  }
  return groups.map(united)
}

/** One thing as several say it: lists hold what any of them holds, a text is as first said. */
const united = <T extends object>(items: readonly T[]): T => {
  const [only, ...more] = items
  if (only !== undefined && more.length === 0) return only
  const names = [...new Set(items.flatMap(item => Object.keys(item)))]
  return Object.fromEntries(names.map(name => {
    const values = items.map(item => field(name, item)).filter(value => value !== undefined)
    const lists = values.filter(value => Array.isArray(value))
    return [name, lists.length > 0 ? distinct(lists.flat() as unknown[]) : values[0]]
  })) as T // The same names with values of the same kinds: every one is taken from an item.
}

const field = (name: string, item: object): unknown => Object.getOwnPropertyDescriptor(item, name)?.value

const plain = (name: string, item: object): string => {
  const value = field(name, item)
  return typeof value === 'string' ? value.toUpperCase().replace(/\s+/g, ' ').trim() : ''
}

const agree = (one: string, other: string): boolean => one === '' || other === '' || one === other

const roleOf = ({ role, roleDeclared }: Document['parties'][number]): string => role ?? roleDeclared ?? ''

type Lists = (one: readonly unknown[], other: readonly unknown[]) => readonly unknown[]
type Texts = (one: unknown, other: unknown) => unknown

const combined = <D extends object>(one: D, other: D, lists: Lists, texts: Texts): D => {
  const values = new Map<string, unknown>(Object.entries(one))
  for (const [name, value] of Object.entries(other) as [string, unknown][]) {
    const there = values.get(name)
    if (Array.isArray(value) && Array.isArray(there)) values.set(name, lists(there, value))
    else if (isGroup(value) && isGroup(there)) values.set(name, combined(there, value, lists, texts))
    else values.set(name, texts(there, value))
  }
  // The same names with values of the same kinds: every one is taken from `one` or `other`.
  return Object.fromEntries(values) as D
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
