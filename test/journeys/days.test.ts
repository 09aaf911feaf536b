import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { HOUSE } from '../../core/host/house.ts'
import { rows, start } from './administration.ts'
import { sea } from './manifests.ts'

// Fourteen hours before UTC: here a new day begins while UTC stands at ten in the morning of the day before.
const ZONE = 'Pacific/Kiritimati'
const MOMENTS = [['ABCD80000001', '2026-06-09T09:59:59Z', '2026-06-09'], ['ABCD80000002', '2026-06-09T10:00:00Z', '2026-06-10'], ['ABCD80000003', '2026-06-10T09:59:59.999Z', '2026-06-10'], ['ABCD80000004', '2026-06-10T10:00:00Z', '2026-06-11']] as const

t.test('a day of the administration, far from UTC,', async t => {
  const locale: object = JSON.parse(await readFile(join(HOUSE, 'config/demo/locale.json'), 'utf8'))
  const { server, ask, send } = await start(t, { files: { 'locale.json': { ...locale, zone: ZONE } } })
  await send(sea({ reference: 'D1', bills: MOMENTS.map(([number]) => ({ number })) }))
  for (const [number, received] of MOMENTS) await server.database.knex.raw('UPDATE cts.consignment SET received = ? WHERE number = ?', [received, number])
  const of = (...days: readonly string[]): string[] => MOMENTS.filter(([, , day]) => days.includes(day)).map(([number]) => number)
  const numbers = (answer: Parameters<typeof rows>[0]): string[] => rows(answer).map(({ number }) => String(number)).sort()

  t.test('is what the API asks by, the last one whole', async t => {
    t.same(numbers(await ask('officer', 'GET', '/api/v1/consignments?from=2026-06-10&until=2026-06-10')), of('2026-06-10'))
    t.same(numbers(await ask('officer', 'GET', '/api/v1/consignments?until=2026-06-10')), of('2026-06-09', '2026-06-10'))
    t.same(numbers(await ask('officer', 'GET', '/api/v1/consignments?from=2026-06-10')), of('2026-06-10', '2026-06-11'))
    t.same(numbers(await ask('officer', 'POST', '/api/v1/searches', { words: 'cotton', from: '2026-06-09', until: '2026-06-09' })), of('2026-06-09'))
  })

  t.test('is one the calendar has: what is none neither widens a search nor ends a token', async t => {
    const day = '2031-02-31'
    const refused = { status: 400, body: { type: 'input-invalid' } }
    for (const field of ['from', 'until']) {
      t.match(await ask('officer', 'GET', `/api/v1/consignments?${field}=${day}`), refused)
      t.match(await ask('officer', 'POST', '/api/v1/searches', { [field]: day }), refused)
    }
    const { body: { id } } = await ask('admin', 'POST', '/api/v1/people', { kind: 'system', subject: 'clock', name: 'Clock', roles: ['officer'] })
    t.match(await ask('admin', 'POST', `/api/v1/people/${String(id)}/tokens`, { name: 'x', until: day }), { ...refused, body: { errors: [{ pointer: '/until', detail: 'Write a day of the calendar, as 2026-12-31.' }] } })
  })

  t.test('is what figures are counted by', async t => {
    const { actors, as, works } = server.assembled
    const { rows: [person] } = await works.database.knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>(`SELECT * FROM cts.person WHERE subject = 'supervisor'`)
    if (person === undefined) throw new Error('the demo has no supervisor')
    const counted = await as(actors.ofPerson(person)).tally('consignments', ['day'], { from: new Date('2026-06-01'), until: new Date('2026-07-01') })
    t.same(counted, [{ day: '2026-06-09', count: 1 }, { day: '2026-06-10', count: 2 }, { day: '2026-06-11', count: 1 }])
    const report = await ask('supervisor', 'GET', '/api/v1/reports/activity?format=csv&from=2026-06-10&until=2026-06-10')
    t.match(report.text, /Consignments received,2,/)
  })
})
