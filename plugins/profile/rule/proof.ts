import type { Condition, Test } from './condition.ts'
import { holds } from './condition.ts'
import { linesOf, nearest, read, type Scope } from './scope.ts'

/** One condition that helped a rule to hold: by holding, or, under a `not`, by failing. */
export interface Proof {
  readonly test: Test
  readonly negated: boolean
  /** What it was seen at, and the first of what was seen there. */
  readonly at: readonly string[]
  readonly seen: unknown
  readonly words: readonly string[]
}

/** What made a condition come out as it did: only the parts that count, each with the places to look at. */
export const proofsOf = (condition: Condition, scope: Scope, wanted = true): readonly Proof[] => {
  switch (condition.is) {
    case 'leaf': return [ofTest(condition, scope, wanted)]
    case 'not': return proofsOf(condition.of, scope, !wanted)
    case 'some': return ofLines(condition, scope, wanted)
    default: return condition.of.filter(part => holds(part, scope) === wanted).flatMap(part => proofsOf(part, scope, wanted))
  }
}

const ofTest = (test: Test, scope: Scope, wanted: boolean): Proof => {
  const seen = read(scope, test.path)
  const values = wanted ? test.judge.met(seen) : seen
  return {
    test,
    negated: !wanted,
    seen: values[0]?.value,
    at: values.length > 0 ? values.map(({ at }) => at) : [nearest(scope, test.path)],
    words: wanted ? values.flatMap(value => test.judge.words?.(value) ?? wordsOf(value.value)) : []
  }
}

const ofLines = ({ list, of }: Condition & { is: 'some' }, scope: Scope, wanted: boolean): readonly Proof[] =>
  linesOf(scope, list).filter(line => holds(of, line) === wanted).flatMap(line => proofsOf(of, line, wanted))

const wordsOf = (value: unknown): readonly string[] => typeof value === 'string' ? [value] : []
