import { ready, sharedPaths, type Condition, type Test } from './condition.ts'
import { fieldAt } from './fields.ts'
import type { Form } from './forms.ts'
import type { Anchor, Bounds, Judge } from './operator.ts'
import type { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'

/**
 * Finds a rule that can never come true: a required field that is to be missing, an empty span, or two conditions that must both hold of one value and cannot.
 * What is found is certain; a contradiction hidden deeper (between branches of an `any`, or behind a `not`) is not looked for.
 */
export const contradictionOf = (settings: Settings): readonly Refusal[] =>
  possible(ready(settings, sharedPaths())) ? [] : [{ pointer: '', detail: 'rule-never-fires' }]

const possible = (condition: Condition): boolean => {
  switch (condition.is) {
    case 'leaf': return possibleTest(condition)
    case 'any': return condition.of.some(possible)
    case 'all': return condition.of.every(possible) && compatible(condition)
    case 'some': return possible(condition.of)
    case 'not': return true
  }
}

const possibleTest = ({ judge, path, whole }: Test): boolean => {
  if (judge.bounds && !boundsMeet(judge.bounds, judge.bounds)) return false
  return !(judge.absent && !path.parts.includes('*') && fieldAt(whole.pattern)?.required === true)
}

/** Whether all conditions that hold of the same place together can hold at once. */
const compatible = (condition: Condition & { is: 'all' | 'any' }): boolean => {
  const tests = together(condition)
  return tests.every((one, at) => tests.slice(at + 1).every(other => one.path !== other.path || bothPossible(one, other))) &&
    negated(condition).every(denied => !tests.some(test => same(test, denied)))
}

const together = (condition: Condition): readonly Test[] => {
  if (condition.is === 'leaf') return [condition]
  return condition.is === 'all' ? condition.of.flatMap(together) : []
}

const negated = (condition: Condition): readonly Test[] => {
  if (condition.is === 'all') return condition.of.flatMap(negated)
  return condition.is === 'not' && condition.of.is === 'leaf' ? [condition.of] : []
}

const same = (one: Test, other: Test): boolean =>
  one.path === other.path && one.operator.id === other.operator.id && JSON.stringify(one.given) === JSON.stringify(other.given)

const bothPossible = (one: Test, other: Test): boolean => {
  if (needsValue(one.judge) && other.judge.absent) return false
  if (one.judge.absent && needsValue(other.judge)) return false
  return !hasOneValue(one) || oneValueMeets(one.judge, other.judge)
}

const needsValue = (judge: Judge): boolean => !judge.holds([])

// Of a list, one value may meet the one condition and another the other.
const hasOneValue = ({ path, whole }: Test): boolean => !path.parts.includes('*') && fieldAt(whole.pattern)?.list === false

const oneValueMeets = (one: Judge, other: Judge): boolean =>
  (!one.anchor || !other.anchor || keysMeet(one.anchor, other.anchor)) &&
  (!one.bounds || !other.bounds || boundsMeet(one.bounds, other.bounds)) &&
  keysWithin(one.anchor, other.bounds) && keysWithin(other.anchor, one.bounds)

const keysMeet = (one: Anchor, other: Anchor): boolean => {
  if (![one, other].every(({ by }) => by === 'exact' || by === 'prefix')) return true
  const meet = (key: Form, next: Form): boolean => key === next ||
    (one.by === 'prefix' && String(next).startsWith(String(key))) ||
    (other.by === 'prefix' && String(key).startsWith(String(next)))
  return one.keys.some(key => other.keys.some(next => meet(key, next)))
}

const keysWithin = (anchor: Anchor | undefined, bounds: Bounds | undefined): boolean =>
  !anchor || !bounds || anchor.keys.some(key => typeof key !== 'number' || boundsMeet({ least: key, most: key, open: false }, bounds))

const boundsMeet = (one: Bounds, other: Bounds): boolean => {
  const least = Math.max(one.least, other.least)
  const most = Math.min(one.most, other.most)
  return least < most || (least === most && ![one, other].some(({ open, ...ends }) => open && (ends.least === least || ends.most === most)))
}
