import { createHash, randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Page, Paging } from '../contract/desk.ts'
import type { PersonKind, PersonView } from '../model/person-view.ts'
import { afterOf, limitOf, pageOf } from './paging.ts'
import { ask } from './rows.ts'

/** A person, a carrier's machine or another system as kept. `must_renew`: somebody else knows his secret, so he changes it before anything else. */
export interface PersonRecord extends Omit<PersonView, 'sender'> { readonly provider: string, readonly sender: string | null, readonly must_renew: boolean }

/** Only hashes of tokens and session ids are kept: who reads the table cannot sign in with it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const personBy = async (knex: Knex, provider: string, subject: string): Promise<PersonRecord | null> =>
  (await ask<PersonRecord>(knex, 'SELECT * FROM cts.person WHERE provider = :provider AND subject = :subject', { provider, subject }))[0] ?? null

export const personById = async (knex: Knex, id: string): Promise<PersonRecord | null> =>
  (await ask<PersonRecord>(knex, 'SELECT * FROM cts.person WHERE id = :id', { id }))[0] ?? null

/** A page of accounts in the order of their names. */
export const peoplePage = async (knex: Knex, paging: Paging): Promise<Page<PersonRecord>> => {
  const limit = limitOf(paging.limit)
  const after = afterOf(paging.after, 'text')
  const rows = await ask<PersonRecord>(knex, `
    SELECT * FROM cts.person WHERE :id::uuid IS NULL OR (name, id) > (:at::text, :id::uuid) ORDER BY name, id LIMIT :limit`,
  { at: after?.at ?? null, id: after?.id ?? null, limit: limit + 1 })
  return pageOf(rows.map(row => ({ ...row, at: row.name })), limit, ({ at: _at, ...row }) => row)
}

/** Whether anybody can sign in. */
export const isPeopled = async (knex: Knex): Promise<boolean> =>
  (await ask(knex, `SELECT FROM cts.person WHERE active AND kind = 'person' LIMIT 1`)).length > 0

/** Whom of some people is asked for: those in one of these roles, but the asker; of these ids only, where any are named. */
export interface Sought { readonly roles: readonly string[], readonly but: string, readonly ids?: readonly string[] | undefined, readonly limit: number }

export const peopleIn = (knex: Knex, { roles, but, ids, limit }: Sought): Promise<readonly { readonly id: string, readonly name: string }[]> => ask(knex, `
  SELECT id, name FROM cts.person
  WHERE active AND kind = 'person' AND roles && :roles::text[] AND id::text <> :but AND (:ids::text[] IS NULL OR id = ANY(:ids::uuid[]))
  ORDER BY name, id LIMIT :limit`, { roles, but, ids: ids ?? null, limit })

/** The name by which somebody signs in here, however he types it. */
export const signInName = (typed: string): string => typed.trim().normalize('NFKC').toLowerCase()

/** What is needed to know somebody for the first time. */
export interface NewPerson { readonly provider: string, readonly subject: string, readonly kind?: PersonKind | undefined, readonly name: string, readonly roles: readonly string[], readonly mail?: string | undefined, readonly sender?: string | undefined, readonly language?: string | undefined, readonly mustRenew?: boolean }

/** Adds an account; null where one of that name is there already. Resolves with its id. */
export const insertPerson = async (trx: Knex, person: NewPerson, now: Date): Promise<string | null> => {
  const { provider, subject, kind = 'person', name, roles, mail = null, sender = null, language = null, mustRenew = false } = person
  const [added] = await ask<{ id: string }>(trx, `
    INSERT INTO cts.person (id, provider, subject, kind, name, roles, mail, sender, language, must_renew, made)
    VALUES (:id, :provider, :subject, :kind, :name, :roles::text[], :mail, :sender, :language, :mustRenew, :now) ON CONFLICT (provider, subject) DO NOTHING RETURNING id`,
  { id: randomUUID(), provider, subject, kind, name, roles, mail, sender, language, mustRenew, now })
  return added?.id ?? null
}

/** Keeps a person; one known already stays as he is. Resolves with his id. */
export const keepPerson = async (trx: Knex, person: NewPerson, now: Date): Promise<string> => {
  const id = await insertPerson(trx, person, now) ?? (await personBy(trx, person.provider, person.subject))?.id
  if (id === undefined) throw new Error('a person was removed while being made')
  return id
}

/** Takes an account back that nobody has used yet. */
export const removePerson = async (trx: Knex, id: string): Promise<void> => {
  await ask(trx, 'DELETE FROM cts.person WHERE id = :id', { id })
}

/** What of an account can change. */
export interface Change { readonly roles?: readonly string[], readonly offices?: readonly string[], readonly active?: boolean, readonly language?: string, readonly mustRenew?: boolean }

export const changePerson = async (trx: Knex, id: string, change: Change): Promise<void> => {
  await ask(trx, `
    UPDATE cts.person SET roles = coalesce(:roles::text[], roles), offices = coalesce(:offices::text[], offices),
      active = coalesce(:active, active), language = coalesce(:language, language), must_renew = coalesce(:mustRenew, must_renew) WHERE id = :id`,
  { id, roles: change.roles ?? null, offices: change.offices ?? null, active: change.active ?? null, language: change.language ?? null, mustRenew: change.mustRenew ?? null })
}

/** Where the people of some roles are told of things: one address for each scheme that a notifier serves and they have. */
export const addressesOf = async (knex: Knex, roles: readonly string[], schemes: readonly string[]): Promise<readonly { readonly address: string, readonly language: string | null, readonly roles: readonly string[] }[]> => {
  if (roles.length === 0 || schemes.length === 0) return []
  const people = await ask<{ id: string, mail: string | null, language: string | null, roles: string[] }>(knex,
    `SELECT id, mail, language, roles FROM cts.person WHERE active AND kind = 'person' AND roles && :roles::text[]`, { roles })
  return people.flatMap(({ id, mail, language, roles }) => schemes.flatMap(scheme => {
    if (scheme === 'mailto') return mail === null ? [] : [{ address: `mailto:${mail}`, language, roles }]
    return [{ address: `${scheme}:${id}`, language, roles }]
  }))
}

/** Where one person is told of things. */
export const addressesOfPerson = async (knex: Knex, id: string, schemes: readonly string[]): Promise<readonly { readonly address: string, readonly language: string | null }[]> => {
  const [person] = await ask<PersonRecord>(knex, 'SELECT * FROM cts.person WHERE id::text = :id AND active', { id })
  if (person === undefined) return []
  return schemes.flatMap(scheme => scheme === 'mailto' ? (person.mail === null ? [] : [{ address: `mailto:${person.mail}`, language: person.language }]) : [{ address: `${scheme}:${id}`, language: person.language }])
}

/** A setting of the house; null where it was never set. */
export const settingOf = async (knex: Knex, key: string): Promise<unknown> =>
  (await ask<{ value: unknown }>(knex, 'SELECT value FROM cts.setting WHERE key = :key', { key }))[0]?.value ?? null

export const keepSetting = async (trx: Knex, key: string, value: unknown): Promise<void> => {
  await ask(trx, 'INSERT INTO cts.setting (key, value) VALUES (:key, :value::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value', { key, value: JSON.stringify(value) })
}

/** Uses a setting up: it is gone, and was there as expected. False where another was quicker. */
export const useSetting = async (trx: Knex, key: string, value: unknown): Promise<boolean> =>
  (await ask(trx, 'DELETE FROM cts.setting WHERE key = :key AND value = :value::jsonb RETURNING key', { key, value: JSON.stringify(value) })).length > 0
