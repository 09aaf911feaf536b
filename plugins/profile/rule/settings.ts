import { Type, type Static } from 'wco-cts'

const strict = { additionalProperties: false }
const MOST_TEXT = 500

const Scalar = Type.Union([Type.String({ maxLength: MOST_TEXT }), Type.Number(), Type.Boolean()])
export type Scalar = Static<typeof Scalar>

/** What a condition compares with: one value, or a list of which any will do. */
export const Given = Type.Union([Scalar, Type.Array(Scalar)], { title: 'Value' })
export type Given = Static<typeof Given>

/**
 * A condition (`field`, `op`, `value`), or conditions bound together: `all` of them, `any` of them, `not` so, or `some` line of a list that meets `all` or `any`.
 * One object and not a union of six: a union nested in itself is judged by trying every branch at every depth, and says of a slip only that nothing fitted. `shape.ts` tells the six apart.
 */
export const Rule = Type.Recursive(This => Type.Object({
  field: Type.Optional(Type.String({ title: 'Field', format: 'json-pointer', description: '* stands for every line of a list' })),
  op: Type.Optional(Type.String({ title: 'Operator', minLength: 1 })),
  value: Type.Optional(Given),
  some: Type.Optional(Type.String({ title: 'List', format: 'json-pointer', description: 'one line of this list meets the conditions; their fields begin at the line' })),
  all: Type.Optional(Type.Array(This, { title: 'All of these' })),
  any: Type.Optional(Type.Array(This, { title: 'Any of these' })),
  not: Type.Optional(This)
}, strict), { $id: 'rule-condition', title: 'Conditions' })
export type Rule = Static<typeof Rule>

/** What an officer writes: one of `all`, `any` and `not` at the top, and what a match is worth. */
export const Settings = Type.Object({
  all: Type.Optional(Type.Array(Rule, { title: 'All of these' })),
  any: Type.Optional(Type.Array(Rule, { title: 'Any of these' })),
  not: Type.Optional(Rule),
  score: Type.Optional(Type.Number({ title: 'Score', minimum: 0, maximum: 100, description: '50 where none is given' })),
  reason: Type.Optional(Type.String({ title: 'Reason in own words', minLength: 1, maxLength: 300 }))
}, { title: 'Rule', ...strict })
export type Settings = Static<typeof Settings>
