import type { Given, Rule, Scalar, Settings } from './settings.ts'

/** Conditions bound together, of one line or of the whole consignment. */
export interface Bound { readonly is: 'all' | 'any', readonly of: readonly Rule[] }

/** What one node of a rule is. */
export type Shape =
  | { readonly is: 'leaf', readonly field: string, readonly op: string, readonly given: readonly Scalar[] }
  | { readonly is: 'not', readonly of: Rule }
  | { readonly is: 'some', readonly list: string, readonly each: Bound }
  | Bound

/** Tells what a node of a rule is; null where its fields do not go together. */
export const shapeOf = (rule: Rule | Settings): Shape | null => {
  const { field, op, value, some, all, any, not }: Rule = rule
  const bound = boundOf(all, any)
  if (field !== undefined || op !== undefined) {
    const alone = some === undefined && bound === null && not === undefined
    return alone && field !== undefined && op !== undefined ? { is: 'leaf', field, op, given: listOf(value) } : null
  }
  if (value !== undefined || (all !== undefined && any !== undefined)) return null
  if (not !== undefined) return bound === null && some === undefined ? { is: 'not', of: not } : null
  if (bound === null) return null
  return some === undefined ? bound : { is: 'some', list: some, each: bound }
}

/** The values a condition compares with, one or many, as a list. */
export const listOf = (value: Given | undefined): readonly Scalar[] => value === undefined ? [] : Array.isArray(value) ? value : [value]

const boundOf = (all: readonly Rule[] | undefined, any: readonly Rule[] | undefined): Bound | null => {
  if (all !== undefined) return { is: 'all', of: all }
  return any === undefined ? null : { is: 'any', of: any }
}
