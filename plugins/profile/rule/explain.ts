import type { Condition as Told, Consignment, Explanation, Facts } from 'wco-cts'
import { holds, ready, sharedPaths, type Condition, type Test } from './condition.ts'
import { linesOf, nearest, read, scopeOf, type Scope } from './scope.ts'
import type { Settings } from './settings.ts'
import { comparedBy, telling } from './telling.ts'

const MOST_VALUES = 10

/** Why a rule holds of a consignment or does not: every condition of it with what it saw, and whether one alone stood in the way. */
export const explainRule = (settings: Settings, consignment: Consignment, facts: Facts): Explanation => {
  const condition = ready(settings, sharedPaths())
  const scope = scopeOf({ ...consignment, facts })
  const short = shortOf(condition, scope, true)
  return { matched: short === 0, nearest: short === 1, conditions: told(condition, scope, true) }
}

/** How many conditions would have to come out otherwise for the whole to come out as wanted. */
const shortOf = (condition: Condition, scope: Scope, wanted: boolean): number => {
  switch (condition.is) {
    case 'leaf': return holds(condition, scope) === wanted ? 0 : 1
    case 'not': return shortOf(condition.of, scope, !wanted)
    case 'some': return shortOfLines(condition, scope, wanted)
    default: {
      const each = condition.of.map(part => shortOf(part, scope, wanted))
      return (condition.is === 'all') === wanted ? sum(each) : Math.min(...each)
    }
  }
}

const shortOfLines = ({ list, of }: Condition & { is: 'some' }, scope: Scope, wanted: boolean): number => {
  const lines = linesOf(scope, list)
  // Where there is no line at all, every condition of one is wanting.
  if (lines.length === 0) return wanted ? Math.max(1, shortOf(of, scopeOf(undefined), true)) : 0
  const each = lines.map(line => shortOf(of, line, wanted))
  return wanted ? Math.min(...each) : sum(each)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const told = (condition: Condition, scope: Scope, wanted: boolean): readonly Told[] => {
  switch (condition.is) {
    case 'leaf': return [toldTest(condition, scope, wanted)]
    case 'not': return told(condition.of, scope, !wanted)
    case 'some': return told(condition.of, closest(condition, scope), wanted)
    default: return condition.of.flatMap(part => told(part, scope, wanted))
  }
}

/** The line that comes closest to meeting what is asked of one line: the one to show. */
const closest = ({ list, of }: Condition & { is: 'some' }, scope: Scope): Scope => {
  const ranked = linesOf(scope, list).map(line => ({ line, short: shortOf(of, line, true) }))
  const [first] = ranked.sort((a, b) => a.short - b.short)
  return first?.line ?? scopeOf(undefined, nearest(scope, list))
}

const toldTest = (test: Test, scope: Scope, wanted: boolean): Told => {
  const seen = read(scope, test.path)
  const met = test.judge.met(seen)
  const values = seen.slice(0, MOST_VALUES).map(({ value }) => value)
  return {
    says: 'rule-condition',
    params: telling(comparedBy(test), !wanted),
    holds: holds(test, scope) === wanted,
    value: values.length > 1 ? values : values[0] ?? null,
    at: (met[0] ?? seen[0])?.at ?? nearest(scope, test.path)
  }
}
