import { Pool, types as its, type ClientBase, type CustomTypesConfig } from 'pg'
import type { Reach } from '../../core/store/embedded.ts'

/** The database as the checker sees it: one moment of it, asked in plain SQL and never by what the server asks with. */
export interface Ledger {
  ask<R extends object> (sql: string, values?: readonly unknown[]): Promise<readonly R[]>
}

/** A way of its own into the database. Several questions are asked of the same moment. */
export interface Books {
  at<T> (look: (ledger: Ledger) => Promise<T>): Promise<T>
  close (): Promise<void>
}

const INT8 = 20

/** Types by which counts come as numbers. */
export const counting = { getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown => oid === INT8 ? Number : its.getTypeParser(oid, format as 'text') } as CustomTypesConfig

/** Asks through one connection, within whatever transaction it is in. */
export const ledgerOf = (client: ClientBase): Ledger => ({ ask: async (sql, values = []) => (await client.query(sql, [...values])).rows })

/** Opens the books of a database. */
export const openBooks = (reach: Reach): Books => {
  const pool = new Pool({ ...reach, application_name: 'ledger', max: 3, types: counting })
  pool.on('error', () => {}) // the embedded database ends with its server
  return {
    async at (look) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        const found = await look(ledgerOf(client))
        await client.query('COMMIT')
        client.release()
        return found
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    close: () => pool.end()
  }
}
