import { Type, type Static } from '@sinclair/typebox'
import { MessageState, IssueView } from './message-view.ts'
import { maybe } from './kind.ts'

/** How a message was taken: whole, with faults to be mended, or not at all. */
export const Degree = Type.Union([Type.Literal('accepted'), Type.Literal('accepted-with-faults'), Type.Literal('rejected')], { title: 'How it was taken' })
export type Degree = Static<typeof Degree>

/** An answer to a sender as JSON: the same as the one in the sender's own format, which is fetched by its id. */
export const ReplyView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  message: Type.String({ format: 'uuid' }),
  name: maybe(Type.String({ description: 'the name the message came by' })),
  made: Type.String({ format: 'date-time' }),
  degree: Degree,
  state: MessageState,
  consignments: Type.Integer(),
  errors: Type.Integer(),
  warnings: Type.Integer(),
  reason: maybe(Type.String()),
  /** The answer in the sender's own format, where that has one. */
  format: maybe(Type.String()),
  mediaType: maybe(Type.String()),
  issues: Type.Array(IssueView)
}, { additionalProperties: false })
export type ReplyView = Static<typeof ReplyView>
