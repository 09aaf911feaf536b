import t from 'tap'
import type { Tallied, TallyRow } from '../../../core/contract/desk.ts'
import { tally } from '../../../core/store/tally.ts'
import { rows, ruleOn, start } from '../../journeys/administration.ts'
import { air, sea } from '../../journeys/manifests.ts'

const SPAN = { from: new Date(0), until: new Date('2100-01-01') }

/** Counted again by hand: every row fetched, grouped here and not in the database. */
const TABLES: Readonly<Record<Exclude<Tallied, 'findings' | 'outcomes'>, readonly [string, string, Readonly<Record<string, (row: Record<string, unknown>) => unknown>>]>> = {
  messages: ['message', 'received', { format: row => row['format'], sender: row => row['sender'], state: row => row['state'], channel: row => row['channel'] }],
  consignments: ['consignment', 'received', { mode: row => row['mode'], lane: row => row['lane'], state: row => row['state'], movement: row => row['movement'], office: row => row['office'] }],
  targets: ['target', 'opened', { lane: row => row['lane'], state: row => row['state'], outcome: row => row['outcome'], office: row => row['office'] }],
  steps: ['deed', 'at', { step: row => row['step'], plugin: row => row['plugin'], actor: row => row['actor'], actorName: row => row['actor_name'], to: row => row['to_state'] }],
  controls: ['control', 'at', { means: row => (row['content'] as { means: string }).means, result: row => (row['content'] as { result?: string }).result ?? null }],
  journal: ['journal', 'at', { actor: row => row['actor'], actorName: row => row['actor_name'], action: row => row['action'] }]
}

const grouped = (all: readonly unknown[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>()
  for (const each of all) counts.set(String(each), (counts.get(String(each)) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => a < b ? -1 : 1))
}

const told = (rows: readonly TallyRow[], by: string): Readonly<Record<string, number>> =>
  Object.fromEntries(rows.map((row): [string, number] => [String(row[by]), row.count]).sort(([a], [b]) => a < b ? -1 : 1))

t.test('a count', async t => {
  const house = await start(t, { files: { 'profiles.json': [ruleOn(['rosewood']), ruleOn(['logs'], { alert: [] })] } })
  const { knex } = house.server.database
  await house.send(sea({ reference: 'Y1', bills: Array.from({ length: 9 }, (_, index) => ({ number: `ABCD7700000${index}`, goods: ['ROSEWOOD LOGS', 'LOGS', 'SOAP'][index % 3] ?? '' })) }))
  await house.send(sea({ reference: 'Y2', prepared: '202612011000', function: '5', bills: [{ number: 'ABCD77000000', goods: 'ROSEWOOD LOGS, ROUGH' }] }))
  await house.send(air.ffm, 'flight', 'officer')
  await house.send('nonsense')
  const [one, two] = rows(await house.ask('officer', 'GET', '/api/v1/targets')).map(({ id }) => String(id))
  await house.ask('officer', 'POST', `/api/v1/targets/${String(one)}/steps/review`, { reason: 'low-risk' })
  await house.ask('officer', 'POST', `/api/v1/targets/${String(two)}/steps/instruct`, { means: 'scan', note: 'Look' })
  await house.ask('officer', 'POST', `/api/v1/targets/${String(two)}/steps/examine`, { means: 'scan', outcome: 'negative' })

  t.test('of anything by anything is what is there when it is counted by hand', async t => {
    for (const [of, [table, , columns]] of Object.entries(TABLES)) {
      const all = (await knex.raw<{ rows: Record<string, unknown>[] }>(`SELECT * FROM cts.${table}`)).rows
      const [total] = await tally(knex, of as Tallied, [], SPAN, 'UTC')
      t.equal(total?.count ?? 0, all.length, of)
      t.ok(all.length > 0, `${of} has something to count`)
      for (const [by, read] of Object.entries(columns)) t.same(told(await tally(knex, of as Tallied, [by], SPAN, 'UTC'), by), grouped(all.map(row => read(row) ?? null)), `${of} by ${by}`)
    }
  })

  t.test('of findings counts a consignment once for each version of a profile, however often it was assessed', async t => {
    const all = (await knex.raw<{ rows: Record<string, unknown>[] }>('SELECT * FROM cts.finding')).rows
    const once = [...new Map(all.map(row => [`${String(row['consignment'])} ${String(row['profile'])} ${String(row['profile_version'])}`, row])).values()]
    t.ok(all.length > once.length, 'some were made twice')
    t.equal((await tally(knex, 'findings', [], SPAN, 'UTC'))[0]?.count, once.length)
    t.same(told(await tally(knex, 'findings', ['title'], SPAN, 'UTC'), 'title'), grouped(once.map(row => row['title'])))
    const targets = (await knex.raw<{ rows: { consignment: string, outcome: string | null }[] }>('SELECT * FROM cts.target')).rows
    const groupOf = (row: Record<string, unknown>): string | null => {
      const outcome = targets.find(({ consignment }) => consignment === row['consignment'])?.outcome ?? null
      return outcome === null ? null : outcome === 'negative' ? 'nothing' : 'dismissed'
    }
    t.same(told(await tally(knex, 'findings', ['outcome'], SPAN, 'UTC'), 'outcome'), grouped(once.map(groupOf)))
  })

  t.test('of outcomes is by code and by group', async t => {
    t.same(told(await tally(knex, 'outcomes', ['code'], SPAN, 'UTC'), 'code'), { negative: 1, withdrawn: 1 })
    t.same(told(await tally(knex, 'outcomes', ['group'], SPAN, 'UTC'), 'group'), { 'dismissed': 1, 'nothing': 1 })
    t.same(told(await tally(knex, 'outcomes', ['reason'], SPAN, 'UTC'), 'reason'), { 'low-risk': 1, 'null': 1 })
  })

  t.test('by two things is grouped by both, and adds up to either', async t => {
    const both = await tally(knex, 'consignments', ['mode', 'lane'], SPAN, 'UTC')
    const by = (name: string): Readonly<Record<string, number>> => grouped(both.flatMap(row => Array.from({ length: row.count }, () => row[name])))
    t.same(by('lane'), told(await tally(knex, 'consignments', ['lane'], SPAN, 'UTC'), 'lane'))
    t.same(by('mode'), told(await tally(knex, 'consignments', ['mode'], SPAN, 'UTC'), 'mode'))
  })

  t.test('of a day is of that day by the administration’s clock, from its first moment to before its last', async t => {
    await knex.raw(`UPDATE cts.message SET received = '2026-03-01T23:30:00Z'`)
    t.same(told(await tally(knex, 'messages', ['day'], SPAN, 'UTC'), 'day'), { '2026-03-01': 4 })
    t.same(told(await tally(knex, 'messages', ['day'], SPAN, 'Africa/Nairobi'), 'day'), { '2026-03-02': 4 })
    const at = new Date('2026-03-01T23:30:00Z')
    t.equal((await tally(knex, 'messages', [], { from: at, until: new Date(at.getTime() + 1) }, 'UTC'))[0]?.count, 4, 'from is within')
    t.equal((await tally(knex, 'messages', [], { from: new Date(0), until: at }, 'UTC'))[0]?.count, 0, 'until is not')
  })

  t.test('by what is not counted by is refused, and never becomes a question', async t => {
    for (const by of ['nothing', 'constructor', '__proto__', "mode'; DROP TABLE cts.message; --"]) await t.rejects(tally(knex, 'messages', [by], SPAN, 'UTC'), { message: /^tally-unknown/ }, by)
  })
})
