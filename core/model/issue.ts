import { Type, type Static } from '@sinclair/typebox'

/** Where in the received text something stands, so an officer can be shown it. */
export const Position = Type.Object({
  line: Type.Integer({ minimum: 1, title: 'Line' }),
  offset: Type.Optional(Type.Integer({ minimum: 0, title: 'Byte offset' })),
  length: Type.Optional(Type.Integer({ minimum: 0, title: 'Length in bytes' })),
  path: Type.Optional(Type.String({ title: 'Place', description: 'segment, element or XPath, as the format names it' }))
}, { additionalProperties: false })
export type Position = Static<typeof Position>

export const Severity = Type.Union([Type.Literal('note'), Type.Literal('warning'), Type.Literal('error')])
export type Severity = Static<typeof Severity>

/** Something wrong with what was declared. Data, not an exception: it is stored and shown. */
export const Issue = Type.Object({
  code: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: 'key of its text in locales/, under issues' }),
  severity: Severity,
  at: Type.Optional(Position),
  pointer: Type.Optional(Type.String({ format: 'json-pointer', description: 'into the declaration' })),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])))
}, { additionalProperties: false })
export type Issue = Static<typeof Issue>
