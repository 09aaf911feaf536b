import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Params } from '../model/finding.ts'
import { ask, insertMany } from './rows.ts'

/** A notice on its way: texts as keys of a plugin's locales, put into the reader's language when it leaves. */
export interface NoticeDraft { readonly plugin: string | null, readonly subject: string, readonly text: string, readonly params: Params, readonly link: string, readonly language: string | null }

export interface Outgoing { readonly id: string, readonly address: string, readonly notice: NoticeDraft, readonly attempts: number }

/** Puts notices in the outbox within the transaction that causes them: one each address. */
export const putOut = async (trx: Knex, notices: readonly { readonly address: string, readonly notice: NoticeDraft }[], now: Date, delaySeconds = 0): Promise<void> => {
  const due = new Date(now.getTime() + delaySeconds * 1000)
  await insertMany(trx, 'cts.outbox', ['id', 'address', 'notice', 'made', 'due', 'attempts'], notices.map(each => ({ ...each, id: randomUUID(), made: now, due, attempts: 0 })))
}

/** Takes what is due, and puts its next try off: what a killed server took is sent by another. */
export const takeDue = (knex: Knex, limit: number): Promise<readonly Outgoing[]> => ask<Outgoing>(knex, `
  UPDATE cts.outbox SET attempts = attempts + 1, due = clock_timestamp() + least(interval '1 hour', interval '10 seconds' * power(2, least(attempts, 10)))
  WHERE id IN (SELECT id FROM cts.outbox WHERE sent IS NULL AND due <= clock_timestamp() ORDER BY due LIMIT :limit FOR UPDATE SKIP LOCKED)
  RETURNING id, address, notice, attempts`, { limit })

export const markSent = async (knex: Knex, id: string): Promise<void> => {
  await ask(knex, 'UPDATE cts.outbox SET sent = clock_timestamp(), fault = NULL WHERE id = :id', { id })
}

export const markFault = async (knex: Knex, id: string, fault: string): Promise<void> => {
  await ask(knex, 'UPDATE cts.outbox SET fault = :fault WHERE id = :id', { id, fault: fault.slice(0, 500) })
}

/** Notices that failed and are still to be sent. */
export const undelivered = async (knex: Knex): Promise<number> =>
  (await ask<{ n: number }>(knex, 'SELECT count(*) AS n FROM cts.outbox WHERE sent IS NULL AND fault IS NOT NULL'))[0]?.n ?? 0
