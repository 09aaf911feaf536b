import type { Knex } from 'knex'
import type { Issue } from '../model/issue.ts'
import type { MessageState } from '../model/message-view.ts'
import { MANY_DEATHS } from './deaths.ts'
import { ask, insertMany, json, keepableText } from './rows.ts'

/** One message as kept: what was received, what became of it, and how far it is read. */
export interface MessageRecord {
  readonly id: string
  readonly sender: string
  readonly channel: string
  readonly name: string | null
  readonly media_type: string | null
  readonly sha256: string
  readonly size: number
  readonly received: Date
  readonly state: MessageState
  readonly format: string | null
  readonly mode: string | null
  readonly reason: { readonly key: string, readonly plugin: string | null, readonly params: Record<string, string | number> } | null
  readonly duplicate_of: string | null
  readonly reused: readonly string[]
  readonly kept_before: number
  readonly consignments: number
  readonly assessed: number
  readonly errors: number
  readonly warnings: number
  readonly place: number
  readonly attempts: number
  readonly alone: boolean
  readonly left_out: readonly string[]
  readonly deaths: number
  readonly read: boolean
}

/** What is kept of a message beside its bytes. */
export interface Envelope {
  readonly id: string
  readonly sender: string
  readonly channel: string
  readonly name?: string | undefined
  readonly mediaType?: string | undefined
  readonly sha256: string
  readonly size: number
}

export const PART = 1 << 20

/** Keeps a message, or finds the one with the very same bytes of the same sender. */
export const keepMessage = async (trx: Knex, envelope: Envelope, parts: AsyncIterable<Uint8Array>): Promise<{ readonly id: string, readonly duplicate: boolean }> => {
  const { id, sender, channel, name, mediaType, sha256, size } = envelope
  const inserted = await ask<{ id: string }>(trx, `
    INSERT INTO cts.message (id, sender, channel, name, media_type, sha256, size)
    VALUES (:id, :sender, :channel, :name, :mediaType, :sha256, :size) ON CONFLICT (sender, sha256) DO NOTHING RETURNING id`,
  { id, sender, channel, name: name === undefined ? null : keepableText(name), mediaType: mediaType ?? null, sha256, size })
  if (inserted.length === 0) {
    const [first] = await ask<{ id: string }>(trx, 'SELECT id FROM cts.message WHERE sender = :sender AND sha256 = :sha256', { sender, sha256 })
    if (first === undefined) throw new Error('a message was removed while it came again')
    return { id: first.id, duplicate: true }
  }
  let part = 0
  for await (const bytes of parts) {
    await trx.raw('INSERT INTO cts.message_part (message, part, bytes) VALUES (?, ?, ?)', [id, part++, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)])
  }
  return { id, duplicate: false }
}

/** The bytes of a message, a part at a time, by short questions: no cursor is held. */
export const bytesOf = async function * (knex: Knex, message: string, from = 0): AsyncGenerator<Uint8Array> {
  for (let part = Math.floor(from / PART); ; part++) {
    const [row] = await ask<{ bytes: Buffer }>(knex, 'SELECT bytes FROM cts.message_part WHERE message = :message AND part = :part', { message, part })
    if (row === undefined) return
    yield part === Math.floor(from / PART) ? row.bytes.subarray(from % PART) : row.bytes
  }
}

export const messageById = async (knex: Knex, id: string): Promise<MessageRecord | null> =>
  (await ask<MessageRecord>(knex, 'SELECT * FROM cts.message WHERE id = :id', { id }))[0] ?? null

/** Takes the oldest message that waits and nobody reads. The lease is a courtesy between readers: correctness rests on the cursor. */
export const leaseMessage = async (knex: Knex, server: string, seconds: number): Promise<MessageRecord | null> =>
  (await ask<MessageRecord>(knex, `
    UPDATE cts.message SET leased_until = clock_timestamp() + make_interval(secs => :seconds), leased_by = :server
    WHERE id = (SELECT id FROM cts.message WHERE NOT read AND (leased_until IS NULL OR leased_until < clock_timestamp())
      ORDER BY received, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING *`, { seconds, server }))[0] ?? null

/** Takes back the leases of a server that is known to be gone: this one, before it was started again. */
export const freeLeases = async (knex: Knex, server: string): Promise<void> => {
  await ask(knex, 'UPDATE cts.message SET leased_until = NULL WHERE leased_by = :server AND NOT read', { server })
}

/** Locks a message's cursor for the transaction; null when another reader has moved it, or it is read. */
export const atCursor = async (trx: Knex, id: string, place: number): Promise<MessageRecord | null> =>
  (await ask<MessageRecord>(trx, 'SELECT * FROM cts.message WHERE id = :id AND place = :place AND NOT read FOR UPDATE', { id, place }))[0] ?? null

/** What one batch adds to its message. */
export interface Progress { readonly place: number, readonly consignments: number, readonly assessed: number, readonly errors: number, readonly warnings: number, readonly mode: string | null }

/** Moves the cursor and renews the lease, within the batch's transaction. */
export const moveCursor = async (trx: Knex, id: string, progress: Progress): Promise<void> => {
  const { place, consignments, assessed, errors, warnings, mode } = progress
  await ask(trx, `
    UPDATE cts.message SET place = :place, attempts = 0, alone = false, left_out = CASE WHEN deaths >= ${MANY_DEATHS} THEN left_out ELSE '{}' END, state = 'parsed', mode = coalesce(:mode, mode),
      consignments = consignments + :consignments, assessed = assessed + :assessed,
      errors = errors + :errors, warnings = warnings + :warnings,
      leased_until = clock_timestamp() + interval '20 seconds'
    WHERE id = :id`, { id, place, consignments, assessed, errors, warnings, mode })
}

/** Says what became of a message; nothing is read of it any more. */
export const endMessage = async (trx: Knex, id: string, state: MessageState, more: { readonly reason?: MessageRecord['reason'], readonly of?: string, readonly reused?: readonly string[] } = {}): Promise<void> => {
  await ask(trx, `
    UPDATE cts.message SET state = :state, read = true, leased_until = NULL, reason = :reason::jsonb, duplicate_of = :of, reused = coalesce(:reused::text[], reused) WHERE id = :id`,
  { id, state, reason: more.reason ? json(more.reason) : null, of: more.of ?? null, reused: more.reused?.map(keepableText) ?? null })
}

/** An issue with whose text it is and which filing and document it concerns. */
export interface IssueRecord extends Issue { readonly plugin: string, readonly filing?: string | undefined, readonly document?: string | undefined }

/** No message needs more than this many of its issues listed; all are counted. */
export const MOST_ISSUES = 10_000

/** Keeps issues of a message; `from` numbers the first of them. */
export const keepIssues = async (trx: Knex, message: string, from: number, issues: readonly IssueRecord[]): Promise<void> => {
  const kept = issues.slice(0, Math.max(0, MOST_ISSUES - from))
  await insertMany(trx, 'cts.issue', ['message', 'ordinal', 'filing', 'plugin', 'code', 'severity', 'at', 'pointer', 'params', 'document'],
    kept.map((issue, index) => ({ ...issue, message, ordinal: from + index })), 'ON CONFLICT DO NOTHING')
}
