import { Type, type Static } from '@sinclair/typebox'
import { Gap } from './assessment.ts'
import { ConsignmentRow, FoundView } from './consignment-view.ts'
import { maybe } from './kind.ts'
import { Control, Hold, Outcome, Target } from './target.ts'

const strict = { additionalProperties: false }
const time = Type.String({ format: 'date-time' })

/** One line of the queue: the target, why, and what it is about. `why` holds the two strongest findings' sentences. */
export const TargetRow = Type.Composite([Target, Type.Object({
  assigneeName: maybe(Type.String()),
  findings: Type.Array(FoundView),
  cargo: ConsignmentRow,
  outcome: Type.Union([Type.String(), Type.Null()])
})], strict)
export type TargetRow = Static<typeof TargetRow>

/** One thing that was done to a target, for its timeline. `text` is in the reader's language. */
export const Deed = Type.Object({
  at: time, actor: Type.String(), step: Type.String(), from: Type.String(), to: Type.String(), text: Type.String()
}, strict)
export type Deed = Static<typeof Deed>

/** A target whole. */
export const TargetView = Type.Composite([TargetRow, Type.Object({
  gaps: Type.Array(Gap),
  history: Type.Array(Deed),
  controls: Type.Array(Type.Composite([Control, Type.Object({ id: Type.String() })])),
  holds: Type.Array(Type.Composite([Hold, Type.Object({ id: Type.String() })])),
  result: Type.Union([Outcome, Type.Null()])
})], strict)
export type TargetView = Static<typeof TargetView>
