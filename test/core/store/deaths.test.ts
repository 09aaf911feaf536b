import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import t from 'tap'
import { countDeath, countSweepDeath, forgetDeaths, leaveOut, leftOutOfAll } from '../../../core/store/deaths.ts'
import { moveCursor } from '../../../core/store/messages.ts'
import { freshDatabase } from '../../support/database.ts'

const one = async (knex: Knex, sql: string, values: Record<string, string> = {}): Promise<Record<string, unknown>> =>
  (await knex.raw<{ rows: Record<string, unknown>[] }>(sql, values)).rows[0] ?? {}

const message = async (knex: Knex): Promise<{ readonly id: string, seen (): Promise<Record<string, unknown>> }> => {
  const id = randomUUID()
  await knex.raw(`INSERT INTO cts.message (id, sender, channel, sha256, size) VALUES (?, 'A', 'api', ?, 1)`, [id, id])
  return { id, seen: () => one(knex, 'SELECT attempts, deaths, alone, left_out, read FROM cts.message WHERE id = :id', { id }) }
}

const consignment = async (knex: Knex): Promise<{ readonly id: string, seen (): Promise<Record<string, unknown>> }> => {
  const id = randomUUID()
  await knex.raw(`INSERT INTO cts.consignment (id, mode, key, version, received, changed, kind, equipment, words, state, lane) VALUES (?, 'sea', ?, 1, now(), now(), 'bill', '{}', '', 'assessed', 'green')`, [id, id])
  await knex.raw(`INSERT INTO cts.assessment (consignment, version, change, made, state, score, lane, gaps, facts) VALUES (?, 1, 1, now(), 'assessed', 0, 'green', '[]', '{}')`, [id])
  return { id, seen: () => one(knex, 'SELECT c.tried, c.left_out, c.state, c.lane, a.state AS assessed, a.gaps FROM cts.consignment c JOIN cts.assessment a ON a.consignment = c.id WHERE c.id = :id', { id }) }
}

t.test('a death at a message', async t => {
  const { knex } = await freshDatabase(t)
  const { id, seen } = await message(knex)

  t.test('has what is at its cursor read by itself first, and only then without the plugin it died of', async t => {
    t.equal(await countDeath(knex, id, 'profile/rule'), null)
    t.match(await seen(), { attempts: 1, alone: true, left_out: { length: 0 } })
    t.equal(await countDeath(knex, id, 'profile/rule'), null)
    t.match(await seen(), { attempts: 2, left_out: ['profile/rule'] })
  })

  t.test('is forgotten where the cursor moves on', async t => {
    await moveCursor(knex, id, { place: 1, consignments: 1, assessed: 1, errors: 0, warnings: 0, mode: null })
    t.match(await seen(), { attempts: 0, deaths: 2, alone: false, left_out: { length: 0 } })
  })

  t.test('and another and another leave the plugin out to its end', async t => {
    for (let deaths = 2; deaths < 8; deaths += 2) {
      for (const plugin of ['profile/rule', 'profile/rule']) await countDeath(knex, id, plugin)
      await moveCursor(knex, id, { place: deaths, consignments: 1, assessed: 1, errors: 0, warnings: 0, mode: null })
    }
    t.match(await seen(), { deaths: 8, left_out: ['profile/rule'] })
  })

  t.test('four times at one place tells the place', async t => {
    t.same([await countDeath(knex, id, null), await countDeath(knex, id, null), await countDeath(knex, id, null)], [null, null, null])
    t.equal(await countDeath(knex, id, null), 6)
  })

  t.test('is forgotten when the server is started anew', async t => {
    await forgetDeaths(knex)
    t.match(await seen(), { attempts: 0, deaths: 0, alone: false, left_out: { length: 0 } })
  })
})

t.test('a death in a sweep', async t => {
  const { knex } = await freshDatabase(t)
  const [a, b] = [await consignment(knex), await consignment(knex)]

  t.test('of many has each tried by itself, with all plugins', async t => {
    await countSweepDeath(knex, [a.id, b.id], 'profile/rule')
    for (const each of [a, b]) t.match(await each.seen(), { tried: 1, left_out: { length: 0 }, state: 'assessed' })
  })

  t.test('of one leaves out what it died of', async t => {
    await countSweepDeath(knex, [a.id], 'profile/rule')
    t.match(await a.seen(), { tried: 2, left_out: ['profile/rule'], state: 'assessed', gaps: { length: 0 } })
  })

  t.test('that comes again and again leaves it incomplete, never green, and says so', async t => {
    for (const plugin of [null, null]) await countSweepDeath(knex, [a.id], plugin)
    t.match(await a.seen(), { tried: 4, state: 'incomplete', lane: 'amber', assessed: 'incomplete', gaps: [{ plugin: 'core', failed: 'left-out' }] })
    t.match(await b.seen(), { tried: 1, lane: 'green' })
  })
})

t.test('a plugin that was left out of everything is so until the server is started anew', async t => {
  const { knex } = await freshDatabase(t)
  for (const plugin of ['profile/rule', 'enricher/history', 'profile/rule']) await leaveOut(knex, plugin)
  t.same(await leftOutOfAll(knex), ['profile/rule', 'enricher/history'])
  await forgetDeaths(knex)
  t.same(await leftOutOfAll(knex), [])
})
