import { normalContainer } from './check-digits.ts'

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
  parties: both(first.parties, other.parties),
  goods: both(first.goods, other.goods)
})

/** What stands of one document: each sender's own reports supplement each other in the order given, then what the senders say stands side by side. */
export const together = <D extends Document>(standings: readonly { readonly sender: string, readonly declaration: D }[], nothing: D): D => {
  const senders = [...new Set(standings.map(({ sender }) => sender))]
  const [first = nothing, ...others] = senders.map(one => standings.filter(({ sender }) => sender === one).map(({ declaration }) => declaration).reduce(supplemented))
  return others.reduce(alongside, first)
}

interface Document {
  readonly totals: Totals
  readonly goods: readonly object[]
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

/** Items of both; one that differs in nothing but case, spaces and what only one of them fills in is one. */
const both = <T extends object>(first: readonly T[], other: readonly T[]): T[] => [...first, ...other.filter(item => !first.some(said => agree(said, item)))]

const agree = (said: object, item: object): boolean => {
  const known = new Map<string, unknown>(Object.entries(said))
  return Object.entries(item).every(([name, value]: [string, unknown]) => isSilent(value) || name === 'line' || sameText(known.get(name)) === sameText(value))
}

const isSilent = (value: unknown): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const sameText = (value: unknown): string => (JSON.stringify(value) ?? '').toUpperCase().replace(/\s+/g, ' ')

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
