import type { Knex } from 'knex'
import type { Reply } from '../contract/format.ts'
import type { Paging } from '../contract/desk.ts'
import type { Degree } from '../model/reply.ts'
import type { Report } from '../model/report.ts'
import type { MessageRecord } from './messages.ts'
import { afterOf, limitOf } from './paging.ts'
import { ask, insertMany, json } from './rows.ts'

/** No sender puts more reports into one message; what comes after is read, and not listed in its answer. */
const MOST_REPORTS = 1000

/** The head of one report of a message, by its place among them. */
export interface Headed { readonly ordinal: number, readonly content: Report }

/** Keeps the heads of reports, once however often their message is read. */
export const keepReports = async (trx: Knex, message: string, reports: readonly Headed[]): Promise<void> => {
  const kept = reports.filter(({ ordinal }) => ordinal < MOST_REPORTS)
  await insertMany(trx, 'cts.report', ['message', 'ordinal', 'content'], kept.map(each => ({ ...each, message })), 'ON CONFLICT DO NOTHING')
}

export const reportsOf = async (knex: Knex, message: string): Promise<readonly Report[]> =>
  (await ask<{ content: Report }>(knex, 'SELECT content FROM cts.report WHERE message = :message ORDER BY ordinal', { message })).map(({ content }) => content)

/** Takes messages that ended and were not answered, oldest first, for the transaction. */
export const unanswered = (trx: Knex, limit: number): Promise<readonly MessageRecord[]> => ask<MessageRecord>(trx,
  'SELECT * FROM cts.message WHERE read AND NOT answered ORDER BY received LIMIT :limit FOR UPDATE SKIP LOCKED', { limit })

/** A message a person decided about is answered again; what was said before stands, and waits for nobody any more. */
export const answerAnew = async (trx: Knex, message: string): Promise<void> => {
  await ask(trx, 'UPDATE cts.reply SET fetched = coalesce(fetched, clock_timestamp()), due = NULL WHERE message = :message', { message })
  await ask(trx, 'UPDATE cts.message SET answered = false WHERE id = :message', { message })
}

/** The number of the next answer. */
export const nextNumber = async (trx: Knex): Promise<number> =>
  (await ask<{ n: number }>(trx, `SELECT nextval('cts.reply_number_seq') AS n`))[0]?.n ?? 0

/** An answer to keep. `out`: it also leaves by the channel its message came by. */
export interface NewReply { readonly id: string, readonly number: number, readonly message: string, readonly sender: string, readonly made: Date, readonly degree: Degree, readonly format: string | null, readonly reply: Reply | null, readonly fault: string | null, readonly out: boolean }

/** Keeps the answer to a message. */
export const keepReply = async (trx: Knex, { id, number, message, sender, made, degree, format, reply, fault, out }: NewReply): Promise<void> => {
  await ask(trx, `
    INSERT INTO cts.reply (id, number, message, sender, made, degree, format, media_type, suffix, bytes, fault, due)
    VALUES (:id, :number, :message, :sender, :made, :degree, :format, :mediaType, :suffix, :bytes, :fault, :due)`,
  { id, number, message, sender, made, degree, format: reply === null ? null : format, mediaType: reply?.mediaType ?? null, suffix: reply?.suffix ?? null, bytes: reply === null ? null : Buffer.from(reply.bytes), fault, due: out ? made : null })
  await ask(trx, 'UPDATE cts.message SET answered = true WHERE id = :message', { message })
}

/** An answer as kept, with its message. */
export interface ReplyRecord extends MessageRecord { readonly at: string, readonly reply: string, readonly made: Date, readonly degree: Degree, readonly reply_format: string | null, readonly reply_media_type: string | null }

const RECORD = 'r.made::text AS at, m.*, r.id AS reply, r.made, r.degree, r.format AS reply_format, r.media_type AS reply_media_type'

/** Answers a sender has not acknowledged, oldest first. */
export const waitingReplies = (knex: Knex, sender: string | null, paging: Paging): Promise<readonly ReplyRecord[]> => {
  const after = afterOf(paging.after)
  return ask<ReplyRecord>(knex, `
    SELECT ${RECORD} FROM cts.reply r JOIN cts.message m ON m.id = r.message
    WHERE r.fetched IS NULL AND (:sender::text IS NULL OR r.sender = :sender) AND (:at::timestamptz IS NULL OR (r.made, r.id) > (:at::timestamptz, :id::uuid))
    ORDER BY r.made, r.id LIMIT :limit`, { sender, at: after?.at ?? null, id: after?.id ?? null, limit: limitOf(paging.limit) + 1 })
}

export const replyById = async (knex: Knex, id: string): Promise<ReplyRecord | null> =>
  (await ask<ReplyRecord>(knex, `SELECT ${RECORD} FROM cts.reply r JOIN cts.message m ON m.id = r.message WHERE r.id = :id`, { id }))[0] ?? null

/** The bytes of an answer in the sender's own format. */
export const replyBytes = async (knex: Knex, id: string): Promise<{ readonly bytes: Buffer, readonly mediaType: string, readonly suffix: string } | null> => {
  const [row] = await ask<{ bytes: Buffer | null, mediaType: string, suffix: string }>(knex, 'SELECT bytes, media_type AS "mediaType", suffix FROM cts.reply WHERE id = :id', { id })
  return row === undefined || row.bytes === null ? null : { bytes: row.bytes, mediaType: row.mediaType, suffix: row.suffix }
}

/** Says that the sender has an answer. */
export const markFetched = async (trx: Knex, id: string): Promise<void> => {
  await ask(trx, 'UPDATE cts.reply SET fetched = coalesce(fetched, clock_timestamp()) WHERE id = :id', { id })
}

/** An answer that is to leave by a channel. */
export interface Leaving { readonly id: string, readonly number: number, readonly channel: string, readonly sender: string, readonly name: string | null, readonly message: string, readonly bytes: Buffer | null, readonly suffix: string | null }

/** Takes answers that are to leave by their channel, and puts their next try off. */
export const takeLeaving = (knex: Knex, limit: number): Promise<readonly Leaving[]> => ask<Leaving>(knex, `
  UPDATE cts.reply r SET attempts = r.attempts + 1, due = clock_timestamp() + least(interval '1 hour', interval '10 seconds' * power(2, least(r.attempts, 10)))
  FROM cts.message m WHERE m.id = r.message AND r.id IN (SELECT id FROM cts.reply WHERE sent IS NULL AND due <= clock_timestamp() ORDER BY due LIMIT :limit FOR UPDATE SKIP LOCKED)
  RETURNING r.id, r.number, m.channel, r.sender, m.name, r.message, r.bytes, r.suffix`, { limit })

export const markLeft = async (knex: Knex, id: string, fault: string | null): Promise<void> => {
  await ask(knex, 'UPDATE cts.reply SET sent = CASE WHEN :fault::text IS NULL THEN clock_timestamp() END, fault = :fault WHERE id = :id', { id, fault })
}

/** What an answer says as JSON, for a channel whose sender's format has no answer of its own. */
export const asBytes = (value: unknown): Uint8Array => Buffer.from(json(value))
