import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Knex } from 'knex'
import pg from 'pg'
import type { Database } from './database.ts'

/** A folder of migrations and the Postgres schema they belong to. */
export interface Migrations { readonly schema: string, readonly folder: string }

interface Step { up (knex: Knex): Promise<void>, down (knex: Knex): Promise<void> }

const isStep = (module: unknown): module is Step =>
  typeof module === 'object' && module !== null && 'up' in module && 'down' in module

/** Names drop the file's ending: `.ts` today and `.js` tomorrow are the same migration. */
const sourceOf = (folder: string): Knex.MigrationSource<string> => ({
  getMigrations: async () => (await readdir(folder).catch(() => [])).filter(name => /\.(ts|js)$/.test(name) && !name.endsWith('.test.ts')).sort(),
  getMigrationName: file => basename(file, extname(file)),
  getMigration: async file => {
    const module: unknown = await import(pathToFileURL(join(folder, file)).href)
    if (!isStep(module)) throw new Error(`${file} does not export up and down`)
    return module
  }
})

const configured = ({ schema, folder }: Migrations): Knex.MigratorConfig =>
  ({ migrationSource: sourceOf(folder), schemaName: schema, tableName: 'migration' })

const LOCK = 7_310_771

/** One server migrates at a time; another waits. The lock goes with its connection. */
const alone = async <T>(database: Database, work: () => Promise<T>): Promise<T> => {
  if (database.embedded) return work()
  const client = new pg.Client(database.reach)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    return await work()
  } finally {
    await client.end()
  }
}

/** A killed server may have left Knex's own lock behind; ours makes sure nobody holds it. */
const free = async (knex: Knex, { schema }: Migrations): Promise<void> => {
  const there = await knex.schema.withSchema(schema).hasTable('migration_lock')
  if (there) await knex.withSchema(schema).table('migration_lock').whereNot({ is_locked: 0 }).update({ is_locked: 0 })
}

/** Brings every schema up to date; resolves with how many migrations ran. */
export const migrate = (database: Database, all: readonly Migrations[]): Promise<number> => alone(database, async () => {
  let ran = 0
  for (const each of all) {
    await database.knex.raw('CREATE SCHEMA IF NOT EXISTS ??', [each.schema])
    await free(database.knex, each)
    const [, names] = await database.knex.migrate.latest(configured(each)) as [number, string[]]
    ran += names.length
  }
  return ran
})

/** Migrations not yet run, by schema: what `cts check` tells. */
export const pending = async (database: Database, each: Migrations): Promise<readonly string[]> => {
  const files = await sourceOf(each.folder).getMigrations([])
  const there = await database.knex.schema.withSchema(each.schema).hasTable('migration')
  const done = there ? await database.knex.withSchema(each.schema).table('migration').pluck<string[]>('name') : []
  return files.map(file => basename(file, extname(file))).filter(name => !done.includes(name))
}

/** Takes every migration of a schema back, newest first. */
export const unmigrate = (database: Database, each: Migrations): Promise<void> => alone(database, async () => {
  await database.knex.migrate.rollback(configured(each), true)
})
