import t from 'tap'
import { linkedTo } from '../../../core/store/cargo-views.ts'
import { OPEN, UNTIL } from '../../../core/store/open-cargo.ts'
import { ask } from '../../../core/store/rows.ts'
import { freshDatabase } from '../../support/database.ts'

const SHARED = 10_000

t.test('among tens of thousands of consignments', { timeout: 120_000 }, async t => {
  const { knex } = await freshDatabase(t)
  // One in twenty has not arrived yet; two in three share a container or a master with ten thousand others.
  await ask(knex, `
    INSERT INTO cts.consignment (id, mode, key, version, received, changed, number, kind, equipment, arrival, words, state, lane, score, covered, cancelled)
    SELECT gen_random_uuid(), 'sea', 'key ' || n, 1, now() - (n % 400) * interval '1 day', now(), 'BL' || n, 'bill', '{}',
      CASE WHEN n % 7 > 0 THEN now() - ((n % 400) - 20) * interval '1 day' END, '', 'assessed', 'green', 1, n % 3, n % 50 = 0 FROM generate_series(1, 30000) n`)
  await ask(knex, `
    INSERT INTO cts.consignment_link SELECT CASE WHEN n <= ${SHARED} THEN 'container' ELSE 'master' END, 'shared', id
    FROM (SELECT id, substr(key, 5)::int AS n FROM cts.consignment) c WHERE n <= ${2 * SHARED}`)
  await ask(knex, `INSERT INTO cts.consignment_link SELECT 'key', key, id FROM cts.consignment`)
  await ask(knex, `INSERT INTO cts.consignment_link SELECT 'key', 'shared', id FROM cts.consignment WHERE key = 'key 30000'`)
  await ask(knex, 'ANALYZE')

  t.test('what is open is found without a look at what is not', async t => {
    const plan = (await ask<Record<string, string>>(knex, `EXPLAIN (ANALYZE, TIMING OFF) SELECT id FROM cts.consignment WHERE covered < 2 AND ${OPEN} ORDER BY ${UNTIL} LIMIT 500`)).map(row => Object.values(row)[0]).join('\n')
    t.match(plan, /Index Scan using consignment_open/)
    t.match(plan, /Index Cond: .*now\(\)/, plan)
    t.notMatch(plan, /Rows Removed by Filter/)
  })

  t.test('what is open is what has not arrived a day ago, or came without an arrival in the last thirty', async t => {
    const [differing] = await ask<{ n: number }>(knex, `
      SELECT count(*) AS n FROM cts.consignment WHERE (${OPEN}) IS DISTINCT FROM
        (NOT cancelled AND version > 0 AND CASE WHEN arrival IS NULL THEN received > now() - interval '720 hours' ELSE arrival > now() - interval '24 hours' END)`)
    t.equal(differing?.n, 0)
  })

  t.test('those linked to one are found in a moment, however many share its container or its master', async t => {
    for (const [key, first] of [['key 1', 'container'], [`key ${SHARED + 1}`, 'master'], ['key 30000', 'house']] as const) {
      const [{ id } = { id: '' }] = await ask<{ id: string }>(knex, 'SELECT id FROM cts.consignment WHERE key = :key', { key })
      const took: number[] = []
      for (let times = 0; times < 5; times++) {
        const started = performance.now()
        const linked = await linkedTo(knex, id)
        took.push(performance.now() - started)
        t.match(linked, { length: 100, 0: { scheme: first } }, key)
        t.notOk(linked.some(({ consignment }) => consignment === id), 'and not itself')
      }
      t.ok(Math.min(...took) < 50, `${key}: ${took.map(Math.round).join(', ')} ms`)
    }
  })
})
