import { randomUUID } from 'node:crypto'
import t from 'tap'
import { claimKeys, holding, standing, unclaimed } from '../../../core/store/consignments.ts'
import { transact } from '../../../core/store/database.ts'
import { countKeys, countOutcome, keepKeys } from '../../../core/store/keys.ts'
import { ask } from '../../../core/store/rows.ts'
import { lockTarget, openTargets } from '../../../core/store/targets.ts'
import { freshDatabase } from '../../support/database.ts'

// Names that a database's own collation puts in another order than their code units are in, from both sides of the surrogates.
const NAMES = ['a', 'A', 'b', 'B', 'z-1', 'z1', 'Z 1', 'é', 'E', 'ﬀ', '𝔸', '中', '_', '-', '9', '10']
const shuffled = <T>(all: readonly T[]): T[] => all.map(one => ({ one, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ one }) => one)
const some = <T>(all: readonly T[]): T[] => shuffled(all).slice(0, 10)

t.test('transactions that lock the same rows', { timeout: 210_000 }, async t => {
  const database = await freshDatabase(t)
  // As in a database of an administration whose language sorts otherwise; the embedded one knows no other order.
  if (!database.embedded) {
    await ask(database.knex, `ALTER TABLE cts.key_tally ALTER COLUMN kind TYPE text COLLATE "en-x-icu", ALTER COLUMN value TYPE text COLLATE "en-x-icu"`)
    await ask(database.knex, `ALTER TABLE cts.consignment_key ALTER COLUMN kind TYPE text COLLATE "en-x-icu", ALTER COLUMN value TYPE text COLLATE "en-x-icu"`)
    await ask(database.knex, `ALTER TABLE cts.consignment ALTER COLUMN key TYPE text COLLATE "en-x-icu"`)
    // Slow enough for two to meet half way.
    await ask(database.knex, `CREATE FUNCTION cts.slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END $$`)
    for (const table of ['key_tally', 'consignment']) await ask(database.knex, `CREATE TRIGGER slowly BEFORE INSERT OR UPDATE ON cts.${table} FOR EACH ROW EXECUTE FUNCTION cts.slowly()`)
  }
  const now = new Date()
  const failures: string[] = []
  const rounds = database.embedded ? 10 : 25
  const together = async (workers: readonly (() => Promise<unknown>)[]): Promise<void> => {
    await Promise.all(workers.map(async work => {
      for (let round = 0; round < rounds; round++) await work().catch((error: unknown) => { failures.push(String(error)) })
    }))
  }

  t.test('of consignments by their keys, in whatever order these come, wait but for their turn', { timeout: 100_000 }, async t => {
    const batch = (): Promise<unknown> => transact(database, async trx => {
      const keys = some(NAMES)
      const fresh = await unclaimed(trx, 'sea', keys)
      await claimKeys(trx, fresh.map(key => ({ id: randomUUID(), mode: 'sea', key, received: now })))
      const held = await standing(trx, 'sea', keys)
      if (held.size !== keys.length) throw new Error(`${held.size} of ${keys.length} are held`)
      // Some are taken back, so that claims cross again and again.
      await ask(trx, 'DELETE FROM cts.consignment WHERE id = ANY(:ids::uuid[])', { ids: some([...held.values()]).map(({ id }) => id) })
    })
    await together([batch, batch, batch, batch])
    t.same([...new Set(failures.splice(0))], [])
  })

  t.test('of consignments by what they have in common, beside batches, wait but for their turn', { timeout: 100_000 }, async t => {
    const modes = ['sea', 'air']
    const batch = (): Promise<unknown> => transact(database, async trx => {
      const [mode = 'sea'] = shuffled(modes)
      const keys = some(NAMES)
      const fresh = await unclaimed(trx, mode, keys)
      await claimKeys(trx, fresh.map(key => ({ id: randomUUID(), mode, key, received: now })))
      await standing(trx, mode, keys)
    })
    const sweep = (): Promise<unknown> => ask(database.knex, `${holding('version = 0')} UPDATE cts.consignment c SET tried = tried + 1 FROM held WHERE c.id = held.id`)
    const death = async (): Promise<unknown> => {
      const consignments = shuffled(await ask<{ id: string }>(database.knex, 'SELECT id FROM cts.consignment')).slice(0, 15).map(({ id }) => id)
      return ask(database.knex, `${holding('id = ANY(:consignments::uuid[])')} UPDATE cts.consignment c SET tried = 0 FROM held WHERE c.id = held.id`, { consignments })
    }
    await together([batch, batch, batch, sweep, sweep, death])
    t.same([...new Set(failures.splice(0))], [])
  })

  t.test('of targets and of key tallies, batches and officers beside each other, wait but for their turn', { timeout: 100_000 }, async t => {
    const ended: string[] = []
    const batch = (): Promise<unknown> => transact(database, async trx => {
      const [old, fresh] = [ended.at(-1), randomUUID()]
      const ids = [fresh, ...old === undefined ? [] : [old]]
      // Whoever writes about a consignment has locked it: here without a row of its own.
      if (old !== undefined) await ask(trx, 'SELECT pg_advisory_xact_lock(hashtext(:old))', { old })
      const counts = await keepKeys(trx, ids.flatMap(consignment => some(NAMES).map(value => ({ kind: 'party', value, consignment, known: null }))))
      const { opened } = await openTargets(trx, 'proposed', ids.map(consignment => ({ mayOpen: true, isNew: consignment === fresh, consignment, version: 1, findings: [], lane: 'red', score: 80, office: null, due: null, roles: [] })), now)
      await countKeys(trx, counts, [...opened.keys()], now)
      ended.push(fresh)
    })
    const officer = (): Promise<unknown> => transact(database, async trx => {
      const [one] = shuffled(await ask<{ id: string, consignment: string }>(trx, 'SELECT id, consignment FROM cts.target LIMIT 20'))
      if (one === undefined || await lockTarget(trx, one.id) === null) return
      await countOutcome(trx, one.consignment, 'negative')
    })
    await together([batch, batch, batch, officer, officer, officer])
    t.same([...new Set(failures.splice(0))], [])
    const [sums] = await ask<{ tallied: number, kept: number }>(database.knex, 'SELECT (SELECT sum(consignments) FROM cts.key_tally) AS tallied, (SELECT count(*) FROM cts.consignment_key) AS kept')
    t.equal(sums?.tallied, sums?.kept, 'each key of each consignment is counted once')
    const [targets] = await ask<{ wrong: number }>(database.knex, `
      SELECT count(*) AS wrong FROM cts.key_tally k WHERE targets > (SELECT count(*) FROM cts.consignment_key c JOIN cts.target t USING (consignment) WHERE c.kind = k.kind AND c.value = k.value)`)
    t.equal(targets?.wrong, 0, 'and each target at most once')
  })
})
