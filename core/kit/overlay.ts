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

interface Document {
  readonly totals: Totals
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
