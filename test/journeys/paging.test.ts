import t, { type Test } from 'tap'
import type { Running } from '../support/server.ts'
import { rows, ruleOn, start } from './administration.ts'
import { sea } from './manifests.ts'

/** Turns every page of a list, doing something between one page and the next; resolves with the ids in their order. */
const turned = async ({ ask }: Running, who: string, path: string, meanwhile: (page: number) => Promise<unknown> = async () => undefined): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let after: unknown = null, page = 0; page < 100; page++) {
    const answer = await ask(who, 'GET', `/api/v1/${path}${path.includes('?') ? '&' : '?'}limit=7${after === null ? '' : `&after=${String(after)}`}`)
    if (answer.status !== 200) throw new Error(`${path} page ${page}: ${answer.text}`)
    ids.push(...rows(answer).map(({ id }) => String(id)))
    after = answer.body['next']
    if (after === null) return ids
    await meanwhile(page)
  }
  throw new Error(`${path} does not end`)
}

const noneTwice = (t: Test, ids: readonly string[], what: string): void => { t.equal(new Set(ids).size, ids.length, `${what}: none twice`) }

t.test('a list that is turned page by page while rows are added', async t => {
  const house = await start(t)
  const { ask, send } = house
  // All of one batch are received in the same instant: only their ids tell them apart.
  await send(sea({ reference: 'B1', bills: Array.from({ length: 40 }, (_, index) => ({ number: `ABCD86${String(index).padStart(6, '0')}`, goods: index % 2 === 0 ? 'ROSEWOOD' : 'SOAP' })) }))
  let sent = 0
  const another = (): Promise<unknown> => send(sea({ reference: `B2${sent}`, prepared: '202612010900', bills: [{ number: `ABCD87${String(sent++).padStart(6, '0')}`, goods: 'ROSEWOOD' }] }))
  const all = async (path: string, who = 'officer'): Promise<readonly string[]> => rows(await ask(who, 'GET', `/api/v1/${path}${path.includes('?') ? '&' : '?'}limit=500`)).map(({ id }) => String(id))

  t.test('gives each consignment once and loses none', async t => {
    const before = await all('consignments')
    const ids = await turned(house, 'officer', 'consignments', another)
    noneTwice(t, ids, 'consignments')
    t.same(ids, before, 'in one order, whatever comes in front')
    t.same(await turned(house, 'officer', 'consignments?lane=red'), await all('consignments?lane=red'), 'also of a lane')
  })

  t.test('gives each message once and loses none', async t => {
    for (let index = 0; index < 12; index++) await another()
    const before = await all('messages')
    const ids = await turned(house, 'officer', 'messages', another)
    noneTwice(t, ids, 'messages')
    t.same(ids, before)
    t.same(await turned(house, 'carrier', 'messages'), await all('messages', 'carrier'), 'also of a carrier’s own')
  })

  t.test('gives each target once and loses none, by lane and time left, by its end, and free ones', async t => {
    const before = await all('targets')
    const ids = await turned(house, 'officer', 'targets', another)
    noneTwice(t, ids, 'targets')
    for (const id of before) t.ok(ids.includes(id), `target ${id}`)
    for (const id of before.slice(0, 17)) await ask('officer', 'POST', `/api/v1/targets/${id}/steps/review`, { reason: 'low-risk' })
    t.same((await turned(house, 'officer', 'targets?view=ended')).length, 17)
    t.same(await turned(house, 'officer', 'targets?view=all'), await all('targets?view=all'))
    t.same(await turned(house, 'officer', 'targets?view=free'), await all('targets?view=free'))
  })

  t.test('gives each entry of a watch list once and loses none', async t => {
    const list = String((await ask('supervisor', 'POST', '/api/v1/watch-lists', { title: 'Names', kind: 'party', level: 'national' })).body['id'])
    const path = `watch-lists/${list}/entries`
    const name = (index: number): Promise<unknown> => ask('officer', 'POST', `/api/v1/${path}`, { kind: 'party', names: [`Name ${index}`], reason: 'A test' })
    for (let index = 0; index < 20; index++) await name(index)
    const before = await all(path)
    const ids = await turned(house, 'officer', path, page => name(100 + page))
    noneTwice(t, ids, 'entries')
    t.same(ids, before)
  })

  t.test('gives each profile once and loses none', async t => {
    const draft = (index: number): Promise<unknown> => ask('officer', 'POST', '/api/v1/profiles', ruleOn([`wood ${index}`]))
    for (let index = 0; index < 20; index++) await draft(index)
    const before = await all('profiles')
    t.equal(before.length, 21)
    const ids = await turned(house, 'officer', 'profiles', page => draft(100 + page))
    noneTwice(t, ids, 'profiles')
    t.same(ids, before)
    t.same(await turned(house, 'officer', 'profiles?state=draft'), await all('profiles?state=draft'), 'also of one state')
    t.equal((await turned(house, 'officer', 'profiles?state=published')).length, 1)
  })

  t.test('gives each account once and loses none, by name', async t => {
    const add = (index: number, name: string): Promise<unknown> => ask('admin', 'POST', '/api/v1/people', { kind: 'system', subject: `s${index}`, name, roles: ['officer'] })
    for (let index = 0; index < 20; index++) await add(index, ['Same | name', `Name ${index}`][index % 2] ?? '')
    const before = await all('people', 'admin')
    t.equal(before.length, 25)
    const ids = await turned(house, 'admin', 'people', page => add(100 + page, 'A name before all'))
    noneTwice(t, ids, 'accounts')
    t.same(ids, before)
    t.equal((await ask('admin', 'GET', '/api/v1/people?after=x')).status, 400)
  })

  t.test('gives each line of the journal once and loses none', async t => {
    const { actors, as, works } = house.server.assembled
    const { rows: [admin] } = await works.database.knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>(`SELECT * FROM cts.person WHERE subject = 'admin'`)
    if (admin === undefined) throw new Error('the demo has no administrator')
    const desk = as(actors.ofPerson(admin))
    const span = { from: new Date(0), until: new Date() }
    const lines: string[] = []
    for (let after: string | undefined; ;) {
      const page = await desk.journal(span, { limit: 50, after })
      lines.push(...page.items.map(({ at, actorName, action, subject }) => `${at.toISOString()} ${actorName} ${action} ${subject}`))
      if (page.next === null) break
      after = page.next
    }
    const { rows: [count] } = await works.database.knex.raw<{ rows: { n: number }[] }>('SELECT count(*) AS n FROM cts.journal WHERE at < :until', { until: span.until })
    t.equal(lines.length, count?.n)
    t.same(lines.map(line => line.slice(0, 24)), lines.map(line => line.slice(0, 24)).sort().reverse(), 'newest first')
  })

  t.test('is refused a key nobody gave out', async t => {
    const key = (text: string): string => Buffer.from(text).toString('base64url')
    const id = '00000000-0000-4000-8000-000000000000'
    const keys = ['x', key('|'), key(`2026-13|${id}`), key(`2026-02-31 00:00:00+00|${id}`), key(`2026-01-01 00:00:00+00|${'-'.repeat(36)}`), key('2026-01-01 00:00:00+00|17'), key(`Jan 1 2026 (no)|${id}`), '%00', key(`${'9'.repeat(400)}|${id}`)]
    for (const path of ['consignments', 'messages', 'targets', 'targets?view=ended', 'profiles']) {
      for (const after of keys) {
        const answer = await ask('officer', 'GET', `/api/v1/${path}${path.includes('?') ? '&' : '?'}after=${after}`)
        t.equal(answer.status, 400, `${path} ${Buffer.from(after, 'base64url').toString().slice(0, 20)}`)
      }
    }
    t.match(await ask('officer', 'GET', '/api/v1/consignments?after=x'), { status: 400, body: { type: 'page-unknown', title: String, detail: String } })
  })
})
