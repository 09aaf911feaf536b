import t from 'tap'
import type { WatchEntry } from 'wco-cts'
import { newDay } from '../../../core/flow/validity.ts'
import { changesSince, newestChange } from '../../../core/store/changes.ts'
import { transact } from '../../../core/store/database.ts'
import { keepEntry, keepList } from '../../../core/store/lists.ts'
import { freshDatabase } from '../../support/database.ts'

const AUTHOR = { id: 'officer', name: 'Amina Otieno' }

t.test('when the day of an entry comes', async t => {
  const database = await freshDatabase(t)
  const made = new Date('2026-03-01T12:00:00Z')
  const entry = (list: string, dates: Partial<WatchEntry>, state: 'in-force' | 'waiting' = 'in-force'): Promise<unknown> => transact(database, async trx => {
    await keepList(trx, { id: list, title: list, kind: 'party', level: 'national', owner: AUTHOR.id }, made)
    await keepEntry(trx, list, { key: `${list} ${JSON.stringify(dates)}`, kind: 'party', names: [], identifiers: [], countries: [], addresses: [], reason: 'x', ...dates }, state, AUTHOR, made)
  })
  /** What is numbered when a server in a zone looks at a moment. */
  const looked = async (moment: string, zone = 'Africa/Nairobi'): Promise<readonly string[]> => {
    const before = await newestChange(database.knex)
    await newDay({ database, locale: { zone } }, { id: 'system', name: 'system' }, new Date(moment))
    return (await changesSince(database.knex, before)).map(({ kind, subject }) => `${kind} ${subject}`).sort()
  }
  await entry('always', {})
  await entry('begins', { from: '2026-03-03' })
  await entry('ends', { until: '2026-03-02' })
  await entry('later', { from: '2026-03-05', until: '2026-03-06' })
  await entry('unsigned', { from: '2026-03-03' }, 'waiting')

  t.test('the first look numbers nothing: what is in force was assessed with as it was made', async t => {
    t.same(await looked('2026-03-02T10:00:00Z'), [])
  })
  t.test('nothing is numbered before the administration’s own midnight', async t => {
    t.same(await looked('2026-03-02T20:59:00Z'), [])
  })
  t.test('each list with an entry that begins or has ended is numbered, once', async t => {
    t.same(await looked('2026-03-02T21:02:00Z'), ['list begins', 'list ends'])
    t.same(await looked('2026-03-02T21:03:00Z'), [])
    t.same(await looked('2026-03-03T20:00:00Z'), [])
    const { rows } = await database.knex.raw<{ rows: object[] }>(`SELECT actor, action, subject, detail FROM cts.journal ORDER BY subject`)
    t.match(rows, [{ actor: 'system', action: 'list.came-due', subject: 'begins', detail: { after: '2026-03-02', day: '2026-03-03' } }, { subject: 'ends' }])
  })
  t.test('what came due while no server ran is numbered at the next start', async t => {
    t.same(await looked('2026-03-20T12:00:00Z'), ['list later'])
  })
  t.test('a clock that is set back takes back what it had brought', async t => {
    t.same(await looked('2026-03-05T12:00:00Z'), ['list later'])
    t.same(await looked('2026-03-06T12:00:00Z'), [])
    t.same(await looked('2026-03-07T12:00:00Z'), ['list later'])
  })
  t.test('two servers that look at once number it once', async t => {
    await entry('twice', { from: '2026-03-09' })
    const before = await newestChange(database.knex)
    await Promise.all([1, 2, 3].map(() => newDay({ database, locale: { zone: 'UTC' } }, { id: 'system', name: 'system' }, new Date('2026-03-09T06:00:00Z'))))
    t.equal((await changesSince(database.knex, before)).length, 1)
  })
})
