import { Type, type Static } from '@sinclair/typebox'
import { Finding } from './finding.ts'

export const Lane = Type.Union([Type.Literal('red'), Type.Literal('amber'), Type.Literal('green')], { title: 'Lane' })
export type Lane = Static<typeof Lane>

/** A finding with whose it is and by which plugin: `type` is the profile type's id, `plugin` whose locales hold its text. */
export const Found = Type.Composite([Finding, Type.Object({
  profile: Type.String({ format: 'uuid' }),
  version: Type.Integer({ minimum: 1 }),
  type: Type.String(),
  plugin: Type.String(),
  title: Type.String(),
  alert: Type.Array(Type.String())
})], { additionalProperties: false })
export type Found = Static<typeof Found>

/** What was not done, and why: an incomplete assessment is never green. */
export const Gap = Type.Object({ plugin: Type.String(), profile: Type.Optional(Type.String()), failed: Type.String() }, { additionalProperties: false })
export type Gap = Static<typeof Gap>

/** All findings on one version of a consignment together. `profiles` and `lists` number the sets in force when it was made. */
export const Assessment = Type.Object({
  consignment: Type.String({ format: 'uuid' }),
  version: Type.Integer({ minimum: 1 }),
  state: Type.Union([Type.Literal('assessed'), Type.Literal('incomplete')]),
  score: Type.Number({ minimum: 0, maximum: 100 }),
  lane: Lane,
  findings: Type.Array(Found),
  gaps: Type.Array(Gap),
  change: Type.Integer({ minimum: 0, description: 'the newest change of profiles or lists it was made with' })
}, { additionalProperties: false })
export type Assessment = Static<typeof Assessment>
