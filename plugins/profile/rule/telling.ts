import type { Test } from './condition.ts'
import { nameOf, type FieldKind } from './fields.ts'
import type { Scalar } from './settings.ts'

/** What a text needs to tell a condition: parameters of `reasons.rule-matched` and `conditions.rule-condition`. */
export type Telling = Readonly<Record<string, string | number>>

const MOST_VALUES = 5
const MOST_SIGNS = 160

/** How a text names a field: the keys of a choice in a text can hold no stop and no slash. */
export const aboutOf = (pattern: string): string => nameOf(pattern).replaceAll('.', '_')

/** One condition as far as it is told: which operator compares which field, of what kind, with what. */
export interface Compared { readonly op: string, readonly pattern: string, readonly kind: FieldKind | null, readonly given: readonly Scalar[] }

/** The parameters that tell one condition in words, the right way round where it stands under a `not`. */
export const telling = (compared: Compared, negated: boolean): Telling => {
  const says = saysOf(compared)
  const [first, second] = compared.given
  return {
    field: compared.pattern,
    about: aboutOf(compared.pattern),
    says: negated ? `not_${says}` : says,
    value: listed(compared.given),
    from: shown(first),
    to: shown(second)
  }
}

/** What of a condition made ready is told. */
export const comparedBy = ({ operator, whole, given }: Test): Compared => ({ op: operator.id, pattern: whole.pattern, kind: whole.kind, given })

// Of a time one says later, not more.
const TIMES: Readonly<Record<string, string>> = { greater: 'later', less: 'earlier' }

const saysOf = ({ op, kind }: Compared): string => (kind === 'date' ? TIMES[op] : undefined) ?? op.replaceAll('-', '_')

/** A text of bearable length. */
export const short = (text: string): string => {
  if (text.length <= MOST_SIGNS) return text
  // By signs, not by code units: half a sign is none.
  return `${Array.from(text.slice(0, 2 * MOST_SIGNS)).slice(0, MOST_SIGNS).join('')}…`
}

const shown = (value: Scalar | undefined): string => value === undefined ? '' : short(String(value))

const listed = (given: readonly Scalar[]): string => {
  const some = given.slice(0, MOST_VALUES).map(String).join(', ')
  return short(given.length > MOST_VALUES ? `${some}, …` : some)
}
