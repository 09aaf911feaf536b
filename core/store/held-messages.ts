import type { Knex } from 'knex'
import { canonical } from '../model/canonical.ts'
import type { MessageRecord } from './messages.ts'
import { ask } from './rows.ts'
import { giveTransmissions } from './transmissions.ts'

/** A message that is set aside, locked for who decides about it; null where it is not, or not any more. */
export const heldMessage = async (trx: Knex, id: string): Promise<MessageRecord | null> =>
  (await ask<MessageRecord>(trx, `SELECT * FROM cts.message WHERE id = :id AND state = 'quarantined' FOR UPDATE`, { id }))[0] ?? null

/**
 * Queues a message that was set aside. One whose references another used is read from its beginning, only what stands under these: they are its own now.
 * One at which reading broke off is read on from its cursor, with every plugin: it may be mended.
 */
export const queueAgain = async (trx: Knex, { id, sender, reason, reused }: MessageRecord): Promise<void> => {
  const anew = reason?.key === 'reference-reused'
  if (anew) await giveTransmissions(trx, sender, reused, id)
  await ask(trx, `
    UPDATE cts.message SET state = 'received', read = false, reason = NULL, kept_before = CASE WHEN :anew THEN place ELSE kept_before END,
      attempts = 0, deaths = 0, alone = false, left_out = '{}', leased_until = NULL WHERE id = :id`, { id, anew })
}

/** What was said of a message without concerning a declaration: read again, it is not said twice. */
export const looseSaid = async (knex: Knex, message: string): Promise<ReadonlySet<string>> => {
  const rows = await ask<Parameters<typeof looseName>[0]>(knex, 'SELECT plugin, code, at, params FROM cts.issue WHERE message = :message AND filing IS NULL', { message })
  return new Set(rows.map(looseName))
}

/** What makes an issue of no declaration the same. */
export const looseName = ({ plugin, code, at, params }: { readonly plugin: string, readonly code: string, readonly at?: object | null | undefined, readonly params?: object | null | undefined }): string =>
  canonical([plugin, code, at ?? null, params ?? null])
