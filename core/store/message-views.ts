import type { Knex } from 'knex'
import type { MessageMatch, Page } from '../contract/desk.ts'
import type { MessageRow } from '../model/message-view.ts'
import type { IssueRecord, MessageRecord } from './messages.ts'
import { afterOf, limitOf, pageOf } from './paging.ts'
import { ask } from './rows.ts'

/** A message as a list shows it. */
export const messageRow = (row: MessageRecord): MessageRow => ({
  id: row.id,
  state: row.state,
  sender: row.sender,
  channel: row.channel,
  size: row.size,
  received: row.received.toISOString(),
  format: row.format,
  mode: row.mode,
  consignments: row.consignments,
  assessed: row.assessed,
  errors: row.errors,
  warnings: row.warnings,
  ...(row.name === null ? {} : { name: row.name })
})

/** Messages, newest first; only one sender's where one is named. */
export const messagePage = async (knex: Knex, match: MessageMatch): Promise<Page<MessageRow>> => {
  const limit = limitOf(match.limit)
  const after = afterOf(match.after)
  const rows = await ask<MessageRecord & { at: string }>(knex, `
    SELECT *, received::text AS at FROM cts.message
    WHERE (:state::text IS NULL OR state = :state) AND (:sender::text IS NULL OR sender = :sender)
      AND (:at::timestamptz IS NULL OR (received, id) < (:at::timestamptz, :id::uuid))
    ORDER BY received DESC, id DESC LIMIT :limit`,
  { state: match.state ?? null, sender: match.sender ?? null, at: after?.at ?? null, id: after?.id ?? null, limit: limit + 1 })
  return pageOf(rows, limit, messageRow)
}

interface IssueRow { plugin: string, code: string, severity: IssueRecord['severity'], at: IssueRecord['at'] | null, pointer: string | null, params: IssueRecord['params'] | null, document: string | null }

/** The first issues of a message, errors before warnings before notes, and how many there are. */
export const issuesOf = async (knex: Knex, message: string, limit: number): Promise<{ readonly issues: readonly IssueRecord[], readonly all: number }> => {
  const rows = await ask<IssueRow>(knex, `
    SELECT plugin, code, severity, at, pointer, params, document FROM cts.issue WHERE message = :message
    ORDER BY array_position(ARRAY['error', 'warning', 'note'], severity), ordinal LIMIT :limit`, { message, limit })
  const [all] = await ask<{ n: number }>(knex, 'SELECT count(*) AS n FROM cts.issue WHERE message = :message', { message })
  return {
    all: all?.n ?? 0,
    issues: rows.map(({ plugin, code, severity, at, pointer, params, document }) => ({
      plugin, code, severity,
      ...(at === null || at === undefined ? {} : { at }),
      ...(pointer === null ? {} : { pointer }),
      ...(params === null || params === undefined ? {} : { params }),
      ...(document === null ? {} : { document })
    }))
  }
}
