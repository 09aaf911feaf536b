import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { hashOf, type PersonRecord } from './people.ts'
import { ask } from './rows.ts'

/** How long a session lasts: unused, and at all. */
export interface Lasting { readonly idleMinutes: number, readonly sessionHours: number }

/** Begins a session; resolves with the secret the browser keeps. */
export const beginSession = async (trx: Knex, person: string, now: Date): Promise<string> => {
  const secret = randomBytes(32).toString('base64url')
  await ask(trx, 'INSERT INTO cts.session (hash, person, began, seen) VALUES (:hash, :person, :now, :now)', { hash: hashOf(secret), person, now })
  return secret
}

const found = async (knex: Knex, secret: string, { idleMinutes, sessionHours }: Lasting): Promise<(PersonRecord & { readonly stale: boolean }) | null> =>
  (await ask<PersonRecord & { stale: boolean }>(knex, `
    SELECT p.*, s.seen < clock_timestamp() - interval '30 seconds' AS stale FROM cts.session s JOIN cts.person p ON p.id = s.person AND p.active
    WHERE s.hash = :hash AND s.seen > clock_timestamp() - make_interval(mins => :idleMinutes) AND s.began > clock_timestamp() - make_interval(hours => :sessionHours)`,
  { hash: hashOf(secret), idleMinutes, sessionHours }))[0] ?? null

/** The person of a session that is neither idle nor old; asking keeps nothing alive. */
export const holderOfSession = (knex: Knex, secret: string, lasting: Lasting): Promise<PersonRecord | null> => found(knex, secret, lasting)

/** The same, and the session is alive anew. */
export const personOfSession = async (knex: Knex, secret: string, lasting: Lasting): Promise<PersonRecord | null> => {
  const person = await found(knex, secret, lasting)
  if (person?.stale === true) await ask(knex, 'UPDATE cts.session SET seen = clock_timestamp() WHERE hash = :hash', { hash: hashOf(secret) })
  return person
}

export const endSession = async (trx: Knex, secret: string): Promise<void> => {
  await ask(trx, 'DELETE FROM cts.session WHERE hash = :hash', { hash: hashOf(secret) })
}

/** Ends all sessions of a person, but for the one at hand where it is named. */
export const endSessionsOf = async (trx: Knex, person: string, except = ''): Promise<void> => {
  await ask(trx, 'DELETE FROM cts.session WHERE person = :person AND hash <> :except', { person, except: except === '' ? '' : hashOf(except) })
}
