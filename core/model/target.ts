import { Type, type Static } from '@sinclair/typebox'
import { Lane } from './assessment.ts'
import { maybe, some, text } from './kind.ts'

const strict = { additionalProperties: false }
const uuid = Type.String({ format: 'uuid' })

/** A consignment under work. `version` is for optimistic locking; `state` is one of workflow.json. */
export const Target = Type.Object({
  id: uuid,
  consignment: uuid,
  version: Type.Integer({ minimum: 1 }),
  state: Type.String(),
  lane: Lane,
  score: Type.Number({ minimum: 0, maximum: 100 }),
  office: maybe(text('Office', 'code')),
  assignee: maybe(uuid),
  due: maybe(Type.String({ format: 'date-time' })),
  opened: Type.String({ format: 'date-time' })
}, strict)
export type Target = Static<typeof Target>

export const means = ['documents', 'scan', 'physical', 'dog', 'sample', 'weighing'] as const
export const Means = Type.Union(means.map(m => Type.Literal(m)), { title: 'Means' })

/** One control: what is to be done or was done, where, with what result; a target may have several. */
export const Control = Type.Object({
  means: Means,
  place: maybe(text('Place', 'place')),
  note: maybe(text('What to look for', 'text')),
  result: maybe(Type.Union((['clear', 'suspicious', 'discovery', 'inconclusive'] as const).map(r => Type.Literal(r)), { title: 'Result' })),
  discoveries: some(Type.Object({
    category: text('Category', 'code'), quantity: Type.Number({ minimum: 0, title: 'Quantity' }), unit: text('Unit, fixed by the category', 'code')
  }, strict))
}, strict)
export type Control = Static<typeof Control>

export const outcomes = ['positive', 'negative', 'inconclusive', 'no-show', 'missed', 'insufficient-resources', 'withdrawn', 'not-arrived', 'waived'] as const

/** The nine codes in their three groups. */
export const outcomeGroups = {
  found: ['positive'],
  nothing: ['negative'],
  'not-examined': ['inconclusive', 'no-show', 'missed', 'insufficient-resources', 'withdrawn', 'not-arrived', 'waived']
} as const satisfies Record<string, readonly (typeof outcomes)[number][]>

/** How a target ended; the label everything learns from. */
export const Outcome = Type.Object({
  target: uuid,
  code: Type.Union(outcomes.map(c => Type.Literal(c)), { title: 'Outcome' }),
  reason: maybe(text('Coded reason', 'code')),
  note: maybe(text('Note', 'text'))
}, strict)
export type Outcome = Static<typeof Outcome>

/** An authority's order that cargo may not move. */
export const Hold = Type.Object({ kind: text('Kind of hold', 'code'), reason: text('Reason', 'text'), authority: text('Authority', 'code') }, strict)
export type Hold = Static<typeof Hold>
