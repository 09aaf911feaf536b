import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { schemaOf } from '../../../core/host/find.ts'
import { HOUSE } from '../../../core/host/house.ts'
import type { Database } from '../../../core/store/database.ts'
import { migrate, pending, unmigrate, type Migrations } from '../../../core/store/migrate.ts'
import { CORE, freshDatabase } from '../../support/database.ts'

const ofPlugins: readonly Migrations[] = readdirSync(join(HOUSE, 'plugins')).flatMap(kind => readdirSync(join(HOUSE, 'plugins', kind)).map(name => `${kind}/${name}`))
  .map(id => ({ schema: schemaOf(id), folder: join(HOUSE, 'plugins', id, 'migrations') })).filter(({ folder }) => existsSync(folder))

/** Every column, index and constraint of some schemas, in words. */
const drawn = async ({ knex }: Database): Promise<readonly string[]> => (await knex.raw<{ rows: { line: string }[] }>(`
  SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public') AND table_name NOT LIKE 'migration%'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public') AND tablename NOT LIKE 'migration%'
  UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'public') AND conrelid <> 0 AND conrelid::regclass::text NOT LIKE '%.migration%'
  ORDER BY 1`)).rows.map(({ line }) => line)

t.test('the migrations of core and of every plugin go up, down and up again to the same tables', async t => {
  const all = [CORE, ...ofPlugins]
  const database = await freshDatabase(t, [])
  t.same(await drawn(database), [])
  const ran = await migrate(database, all)
  t.ok(ran >= all.length)
  const first = await drawn(database)
  t.ok(first.length > 200, `${first.length} things`)
  for (const each of [...all].reverse()) await unmigrate(database, each)
  t.same(await drawn(database), [], 'nothing is left')
  t.equal(await migrate(database, all), ran)
  t.same(await drawn(database), first)
})

t.test('a migration runs once, also where two servers start at once', async t => {
  const database = await freshDatabase(t, [])
  const before = await pending(database, CORE)
  t.ok(before.length > 0)
  const ran = database.embedded ? [await migrate(database, [CORE]), await migrate(database, [CORE])] : await Promise.all([migrate(database, [CORE]), migrate(database, [CORE])])
  t.same([...ran].sort((a, b) => a - b), [0, before.length])
  t.same(await pending(database, CORE), [])
})

t.test('a lock that a killed migration left behind keeps nobody out', async t => {
  const database = await freshDatabase(t)
  await database.knex.raw('UPDATE cts.migration_lock SET is_locked = 1')
  t.equal(await migrate(database, [CORE]), 0)
})
