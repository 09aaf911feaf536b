import { Type, type Static } from '@sinclair/typebox'
import { Gap } from './assessment.ts'
import { ConsignmentRow, FoundView, VersionView } from './consignment-view.ts'
import { maybe } from './kind.ts'
import { Control, Hold, Outcome, Target } from './target.ts'

const strict = { additionalProperties: false }
const time = Type.String({ format: 'date-time' })

/** What a finding rests on, as it was declared when it was found. */
export const Quoted = Type.Object({ at: Type.String({ format: 'json-pointer' }), value: Type.Unknown() }, strict)
export type Quoted = Static<typeof Quoted>

/** A finding a target was opened for or that joined it. Found last in `consignmentVersion`; where it no longer stands, `gone` is the version it was no longer found in. Of an ended target: as it was decided. */
export const TargetFinding = Type.Composite([FoundView, Type.Object({
  stands: Type.Boolean(),
  consignmentVersion: Type.Integer({ minimum: 1 }),
  gone: maybe(Type.Integer({ minimum: 1 })),
  quoted: Type.Array(Quoted)
})], strict)
export type TargetFinding = Static<typeof TargetFinding>

/** One line of the queue: the target, why, and what it is about. Its lane and score are the highest it was given while open; the present assessment's are its cargo's. */
export const TargetRow = Type.Composite([Target, Type.Object({
  assigneeName: maybe(Type.String()),
  findings: Type.Array(TargetFinding),
  cargo: ConsignmentRow,
  outcome: Type.Union([Type.String(), Type.Null()])
})], strict)
export type TargetRow = Static<typeof TargetRow>

/** One thing that was done to a target, for its timeline. `text` is in the reader's language. */
export const Deed = Type.Object({
  at: time, actor: Type.String(), step: Type.String(), from: Type.String(), to: Type.String(), text: Type.String()
}, strict)
export type Deed = Static<typeof Deed>

/** A target whole. `amended` holds the versions its consignment came to since it was opened, oldest first. */
export const TargetView = Type.Composite([TargetRow, Type.Object({
  gaps: Type.Array(Gap),
  cancelled: Type.Boolean(),
  amended: Type.Array(VersionView),
  history: Type.Array(Deed),
  controls: Type.Array(Type.Composite([Control, Type.Object({ id: Type.String() })])),
  holds: Type.Array(Type.Composite([Hold, Type.Object({ id: Type.String() })])),
  result: Type.Union([Outcome, Type.Null()])
})], strict)
export type TargetView = Static<typeof TargetView>
