import { Type, type Static } from '@sinclair/typebox'
import { Declaration, DeclaredStop } from './declaration.ts'
import { Position } from './issue.ts'

const said = Type.Optional(Type.String())
const strict = { additionalProperties: false }

/**
 * The head of one report within a message. `kind` is the message's own name (`CUSCAR`, `FFM`, `FWB`, `FHL`);
 * `reference` the transmission reference, which is unique per sender where the format has one (design 2.2);
 * `document` the sender's own number of the report; `function` what the sender meant by the whole of it.
 */
export const Report = Type.Object({
  kind: Type.String({ minLength: 1 }),
  version: said,
  reference: said,
  document: said,
  documentKind: said,
  sender: said,
  recipient: said,
  function: Type.Optional(Type.Union((['original', 'replace', 'change', 'add', 'delete', 'cancel', 'duplicate'] as const).map(f => Type.Literal(f)))),
  functionDeclared: said,
  prepared: said,
  test: Type.Boolean({ default: false }),
  /** A report sent in several messages: `series` joins them, `number` counts from 1, `last` closes it. */
  part: Type.Optional(Type.Object({ series: Type.String(), number: Type.Integer({ minimum: 1 }), last: Type.Boolean() }, strict)),
  at: Type.Optional(Position)
}, strict)
export type Report = Static<typeof Report>

/** What a report says of its own size, as declared. */
export const Totals = Type.Object({
  consignments: said, equipment: said, packages: said, mass: said, massUnit: said, volume: said
}, strict)
export type Totals = Static<typeof Totals>

/** Something that happened to a container, ULD or conveyance. */
export const TransportEvent = Type.Object({
  event: Type.String(), subject: Type.String(), scheme: said, place: said, time: said, at: Type.Optional(Position)
}, strict)
export type TransportEvent = Static<typeof TransportEvent>

/** One line of a stow plan: what is on board, whoever declared it or not. */
export const Stowage = Type.Object({
  equipment: Type.String(), cell: said, loading: said, discharge: said, mass: said, stops: Type.Array(DeclaredStop), at: Type.Optional(Position)
}, strict)
export type Stowage = Static<typeof Stowage>

/** What one sender said of one transport document in one report, with when it came. */
export const Filing = Type.Object({
  id: Type.String({ format: 'uuid' }),
  message: Type.String({ format: 'uuid' }),
  sender: Type.String(),
  received: Type.String({ format: 'date-time' }),
  report: Report,
  declaration: Declaration
}, strict)
export type Filing = Static<typeof Filing>
