import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import knex, { type Knex } from 'knex'
import type { Plugin } from 'wco-cts'
import { schemaOf } from '../../core/host/find.ts'
import { migrate, unmigrate } from '../../core/store/migrate.ts'
import { ownTables as tablesOf } from '../../core/store/own-tables.ts'

/** A plugin's own tables on a real database: one made on the server of `DATABASE_URL`, or an embedded one in memory. */
export interface OwnTables {
  readonly tables: Knex
  close (): Promise<void>
}

/** Makes a plugin's tables by its migrations, up, down and up again, and hands them as its host does. */
export const ownTables = async (plugin: Plugin, folder: URL): Promise<OwnTables> => {
  const { connectionString, stop } = await server()
  const connection = knex({ client: 'pg', connection: { connectionString }, pool: { min: 0, max: 4 } })
  const database = { knex: connection, embedded: true, reach: { connectionString }, close: async () => {} }
  const migrations = { schema: schemaOf(plugin.id), folder: fileURLToPath(new URL('migrations/', folder)) }
  await migrate(database, [migrations])
  await unmigrate(database, migrations)
  await migrate(database, [migrations])
  return {
    tables: tablesOf(connection, migrations.schema),
    async close () {
      await connection.destroy()
      await stop()
    }
  }
}

interface Server { readonly connectionString: string, stop (): Promise<void> }

const server = async (): Promise<Server> => {
  const given = process.env['DATABASE_URL']
  return given === undefined || given === '' ? embedded() : ownDatabase(given)
}

const embedded = async (): Promise<Server> => {
  const database = await PGlite.create()
  const socket = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 8 })
  await socket.start()
  return {
    connectionString: `postgres://postgres@${socket.getServerConn()}/postgres`,
    async stop () {
      await socket.stop()
      await database.close()
    }
  }
}

// Migrations name their schema, so tests that run side by side need a database each.
const ownDatabase = async (url: string): Promise<Server> => {
  const name = `kit_${randomUUID().replaceAll('-', '')}`
  const asked = async (sql: string): Promise<void> => {
    const admin = knex({ client: 'pg', connection: { connectionString: url }, pool: { min: 0, max: 1 } })
    await admin.raw(sql, [name])
    await admin.destroy()
  }
  await asked('CREATE DATABASE ??')
  const own = new URL(url)
  own.pathname = `/${name}`
  return { connectionString: own.href, stop: async () => asked('DROP DATABASE ?? WITH (FORCE)') }
}
