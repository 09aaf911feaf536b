import type { Assessor, Consignment, Facts, Match, Published } from 'wco-cts'
import { holds, ready, sharedPaths, type Condition, type Paths } from './condition.ts'
import { findingOf } from './finding.ts'
import { predicateIndex, type PredicateIndex } from './predicate-index.ts'
import { scopeOf, type Scope } from './scope.ts'
import type { Settings } from './settings.ts'

/** A published rule made ready, or why it could not be. */
interface Compiled {
  readonly published: Published<Settings>
  readonly condition: Condition | null
  readonly failed: string
}

/** All rules that ever came, by number. Shared by the assessors that follow from each other: it only grows, and each of them knows which of the rules are its own. */
interface Shelf {
  readonly paths: Paths
  readonly index: PredicateIndex
  readonly rules: Compiled[]
  readonly numbers: Map<string, number[]>
  /** Rules that cannot be read: said of every consignment, never passed over. */
  readonly broken: number[]
}

const SPARE = 10_000

/** Makes all published rules ready together. */
export const compileRules = async (published: AsyncIterable<Published<Settings>>): Promise<Assessor<Settings>> => {
  const all: Published<Settings>[] = []
  for await (const one of published) all.push(one)
  const shelf = emptyShelf()
  return assessorOf(shelf, put(shelf, new Uint8Array(0), all))
}

const emptyShelf = (): Shelf => ({ paths: sharedPaths(), index: predicateIndex(), rules: [], numbers: new Map(), broken: [] })

const assessorOf = (shelf: Shelf, standing: Uint8Array): Assessor<Settings> => ({
  assess: (consignment, facts) => matches(shelf, standing, consignment, facts),
  change (added, removed) {
    const left = standing.slice()
    for (const profile of [...removed, ...added.map(({ profile }) => profile)]) {
      for (const number of shelf.numbers.get(profile) ?? []) if (number < left.length) left[number] = 0
    }
    const next = put(shelf, left, added)
    return crowded(shelf, next) ? renewed(shelf, next) : assessorOf(shelf, next)
  }
})

const matches = ({ index, rules, broken }: Shelf, standing: Uint8Array, consignment: Consignment, facts: Facts): readonly Match[] => {
  const scope = scopeOf({ ...consignment, facts })
  const numbers = new Set<number>()
  const stands = (number: number): void => { if (standing[number] === 1) numbers.add(number) }
  index.candidates(scope, stands)
  broken.forEach(stands)
  return [...numbers].sort((a, b) => a - b).flatMap(number => {
    const rule = rules[number]
    return rule ? matchOf(rule, scope) ?? [] : []
  })
}

const matchOf = ({ published: { profile, version, settings }, condition, failed }: Compiled, scope: Scope): Match | null => {
  if (condition === null) return { profile, version, failed }
  try {
    return holds(condition, scope) ? { profile, version, finding: findingOf(settings, condition, scope) } : null
  } catch (error) {
    return { profile, version, failed: String(error) }
  }
}

/** Puts rules on the shelf and marks them as standing; of one that comes twice the later. */
const put = (shelf: Shelf, standing: Uint8Array, added: readonly Published<Settings>[]): Uint8Array => {
  const first = shelf.rules.length
  const latest = new Map(added.map(published => [published.profile, published]))
  for (const published of latest.values()) shelve(shelf, compiled(published, shelf.paths))
  const next = new Uint8Array(shelf.rules.length)
  next.set(standing)
  return next.fill(1, first)
}

const shelve = ({ rules, numbers, index, broken }: Shelf, rule: Compiled): void => {
  const number = rules.push(rule) - 1
  const known = numbers.get(rule.published.profile)
  if (known) known.push(number)
  else numbers.set(rule.published.profile, [number])
  if (rule.condition === null) broken.push(number)
  else index.add(rule.condition, number)
}

const compiled = (published: Published<Settings>, paths: Paths): Compiled => {
  try {
    return { published, condition: ready(published.settings, paths), failed: '' }
  } catch (error) {
    return { published, condition: null, failed: String(error) }
  }
}

// What no longer stands is cleared away when it is more than half: seldom, and without reading a rule anew.
const crowded = ({ rules }: Shelf, standing: Uint8Array): boolean => {
  if (rules.length < SPARE) return false
  let left = 0
  for (const one of standing) left += one
  return rules.length > 2 * left + SPARE
}

const renewed = ({ rules, paths }: Shelf, standing: Uint8Array): Assessor<Settings> => {
  const shelf = { ...emptyShelf(), paths }
  rules.forEach((rule, number) => { if (standing[number] === 1) shelve(shelf, rule) })
  return assessorOf(shelf, new Uint8Array(shelf.rules.length).fill(1))
}
