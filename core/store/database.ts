import knex, { type Knex } from 'knex'
import pg from 'pg'
import type { Reach } from './embedded.ts'

/** An open database: PostgreSQL 15 or newer, or the embedded one. */
export interface Database {
  readonly knex: Knex
  readonly embedded: boolean
  readonly reach: Reach
  close (): Promise<void>
}

const INT8 = 20
const NUMERIC = 1700

/** Opens a pool of connections. Counts and figures come as numbers: none of ours passes 2^53. */
export const openDatabase = (reach: Reach, embedded: boolean, most = 10): Database => {
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === INT8 || oid === NUMERIC ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser
  }
  const connection = knex({
    client: 'pg',
    connection: { ...reach, types } as Knex.PgConnectionConfig,
    pool: { min: 0, max: most },
    acquireConnectionTimeout: 60_000
  })
  return { knex: connection, embedded, reach, close: () => connection.destroy() }
}

/** Runs work in one transaction: everything inside is asked through it, never beside it. */
export const transact = <T>(database: Database, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  database.knex.transaction(trx => work(trx))

/** Names that PostgreSQL gives what is wrong with a connection, not with a question: worth another try. */
const PASSING = /^(08|53|57P|40001|40P01)/

/** Names the operating system and PostgreSQL (disk_full) have for a disk with no room left. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100'])

/** Whether something could not be kept because a disk is full: ours, or the database's. */
export const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && FULL.has(String(error.code))

/** Whether a failure is the connection's or the moment's, so that the same work may be tried again. */
export const passing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return PASSING.test(code) || /ECONN|EPIPE|ENOENT|terminated unexpectedly|Timeout acquiring|Connection ended/.test(code + error.message)
}
