import type { Knex } from 'knex'
import { ask, insertMany, keepableText } from './rows.ts'

/**
 * A transmission reference of a sender: the message that has it, whether that message is read to its end, and the digest of what it said.
 * The digest is null while that is not known, and empty where the message was cut short or nothing could be read: then it stands for nothing.
 */
export interface Transmission { readonly message: string, readonly content: string | null, readonly read: boolean, readonly had: boolean }

// Who is not at his end, or was set aside and may be read on, has had it: when he is read again he does not take the other's for what he repeats.
const NOT_AGAIN = `CASE WHEN m.read AND m.state <> 'quarantined' THEN t.had ELSE array_append(t.had, m.id) END`

/** Whoever asks for a reference first has it, and keeps it while it stands for something; resolves with whose it is, and whether it was the asker's before. */
export const claimTransmission = async (knex: Knex, sender: string, reference: string, message: string): Promise<Transmission | null> => {
  const named = { sender, reference: keepableText(reference) }
  await ask(knex, 'INSERT INTO cts.transmission (sender, reference, message) VALUES (:sender, :reference, :message) ON CONFLICT DO NOTHING', { ...named, message })
  // Who was cut short in it, or ended without having been read whole, leaves a reference to the next.
  await ask(knex, `
    UPDATE cts.transmission t SET message = :message, content = NULL, had = ${NOT_AGAIN} FROM cts.message m
    WHERE t.sender = :sender AND t.reference = :reference AND m.id = t.message AND m.id <> :message AND :message <> ALL(t.had)
      AND (t.content = '' OR (m.read AND (t.content IS NULL OR m.state IN ('rejected', 'quarantined'))))`, { ...named, message })
  return (await ask<Transmission>(knex, `
    SELECT t.message, t.content, m.read, :message = ANY(t.had) AS had FROM cts.transmission t JOIN cts.message m ON m.id = t.message
    WHERE t.sender = :sender AND t.reference = :reference`, { ...named, message }))[0] ?? null
}

/** What a message said under a reference of its own. */
export interface Said { readonly reference: string, readonly content: string }

/** Keeps what a message said under its references, within the transaction that keeps the last of what it said. */
export const keepSaid = async (trx: Knex, sender: string, message: string, said: readonly Said[]): Promise<void> => {
  if (said.length === 0) return
  await insertMany(trx, 'cts.transmission', ['sender', 'reference', 'message', 'content'], said.map(({ reference, content }) => ({ sender, reference, message, content })), `
    ON CONFLICT (sender, reference) DO UPDATE SET content = excluded.content WHERE cts.transmission.message = excluded.message`)
}

/** Gives references to a message that says other things under them, as a person decided; what it says is not known yet. */
export const giveTransmissions = async (trx: Knex, sender: string, references: readonly string[], message: string): Promise<void> => {
  await ask(trx, `
    UPDATE cts.transmission t SET message = :message, content = NULL, had = ${NOT_AGAIN} FROM cts.message m
    WHERE t.sender = :sender AND t.reference = ANY(:references) AND m.id = t.message AND m.id <> :message`, { sender, references, message })
}
