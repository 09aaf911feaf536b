import t from 'tap'
import type { Running } from '../support/server.ts'
import { rows, start } from './administration.ts'
import { sea } from './manifests.ts'

interface Line { readonly actor_name: string, readonly action: string, readonly subject: string }

const linesAfter = async ({ server }: Running, id: number): Promise<readonly Line[]> =>
  (await server.database.knex.raw<{ rows: Line[] }>('SELECT * FROM cts.journal WHERE id > :id ORDER BY id', { id })).rows

const newest = async ({ server }: Running): Promise<number> =>
  (await server.database.knex.raw<{ rows: { id: number }[] }>('SELECT coalesce(max(id), 0) AS id FROM cts.journal')).rows[0]?.id ?? 0

t.test('the journal', async t => {
  const house = await start(t)
  const { ask } = house
  const message = await house.send(sea({ reference: 'J1', bills: [{ number: 'ABCD91000001', goods: 'ROSEWOOD' }, { number: 'ABCD91000002', goods: 'ROSEWOOD' }] }))
  const [target, other] = rows(await ask('officer', 'GET', '/api/v1/targets')).map(({ id }) => String(id))
  const [consignment] = rows(await ask('officer', 'GET', '/api/v1/consignments')).map(({ id }) => String(id))
  const rule = { type: 'rule', title: 'x', settings: { all: [{ field: '/goods/*/description', op: 'contains', value: ['x'] }] } }

  t.test('holds each look and each act, with who and what', async t => {
    const deeds: readonly (readonly [string, Parameters<typeof ask>, RegExp, string | undefined])[] = [
      ['a list of messages', ['officer', 'GET', '/api/v1/messages'], /^messages\.listed$/, undefined],
      ['a message', ['officer', 'GET', `/api/v1/messages/${String(message['id'])}`], /^message\.opened$/, String(message['id'])],
      ['its bytes', ['officer', 'GET', `/api/v1/messages/${String(message['id'])}/raw`], /^message\.read$/, String(message['id'])],
      ['a list of consignments', ['officer', 'GET', '/api/v1/consignments?lane=red'], /^consignments\.listed$/, undefined],
      ['a search', ['officer', 'POST', '/api/v1/searches', { words: 'rosewood' }], /^consignments\.searched$/, undefined],
      ['a consignment', ['officer', 'GET', `/api/v1/consignments/${String(consignment)}`], /^consignment\.opened$/, consignment],
      ['the queue', ['officer', 'GET', '/api/v1/targets'], /^targets\.listed$/, undefined],
      ['a target', ['officer', 'GET', `/api/v1/targets/${String(target)}`], /^target\.opened$/, target],
      ['a step', ['officer', 'POST', `/api/v1/targets/${String(target)}/steps/review`, { reason: 'low-risk' }], /^target\.review$/, target],
      ['a draft', ['officer', 'POST', '/api/v1/profiles', rule], /^profile\.drafted$/, undefined],
      ['a list of lists', ['officer', 'GET', '/api/v1/watch-lists'], /^lists\.listed$/, undefined],
      ['a list made', ['supervisor', 'POST', '/api/v1/watch-lists', { title: 'x', kind: 'party', level: 'local' }], /^list\.made$/, undefined],
      ['a report', ['manager', 'GET', '/api/v1/reports/activity?format=csv'], /^report\.composed$/, 'activity']
    ]
    for (const [what, asked, action, subject] of deeds) {
      const before = await newest(house)
      const { status, text } = await ask(...asked)
      t.ok(status < 300, `${what}: ${status} ${text.slice(0, 200)}`)
      const lines = await linesAfter(house, before)
      const line = lines.find(line => action.test(line.action))
      t.match(line, { actor_name: asked[0] === 'officer' ? 'Amina Otieno' : String, action, subject: subject ?? String }, what)
      t.notMatch(JSON.stringify(lines), /ROSEWOOD/, 'without what was seen')
    }
  })

  t.test('holds nothing of what was refused', async t => {
    const before = await newest(house)
    await ask('manager', 'GET', '/api/v1/targets')
    await ask('officer', 'POST', `/api/v1/targets/${String(other)}/steps/review`, {})
    t.same(await linesAfter(house, before), [])
  })

  t.test('is only added to, by mistake as by a role that does not own it; who owns it could switch that off', async t => {
    const { knex } = house.server.database
    const before = await newest(house)
    const deeds = ["UPDATE cts.journal SET action = 'nothing'", 'DELETE FROM cts.journal', 'TRUNCATE cts.journal']
    const asRole = (role: string | null, deed: string): Promise<void> => knex.transaction(async trx => {
      if (role !== null) await trx.raw(`CREATE ROLE ${role}; GRANT USAGE ON SCHEMA cts TO ${role}; GRANT ALL ON cts.journal TO ${role}; SET LOCAL ROLE ${role}`)
      await trx.raw(deed)
      throw new Error('it may')
    })
    for (const deed of deeds) {
      await t.rejects(asRole(null, deed), /only added to/)
      await t.rejects(asRole(`cts_other_${process.pid}`, deed), /only added to/)
    }
    await t.rejects(asRole(`cts_other_${process.pid}`, 'ALTER TABLE cts.journal DISABLE TRIGGER journal_stays'), /must be owner/)
    await t.rejects(asRole(null, 'ALTER TABLE cts.journal DISABLE TRIGGER journal_stays; DELETE FROM cts.journal'), /it may/)
    t.equal(await newest(house), before)
  })

  t.test('must be written, or nothing is done and nothing is shown', async t => {
    const { knex } = house.server.database
    await knex.raw(`
      CREATE FUNCTION cts.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the journal is full''; END';
      CREATE TRIGGER refuse BEFORE INSERT ON cts.journal FOR EACH ROW EXECUTE FUNCTION cts.refuse()`)
    const look = await ask('officer', 'GET', `/api/v1/consignments/${String(consignment)}`)
    t.match(look, { status: 500, body: { type: 'fault' } })
    t.notMatch(look.text, /ROSEWOOD|journal is full/)
    t.equal((await ask('officer', 'POST', `/api/v1/targets/${String(other)}/steps/review`, { reason: 'low-risk' })).status, 500)
    t.equal((await ask('officer', 'POST', '/api/v1/profiles', rule)).status, 500)
    t.equal((await ask('officer', 'GET', `/api/v1/messages/${String(message['id'])}/raw`)).status, 500)
    t.equal((await ask('manager', 'GET', '/api/v1/reports/activity?format=csv')).status, 500)
    await knex.raw('DROP TRIGGER refuse ON cts.journal')
    t.match((await ask('officer', 'GET', `/api/v1/targets/${String(other)}`)).body, { state: 'proposed', version: 1, history: { length: 0 } }, 'the step was not taken')
    t.equal(rows(await ask('officer', 'GET', '/api/v1/profiles?state=draft')).length, 1, 'no draft was kept')
  })

  t.test('of a database that is away is answered with when to come again', async t => {
    const { knex } = house.server.database
    await knex.raw(`
      CREATE OR REPLACE FUNCTION cts.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''shutting down'' USING ERRCODE = ''57P01''; END';
      CREATE TRIGGER refuse BEFORE INSERT ON cts.journal FOR EACH ROW EXECUTE FUNCTION cts.refuse()`)
    const answer = await ask('officer', 'GET', '/api/v1/targets')
    await knex.raw('DROP TRIGGER refuse ON cts.journal')
    t.match(answer, { status: 503, headers: { 'retry-after': '5' }, body: { type: 'database-away', detail: /Try again/ } })
    t.equal((await ask('officer', 'GET', '/api/v1/targets')).status, 200)
  })

  t.test('is read by who may, and that too stands in it', async t => {
    const { actors, as, works } = house.server.assembled
    const { rows: people } = await works.database.knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>('SELECT * FROM cts.person')
    const deskOf = (subject: string) => {
      const person = people.find(person => person.subject === subject)
      if (person === undefined) throw new Error(`the demo has no ${subject}`)
      return as(actors.ofPerson(person))
    }
    const span = { from: new Date(0), until: new Date('2100-01-01') }
    const page = await deskOf('admin').journal(span, { subject: String(target) })
    t.same(new Set(page.items.map(({ action }) => action)), new Set(['target.opened', 'target.review']))
    const again = await deskOf('admin').journal(span, { limit: 1 })
    t.match(again.items, [{ action: 'journal.read', actorName: 'Çağla Yıldız' }])
    await t.rejects(async () => deskOf('officer').journal(span, {}), { message: /^not-permitted/ })
  })
})
