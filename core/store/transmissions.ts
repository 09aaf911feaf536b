import type { Knex } from 'knex'
import { ask, insertMany, keepableText } from './rows.ts'

/**
 * A transmission reference of a sender: the message that has it, whether that message is read to its end, and the digest of what it said.
 * The digest is null while that is not known, and empty where the message was cut short or nothing could be read: then it stands for nothing.
 */
export interface Transmission { readonly message: string, readonly content: string | null, readonly read: boolean }

/** Whoever asks for a reference first has it, and keeps it; resolves with whose it is. */
export const claimTransmission = async (knex: Knex, sender: string, reference: string, message: string): Promise<Transmission | null> => {
  const named = { sender, reference: keepableText(reference) }
  await ask(knex, 'INSERT INTO cts.transmission (sender, reference, message) VALUES (:sender, :reference, :message) ON CONFLICT DO NOTHING', { ...named, message })
  // A message that ended without having been read whole leaves its reference to the next.
  await ask(knex, `
    UPDATE cts.transmission t SET message = :message, content = NULL FROM cts.message m
    WHERE t.sender = :sender AND t.reference = :reference AND m.id = t.message AND m.id <> :message AND m.read
      AND (coalesce(t.content, '') = '' OR m.state IN ('rejected', 'quarantined'))`, { ...named, message })
  return (await ask<Transmission>(knex, `
    SELECT t.message, t.content, m.read FROM cts.transmission t JOIN cts.message m ON m.id = t.message
    WHERE t.sender = :sender AND t.reference = :reference`, named))[0] ?? null
}

/** What a message said under a reference of its own. */
export interface Said { readonly reference: string, readonly content: string }

/** Keeps what a message said under its references, within the transaction that keeps the last of what it said. */
export const keepSaid = async (trx: Knex, sender: string, message: string, said: readonly Said[]): Promise<void> => {
  if (said.length === 0) return
  await insertMany(trx, 'cts.transmission', ['sender', 'reference', 'message', 'content'], said.map(({ reference, content }) => ({ sender, reference, message, content })), `
    ON CONFLICT (sender, reference) DO UPDATE SET content = excluded.content WHERE cts.transmission.message = excluded.message`)
}
