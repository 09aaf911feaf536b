import type { Knex } from 'knex'

/** What PostgreSQL can keep as text: no NUL, no half of a surrogate pair. Everything else stays as sent. */
const keepable = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed()

const cleaned = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string') return keepable(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  // A name a stranger chose, such as a place code, may hold what no name in JSON can.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [keepable(name), inner]))
}

/** Whether PostgreSQL accepts some JSON as it is. */
export const isKeepable = (plain: string): boolean => !plain.includes('\\u0000') && !/\\ud[89a-f]/i.test(plain)

/** JSON that PostgreSQL accepts, whatever strangers wrote into it. */
export const json = (value: unknown): string => {
  const plain = JSON.stringify(value)
  return isKeepable(plain) ? plain : JSON.stringify(value, cleaned)
}

/** A value as it will be when it is read from the store again. */
export const asKept = <T>(value: T): T => JSON.parse(JSON.stringify(value, cleaned)) as T

/** A text for a parameter of its own. */
export const keepableText = keepable

/** Bytes for a row that is inserted as JSON. */
export const bytea = (bytes: Uint8Array): string => '\\x' + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

/** Inserts many rows at once; `columns` are theirs, `then` what follows (ON CONFLICT …, RETURNING …). The table's own row type reads them. */
export const insertMany = async <R = unknown>(trx: Knex, table: string, columns: readonly string[], rows: readonly object[], then = ''): Promise<readonly R[]> => {
  if (rows.length === 0) return []
  const names = columns.join(', ')
  const answer: { rows: R[] } = await trx.raw(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, ?::jsonb) ${then}`, [json(rows)])
  return answer.rows
}

/** The rows of a raw question. What an asker sends may hold a NUL: it is asked for as it would be kept. */
export const ask = async <R>(trx: Knex, sql: string, values: Readonly<Record<string, unknown>> = {}): Promise<readonly R[]> => {
  const bound = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? keepable(value) : value]))
  const answer: { rows: R[] } = await trx.raw(sql, bound as Knex.RawBinding)
  return answer.rows
}
