import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Test } from 'tap'
import { HOUSE } from '../../core/host/house.ts'
import { openDatabase, type Database } from '../../core/store/database.ts'
import { makeFolder, startEmbedded } from '../../core/store/embedded.ts'
import { migrate, type Migrations } from '../../core/store/migrate.ts'

/** Where a test's own database is: a URL of a fresh one on PostgreSQL, or none and a data folder that holds a fresh embedded one. */
export interface Place { readonly databaseUrl: string | undefined, readonly data: string, remove (): Promise<void> }

// Making an embedded folder takes seconds: it is made once on a machine and copied.
const embeddedTemplate = async (): Promise<string> => {
  const folder = join(tmpdir(), `cts-embedded-${process.versions.node}`)
  for (let tries = 0; !existsSync(join(folder, 'PG_VERSION')); tries++) {
    const own = await mkdtemp(join(tmpdir(), 'cts-make-'))
    await makeFolder(join(own, 'database'))
    await cp(join(own, 'database'), `${folder}.${process.pid}`, { recursive: true })
    await rm(own, { recursive: true, force: true })
    const { rename } = await import('node:fs/promises')
    await rename(`${folder}.${process.pid}`, folder).catch((error: unknown) => { if (!existsSync(folder) || tries > 3) throw error })
    await rm(`${folder}.${process.pid}`, { recursive: true, force: true })
  }
  return folder
}

const onServer = async (url: string): Promise<{ readonly url: string, drop (): Promise<void> }> => {
  const name = `cts_test_${randomBytes(6).toString('hex')}`
  const run = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await run(`CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** A fresh database and data folder: on the server DATABASE_URL names, else embedded. */
export const freshPlace = async (): Promise<Place> => {
  const data = await mkdtemp(join(tmpdir(), 'cts-test-'))
  const base = process.env['DATABASE_URL']
  if (base !== undefined && base !== '') {
    const { url, drop } = await onServer(base)
    return { databaseUrl: url, data, async remove () { await drop(); await rm(data, { recursive: true, force: true }) } }
  }
  await cp(await embeddedTemplate(), join(data, 'database'), { recursive: true })
  return { databaseUrl: undefined, data, remove: () => rm(data, { recursive: true, force: true }) }
}

/** Core's own migrations. */
export const CORE: Migrations = { schema: 'cts', folder: join(HOUSE, 'migrations') }

/** A fresh database, open, with the tables of these migrations; closed and removed when the test ends. */
export const freshDatabase = async (t: Test, migrations: readonly Migrations[] = [CORE]): Promise<Database> => {
  const { databaseUrl, data, remove } = await freshPlace()
  const embedded = databaseUrl === undefined ? await startEmbedded(join(data, 'database')) : null
  const database = openDatabase(embedded?.reach ?? { connectionString: databaseUrl ?? '' }, embedded !== null)
  t.teardown(async () => {
    await database.close()
    await embedded?.close()
    await remove()
  })
  await migrate(database, migrations)
  return database
}
