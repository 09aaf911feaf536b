import type { Knex } from 'knex'
import type { JournalRow, Page, Paging, Span } from '../contract/desk.ts'
import { afterOf, limitOf, pageOf } from './paging.ts'
import { ask } from './rows.ts'

/** The journal, newest first. */
export const journalPage = async (knex: Knex, span: Span, paging: Paging & { readonly subject?: string | undefined }): Promise<Page<JournalRow>> => {
  const limit = limitOf(paging.limit)
  const after = afterOf(paging.after, 'time', 'number')
  const rows = await ask<{ id: string, at: string, when: Date, actor: string, actor_name: string, action: string, subject: string }>(knex, `
    SELECT id::text AS id, at::text AS at, at AS when, actor, actor_name, action, subject FROM cts.journal
    WHERE at >= :from AND at < :until AND (:subject::text IS NULL OR subject = :subject)
      AND (:at::timestamptz IS NULL OR (at, id) < (:at::timestamptz, :id::bigint))
    ORDER BY cts.journal.at DESC, cts.journal.id DESC LIMIT :limit`,
  { from: span.from, until: span.until, subject: paging.subject ?? null, at: after?.at ?? null, id: after?.id ?? null, limit: limit + 1 })
  return pageOf(rows, limit, ({ when, actor, actor_name: actorName, action, subject }) => ({ at: when, actor, actorName, action, subject }))
}

/** What waits, what no assessment covers, and when the last message came. */
export const standingOf = async (knex: Knex): Promise<{ readonly waiting: number, readonly unassessed: number, readonly incomplete: number, readonly last: Date | null }> => {
  const [row] = await ask<{ waiting: number, unassessed: number, incomplete: number, last: Date | null }>(knex, `
    SELECT (SELECT count(*) FROM cts.message WHERE NOT read) AS waiting,
      (SELECT count(*) FROM cts.consignment WHERE state = 'unassessed' AND version > 0) AS unassessed,
      (SELECT count(*) FROM cts.consignment WHERE state = 'incomplete') AS incomplete,
      (SELECT max(received) FROM cts.message) AS last`)
  return row ?? { waiting: 0, unassessed: 0, incomplete: 0, last: null }
}

