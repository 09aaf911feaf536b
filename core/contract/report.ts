import { Type, type Static } from '@sinclair/typebox'

const strict = { additionalProperties: false }

/** A cell: a value, how to write it in the reader's language, and the list behind it. `code` is a key of texts (lane.red, outcome.positive). Intervals and durations are in seconds, dates ISO 8601, shares 0 to 1. */
export const Cell = Type.Object({
  value: Type.Union([Type.String(), Type.Number(), Type.Null()]),
  kind: Type.Optional(Type.Union((['text', 'count', 'share', 'decimal', 'date', 'time', 'duration', 'identifier', 'code'] as const).map(k => Type.Literal(k)))),
  link: Type.Optional(Type.String())
}, strict)
export type Cell = Static<typeof Cell>

/** A text in a block is a key with parameters, or a value that is nobody's words but the data's. */
export const Text = Type.Union([
  Type.Object({ key: Type.String(), params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))) }, strict),
  Type.Object({ data: Type.String() }, strict)
])
export type Text = Static<typeof Text>

/** What a report is made of. Screen, PDF and CSV are drawn from these, not by the report. */
export const Block = Type.Union([
  Type.Object({ type: Type.Literal('heading'), text: Text }, strict),
  Type.Object({ type: Type.Literal('text'), text: Text, words: Type.Optional(Type.Array(Type.String())) }, strict),
  Type.Object({ type: Type.Literal('figures'), items: Type.Array(Type.Object({ label: Text, cell: Cell }, strict)) }, strict),
  Type.Object({
    type: Type.Literal('chart'),
    shape: Type.Union([Type.Literal('bars'), Type.Literal('line'), Type.Literal('stack')]),
    title: Text,
    series: Type.Array(Type.Object({ label: Text, points: Type.Array(Type.Tuple([Type.String(), Type.Number()])) }, strict))
  }, strict),
  Type.Object({ type: Type.Literal('table'), title: Type.Optional(Text), columns: Type.Array(Text), rows: Type.Array(Type.Array(Cell)) }, strict),
  Type.Object({ type: Type.Literal('lane'), lane: Type.String(), score: Type.Number() }, strict)
])
export type Block = Static<typeof Block>

/** A report composed: its title and blocks. */
export interface Composed { readonly title: Text, readonly subtitle?: Text, readonly blocks: readonly Block[] }
