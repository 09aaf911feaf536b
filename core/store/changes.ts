import type { Knex } from 'knex'
import { ask } from './rows.ts'

/** One numbered change of what is in force: a profile published or retired, a list changed. */
export interface Change { readonly number: number, readonly kind: 'profile' | 'list', readonly subject: string }

/** Numbers a change, in the order changes commit: the counter's row is locked until then. */
export const numberChange = async (trx: Knex, kind: Change['kind'], subject: string): Promise<number> => {
  const [row] = await ask<{ newest: number }>(trx, 'UPDATE cts.change_number SET newest = newest + 1 RETURNING newest')
  if (row === undefined) throw new Error('the change counter is missing')
  await ask(trx, 'INSERT INTO cts.change (number, kind, subject) VALUES (:number, :kind, :subject)', { number: row.newest, kind, subject })
  return row.newest
}

export const newestChange = async (knex: Knex): Promise<number> =>
  (await ask<{ newest: number }>(knex, 'SELECT newest FROM cts.change_number'))[0]?.newest ?? 0

export const changesSince = (knex: Knex, number: number): Promise<readonly Change[]> =>
  ask<Change>(knex, 'SELECT number, kind, subject FROM cts.change WHERE number > :number ORDER BY number', { number })
