import { randomBytes, randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { TokenView } from '../model/person-view.ts'
import { hashOf, type PersonRecord } from './people.ts'
import { ask } from './rows.ts'

/** A token as it is kept: good until `until` has ended by the administration's clock, for ever where that is null. */
export interface NewToken { readonly person: string, readonly name: string, readonly secret: string, readonly until: string | null, readonly zone: string }

/** A secret nobody guesses, and everybody who finds one knows what it opens. */
export const tokenSecret = (): string => `cts_${randomBytes(32).toString('base64url')}`

/** Keeps a token by its hash; the very same secret is kept once. Resolves with its id. */
export const keepToken = async (trx: Knex, { person, name, secret, until, zone }: NewToken, now: Date): Promise<string> => {
  const id = randomUUID()
  await ask(trx, `
    INSERT INTO cts.token (id, hash, person, name, made, expires)
    VALUES (:id, :hash, :person, :name, :now, (:until::date + 1)::timestamp AT TIME ZONE :zone) ON CONFLICT (hash) DO NOTHING`,
  { id, hash: hashOf(secret), person, name, until, zone, now })
  return id
}

interface Row { readonly id: string, readonly name: string, readonly made: Date, readonly used: Date | null, readonly until: string | null, readonly ended: boolean }

/** The tokens of one account, newest first. */
export const tokensOf = async (knex: Knex, person: string, zone: string): Promise<readonly TokenView[]> => {
  const rows = await ask<Row>(knex, `
    SELECT id, name, made, used, ((expires AT TIME ZONE :zone)::date - 1)::text AS until, expires IS NOT NULL AND expires <= clock_timestamp() AS ended
    FROM cts.token WHERE person = :person ORDER BY made DESC, id`, { person, zone })
  return rows.map(row => ({ ...row, made: row.made.toISOString(), used: row.used?.toISOString() ?? null }))
}

const GOOD = 'SELECT p.*, t.id AS token, t.used FROM cts.token t JOIN cts.person p ON p.id = t.person AND p.active WHERE t.hash = :hash AND (t.expires IS NULL OR t.expires > clock_timestamp())'

/** Whose token a secret is, while it is good. When it was used is kept to the minute. */
export const personByToken = async (knex: Knex, secret: string): Promise<PersonRecord | null> => {
  const [found] = await ask<PersonRecord & { token: string, used: Date | null }>(knex, GOOD, { hash: hashOf(secret) })
  if (found === undefined) return null
  if (found.used === null || Date.now() - found.used.getTime() > MINUTE) await ask(knex, 'UPDATE cts.token SET used = clock_timestamp() WHERE id = :token', { token: found.token })
  return found
}

/** Whose token a secret still is; asking uses nothing. */
export const holderOfToken = async (knex: Knex, secret: string): Promise<PersonRecord | null> =>
  (await ask<PersonRecord>(knex, GOOD, { hash: hashOf(secret) }))[0] ?? null

/** Ends one token of an account; false where it has no such token. */
export const endToken = async (trx: Knex, person: string, id: string): Promise<boolean> =>
  (await ask(trx, 'DELETE FROM cts.token WHERE id = :id AND person = :person RETURNING id', { id, person })).length > 0

export const endTokensOf = async (trx: Knex, person: string): Promise<void> => {
  await ask(trx, 'DELETE FROM cts.token WHERE person = :person', { person })
}

const MINUTE = 60_000
