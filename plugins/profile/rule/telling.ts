import type { Test } from './condition.ts'
import { fieldAt, nameOf } from './fields.ts'
import type { Scalar } from './settings.ts'

/** What a text needs to tell a condition: parameters of `reasons.rule-matched` and `conditions.rule-condition`. */
export type Telling = Readonly<Record<string, string | number>>

const MOST_VALUES = 5
const MOST_SIGNS = 160

/** How a text names a field: the keys of a choice in a text can hold no stop and no slash. */
export const aboutOf = (pattern: string): string => nameOf(pattern).replaceAll('.', '_')

/** The parameters that tell one condition in words, the right way round where it stands under a `not`. */
export const telling = (test: Pick<Test, 'given'>, op: string, pattern: string, negated: boolean): Telling => {
  const says = saysOf(op, pattern)
  const [first, second] = test.given
  return {
    field: pattern,
    about: aboutOf(pattern),
    says: negated ? `not_${says}` : says,
    value: listed(test.given),
    from: shown(first),
    to: shown(second)
  }
}

// Of a time one says later, not more.
const TIMES: Readonly<Record<string, string>> = { greater: 'later', less: 'earlier' }

const saysOf = (op: string, pattern: string): string =>
  (fieldAt(pattern)?.kind === 'date' ? TIMES[op] : undefined) ?? op.replaceAll('-', '_')

/** A text of bearable length. */
export const short = (text: string): string => {
  const signs = [...text]
  return signs.length > MOST_SIGNS ? `${signs.slice(0, MOST_SIGNS).join('')}…` : text
}

const shown = (value: Scalar | undefined): string => value === undefined ? '' : short(String(value))

const listed = (given: readonly Scalar[]): string => {
  const some = given.slice(0, MOST_VALUES).map(String).join(', ')
  return short(given.length > MOST_VALUES ? `${some}, …` : some)
}
