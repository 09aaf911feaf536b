import { EntryKind, Sensitivity, Type, type Static } from 'wco-cts'

const strict = { additionalProperties: false }

/** By what an entry met a consignment; each has a reason of its own. */
export const grounds = ['name', 'identifier', 'vessel', 'vessel-name', 'container', 'seal', 'address', 'contact', 'place', 'commodity', 'words'] as const
export const Ground = Type.Union(grounds.map(ground => Type.Literal(ground)), { title: 'What met' })
export type Ground = Static<typeof Ground>

/** Numbers of one kind, that are compared with each other only. */
export type Space = Exclude<Ground, 'name' | 'vessel-name' | 'address' | 'words'>

/** What was overlooked to make two numbers one: look-alike characters (O and 0, I and 1), a wrong or missing check digit, a telephone's country code. */
export const Slip = Type.Union([Type.Literal('lookalike'), Type.Literal('checksum'), Type.Literal('prefix')], { title: 'Overlooked' })
export type Slip = Static<typeof Slip>

/** One entry met in one place of the consignment. In `parts`, `=` joins what is the same, `≈` what is alike, `+` marks what only the consignment says, `-` what only the list says. */
export const Hit = Type.Object({
  list: Type.String({ title: 'Watch list' }),
  entry: Type.String({ title: 'Entry' }),
  title: Type.String({ title: 'Title of the watch list' }),
  kind: EntryKind,
  by: Ground,
  score: Type.Number({ minimum: 0, maximum: 100, title: 'Score of the match' }),
  at: Type.String({ format: 'json-pointer', title: 'Place in the consignment' }),
  matched: Type.String({ title: 'Text of the list' }),
  found: Type.String({ title: 'Text of the consignment' }),
  parts: Type.Array(Type.String(), { title: 'Parts compared' }),
  slip: Type.Optional(Slip),
  sensitivity: Sensitivity,
  /** Of a silent list: its owner, the one person who learns of the hit. */
  only: Type.Optional(Type.String({ title: 'Only for' }))
}, strict)
export type Hit = Static<typeof Hit>

export const WatchFacts = Type.Object({ hits: Type.Array(Hit, { title: 'Hits' }) }, strict)
export type WatchFacts = Static<typeof WatchFacts>
