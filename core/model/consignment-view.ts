import { Type, type Static } from '@sinclair/typebox'
import { Found, Gap, Lane } from './assessment.ts'
import { Consignment } from './consignment.ts'
import { Declaration } from './declaration.ts'
import { Facts } from './finding.ts'
import { maybe } from './kind.ts'
import { Report } from './report.ts'

const strict = { additionalProperties: false }
const uuid = Type.String({ format: 'uuid' })
const time = Type.String({ format: 'date-time' })

/** A finding with its sentence in the reader's language. */
export const FoundView = Type.Composite([Found, Type.Object({ text: Type.String() })], strict)
export type FoundView = Static<typeof FoundView>

/** One line of a list of consignments. */
export const ConsignmentRow = Type.Object({
  id: uuid,
  mode: Type.String(),
  number: maybe(Type.String()),
  kind: Type.String(),
  loading: maybe(Type.String()),
  discharge: maybe(Type.String()),
  consignor: maybe(Type.String()),
  consignee: maybe(Type.String()),
  description: maybe(Type.String()),
  equipment: Type.Array(Type.String()),
  conveyance: maybe(Type.String()),
  journey: maybe(Type.String()),
  arrival: maybe(time),
  received: time,
  version: Type.Integer(),
  state: Type.Union([Type.Literal('assessed'), Type.Literal('incomplete'), Type.Literal('unassessed')]),
  lane: Type.Union([Lane, Type.Null()]),
  score: Type.Union([Type.Number(), Type.Null()]),
  target: maybe(uuid)
}, strict)
export type ConsignmentRow = Static<typeof ConsignmentRow>

/** One filing behind a consignment, as declared. */
export const FilingView = Type.Object({
  id: uuid, message: uuid, sender: Type.String(), received: time, report: Report, declaration: Declaration
}, strict)
export type FilingView = Static<typeof FilingView>

/** A version of a consignment, and what of it changed against the one before: JSON pointers. */
export const VersionView = Type.Object({ version: Type.Integer(), made: time, message: uuid, changed: Type.Array(Type.String()) }, strict)

/** A consignment whole: current version at its top level, then versions, findings, facts, filings and what it is linked to. */
export const ConsignmentView = Type.Composite([Consignment, Type.Object({
  version: Type.Integer(),
  received: time,
  state: Type.Union([Type.Literal('assessed'), Type.Literal('incomplete'), Type.Literal('unassessed')]),
  lane: Type.Union([Lane, Type.Null()]),
  score: Type.Union([Type.Number(), Type.Null()]),
  findings: Type.Array(FoundView),
  gaps: Type.Array(Gap),
  facts: Facts,
  versions: Type.Array(VersionView),
  filings: Type.Array(FilingView),
  linked: Type.Array(Type.Object({ scheme: Type.String(), consignment: uuid, number: maybe(Type.String()), kind: Type.String() }, strict)),
  target: maybe(uuid)
})], strict)
export type ConsignmentView = Static<typeof ConsignmentView>

