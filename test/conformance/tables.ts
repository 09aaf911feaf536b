import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import type { Plugin } from 'wco-cts'
import { schemaOf } from '../../core/host/find.ts'
import { openDatabase } from '../../core/store/database.ts'
import { startEmbedded, type Reach } from '../../core/store/embedded.ts'
import { migrate, unmigrate } from '../../core/store/migrate.ts'
import { ownTables as tablesOf } from '../../core/store/own-tables.ts'
import { freshPlace } from '../support/database.ts'

/** A plugin's own tables on a real database: one made on the server of `DATABASE_URL`, or an embedded one in memory. */
export interface OwnTables {
  readonly tables: Knex
  close (): Promise<void>
}

/** Makes a plugin's tables by its migrations, up, down and up again, and hands them as its host does. */
export const ownTables = async (plugin: Plugin, folder: URL): Promise<OwnTables> => {
  const { reach, stop } = await server()
  const database = openDatabase(reach, true, 4)
  const migrations = { schema: schemaOf(plugin.id), folder: fileURLToPath(new URL('migrations/', folder)) }
  await migrate(database, [migrations])
  await unmigrate(database, migrations)
  await migrate(database, [migrations])
  return {
    tables: tablesOf(database.knex, migrations.schema),
    async close () {
      await database.close()
      await stop()
    }
  }
}

interface Server { readonly reach: Reach, stop (): Promise<void> }

// Migrations name their schema, so tests that run side by side need a database each.
const server = async (): Promise<Server> => {
  const place = await freshPlace()
  if (place.databaseUrl !== undefined) return { reach: { connectionString: place.databaseUrl }, stop: place.remove }
  const embedded = await startEmbedded(join(place.data, 'database'))
  return {
    reach: embedded.reach,
    async stop () {
      await embedded.close()
      await place.remove()
    }
  }
}
