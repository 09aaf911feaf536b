import { Type, type Static } from '@sinclair/typebox'

export const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))
export type Params = Static<typeof Params>

/** What one profile saw in one consignment, and what it points at: JSON pointers into the consignment, or into its facts under `/facts/<enricher>/`. */
export const Finding = Type.Object({
  reason: Type.String({ minLength: 1, description: 'key of its text in locales/, under reasons' }),
  params: Type.Optional(Params),
  score: Type.Number({ minimum: 0, maximum: 100 }),
  evidence: Type.Array(Type.String({ format: 'json-pointer' }), { minItems: 1 }),
  /** Words to mark in the text a pointer of `evidence` leads to. */
  words: Type.Optional(Type.Array(Type.String())),
  /** The one person it is for. Nobody else learns of it: it counts in no score, lane or target. */
  only: Type.Optional(Type.String())
}, { additionalProperties: false })
export type Finding = Static<typeof Finding>

/** What enrichers said of a consignment, by enricher id. */
export const Facts = Type.Record(Type.String(), Type.Unknown())
export type Facts = Static<typeof Facts>
