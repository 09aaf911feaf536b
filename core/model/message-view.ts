import { Type, type Static } from '@sinclair/typebox'
import { Issue } from './issue.ts'
import { maybe } from './kind.ts'

const strict = { additionalProperties: false }

export const messageStates = ['received', 'parsed', 'accepted', 'accepted-with-faults', 'rejected', 'duplicate', 'quarantined'] as const
export const MessageState = Type.Union(messageStates.map(s => Type.Literal(s)), { title: 'State' })
export type MessageState = Static<typeof MessageState>

/** One line of the list of messages. `consignments` counts what it named, `assessed` how many of them are assessed. */
export const MessageRow = Type.Object({
  id: Type.String({ format: 'uuid' }),
  state: MessageState,
  sender: Type.String(),
  channel: Type.String(),
  name: maybe(Type.String()),
  size: Type.Integer(),
  received: Type.String({ format: 'date-time' }),
  format: Type.Union([Type.String(), Type.Null()]),
  mode: Type.Union([Type.String(), Type.Null()]),
  consignments: Type.Integer(),
  assessed: Type.Integer(),
  errors: Type.Integer(),
  warnings: Type.Integer()
}, strict)
export type MessageRow = Static<typeof MessageRow>

/** A kept issue: which consignment it concerns, where the issue's text lives, and the text in the reader's language. */
export const IssueView = Type.Composite([Issue, Type.Object({
  text: Type.String(),
  plugin: Type.String(),
  document: maybe(Type.String({ description: 'number of the transport document concerned' }))
})], strict)
export type IssueView = Static<typeof IssueView>

/** One message whole, but for its bytes. `reason` says in words why it was rejected or quarantined, which the first of its issues says too; `of` is the first message where this one is a duplicate, or the one whose reference it uses again. */
export const MessageView = Type.Composite([MessageRow, Type.Object({
  issues: Type.Array(IssueView),
  moreIssues: Type.Integer({ description: 'issues kept but not listed here' }),
  reason: maybe(Type.String()),
  of: maybe(Type.String({ format: 'uuid' })),
  sha256: Type.String()
})], strict)
export type MessageView = Static<typeof MessageView>

/** Why a person leaves a message out that was set aside: its sender reads it. */
export const Refusal = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000, title: 'Reason' }) }, strict)
export type Refusal = Static<typeof Refusal>
