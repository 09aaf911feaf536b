import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import knex, { type Knex } from 'knex'
import { migrate, unmigrate } from '../../core/store/migrate.ts'

/** A plugin's own tables on a real database: that of `DATABASE_URL`, or an embedded one in memory. */
export interface OwnTables {
  readonly tables: Knex
  close (): Promise<void>
}

/** Makes a plugin's tables by its migrations, up, down and up again, in a schema of their own. */
export const ownTables = async (folder: URL): Promise<OwnTables> => {
  const { connectionString, stop } = await server()
  const schema = `kit_${randomUUID().replaceAll('-', '')}`
  const tables = knex({ client: 'pg', connection: { connectionString }, searchPath: [schema], pool: { min: 0, max: 4 } })
  const database = { knex: tables, embedded: process.env['DATABASE_URL'] === undefined, reach: { connectionString }, close: async () => {} }
  const migrations = { schema, folder: fileURLToPath(new URL('migrations/', folder)) }
  await migrate(database, [migrations])
  await unmigrate(database, migrations)
  await migrate(database, [migrations])
  return {
    tables,
    async close () {
      await tables.raw('DROP SCHEMA ?? CASCADE', [schema])
      await tables.destroy()
      await stop()
    }
  }
}

const server = async (): Promise<{ readonly connectionString: string, readonly stop: () => Promise<void> }> => {
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') return { connectionString: given, stop: async () => {} }
  const embedded = await PGlite.create()
  const socket = new PGLiteSocketServer({ db: embedded, host: '127.0.0.1', port: 0, maxConnections: 8 })
  await socket.start()
  return {
    connectionString: `postgres://postgres@${socket.getServerConn()}/postgres`,
    async stop () {
      await socket.stop()
      await embedded.close()
    }
  }
}
