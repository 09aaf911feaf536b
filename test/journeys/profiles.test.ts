import t from 'tap'
import { Problem, type Desk } from 'wco-cts'
import type { Answer } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'

const rule = (word: string, more: object = {}): object =>
  ({ type: 'rule', title: `Watch for ${word}`, settings: { all: [{ field: '/goods/*/description', op: 'contains', value: [word] }], score: 60 }, alert: ['officer'], ...more })

t.test('a profile', async t => {
  const house = await start(t, { files: { 'profiles.json': [] } })
  const { ask } = house
  const post = (who: string, path: string, body: unknown = {}): Promise<Answer> => ask(who, 'POST', `/api/v1/profiles${path}`, body)
  await house.send(sea({ reference: 'Q1', bills: [{ number: 'ABCD90000001', goods: 'FRESH BANANAS' }, { number: 'ABCD90000002', goods: 'TIMBER' }] }))
  const deskOf = async (who: string): Promise<Desk> => {
    const { actors, as, works } = house.server.assembled
    const { rows: [person] } = await works.database.knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>('SELECT * FROM cts.person WHERE subject = :who', { who })
    if (person === undefined) throw new Error(`the demo has no ${who}`)
    return as(actors.ofPerson(person))
  }
  let id = ''

  t.test('is drafted by an officer and matches nothing yet', async t => {
    const drafted = await post('officer', '', rule('banana'))
    t.match(drafted, { status: 201, body: { state: 'draft', version: 1, mine: true, matched: 0, authorName: 'Amina Otieno' } })
    id = String(drafted.body['id'])
    t.match((await ask('officer', 'GET', `/api/v1/profiles/${id}`)).body, { state: 'draft', mine: true })
    t.match((await ask('supervisor', 'GET', `/api/v1/profiles/${id}`)).body, { state: 'draft', mine: false })
  })

  t.test('is rehearsed on what is kept, and changes nothing by it', async t => {
    const desk = await deskOf('officer')
    const rehearsed = await desk.rehearse(id, { from: new Date(0), until: new Date('2100-01-01') })
    t.match(rehearsed, { seen: 2, matched: 1, examples: [{ number: 'ABCD90000001' }] })
    t.match(await desk.rehearse(id, { from: new Date(0), until: new Date(1) }), { seen: 0, matched: 0 }, 'in the span asked for')
    t.match(await consignmentOf(house, 'ABCD90000001'), { findings: { length: 0 } })
  })

  t.test('is not published by who may not, nor by who drafted it', async t => {
    t.match(await post('officer', `/${id}/publish`), { status: 403, body: { type: 'not-permitted' } })
    const own = await post('supervisor', '', rule('timber'))
    t.match(await post('supervisor', `/${String(own.body['id'])}/publish`), { status: 403, body: { type: 'publish-own' } })
  })

  t.test('is published by a second person, and finds what came before it', async t => {
    t.match(await post('supervisor', `/${id}/publish`), { status: 200, body: { state: 'published', publishedBy: 'Jean-Marc Ilunga' } })
    t.match(await post('supervisor', `/${id}/publish`), { status: 409, body: { type: 'published-already' } })
    const found = await until(() => consignmentOf(house, 'ABCD90000001'), consignment => rows({ body: { ...consignment } }, 'findings').length > 0)
    t.match(found, { lane: 'amber', score: 60, target: String, findings: [{ profile: id, version: 1, title: 'Watch for banana' }] })
    t.match((await ask('officer', 'GET', `/api/v1/profiles/${id}`)).body, { matched: 1 })
  })

  t.test('stays in force as it was while a new version is a draft', async t => {
    const revised = await post('officer', `/${id}/versions`, rule('timber', { title: 'Watch for timber' }))
    t.match(revised, { status: 201, body: { id, version: 2, state: 'draft' } })
    await house.send(sea({ reference: 'Q2', bills: [{ number: 'ABCD90000003', goods: 'BANANA CHIPS' }, { number: 'ABCD90000004', goods: 'TIMBER' }] }))
    t.match(await consignmentOf(house, 'ABCD90000003'), { findings: [{ version: 1 }] })
    t.match(await consignmentOf(house, 'ABCD90000004'), { findings: { length: 0 } })
  })

  t.test('explains a finding by the version that made it', async t => {
    const consignment = String((await consignmentOf(house, 'ABCD90000003'))?.['id'])
    const desk = await deskOf('officer')
    t.match(await desk.explain(id, consignment, 1), { matched: true, conditions: [{ params: { value: /banana/ }, holds: true }] })
    t.match(await desk.explain(id, consignment, 2), { matched: false, conditions: [{ params: { value: /timber/ } }] })
    t.match(await desk.explain(id, consignment), { matched: true, conditions: [{ params: { value: /banana/ } }] }, 'without one, by the version in force')
    await t.rejects(desk.explain(id, consignment, 9), new Problem('not-found', 404))
  })

  t.test('leaves in the journal on which cargo and which days it was looked at', async t => {
    const { rows: lines } = await house.server.database.knex.raw<{ rows: object[] }>(`SELECT action, detail FROM cts.journal WHERE subject = :id AND detail IS NOT NULL ORDER BY id`, { id })
    const { id: consignment } = await consignmentOf(house, 'ABCD90000003') ?? {}
    t.match(lines, [
      { action: 'profile.rehearsed', detail: { from: '1970-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' } },
      { action: 'profile.rehearsed', detail: { until: '1970-01-01T00:00:00.001Z' } },
      { action: 'profile.published', detail: { version: 1 } },
      { action: 'profile.explained', detail: { consignment, version: 1 } }, { detail: { consignment, version: 2 } }, { detail: { consignment, version: undefined } }
    ])
  })

  t.test('keeps its type', async t => {
    t.match(await post('officer', `/${id}/versions`, { type: 'watch-list', title: 'Other', settings: {} }), { status: 409, body: { type: 'profile-type-fixed' } })
  })

  t.test('names its new version in the findings once that is published', async t => {
    t.equal((await post('supervisor', `/${id}/publish`)).status, 200)
    const timber = await until(() => consignmentOf(house, 'ABCD90000004'), consignment => rows({ body: { ...consignment } }, 'findings').length > 0)
    t.match(timber, { findings: [{ profile: id, version: 2, title: 'Watch for timber' }] })
    const bananas = await until(() => consignmentOf(house, 'ABCD90000003'), consignment => rows({ body: { ...consignment } }, 'findings').length === 0)
    t.match(bananas, { findings: { length: 0 }, lane: 'green', target: String }, 'what it no longer finds no longer counts; the target stays for a person to end')
  })

  t.test('finds nothing any more when it is retired', async t => {
    t.match(await post('supervisor', `/${id}/retire`), { status: 200, body: { state: 'retired' } })
    t.match(await post('supervisor', `/${id}/retire`), { status: 409, body: { type: 'retired-already' } })
    await house.send(sea({ reference: 'Q3', bills: [{ number: 'ABCD90000005', goods: 'TIMBER' }] }))
    t.match(await consignmentOf(house, 'ABCD90000005'), { findings: { length: 0 }, state: 'assessed' })
    t.same(rows(await ask('officer', 'GET', '/api/v1/profiles?state=retired')).map(profile => profile['id']), [id])
  })

  t.test('is refused with every fault of its settings, each with its place and in words', async t => {
    const refused = await post('officer', '', { type: 'rule', title: 'Wrong', settings: { all: [{ field: '/goods/*/no-such-field', op: 'contains', value: ['x'] }, { field: '/goods/*/grossKilograms', op: 'contains', value: ['y'] }] } })
    t.match(refused, { status: 400, body: { type: 'profile-refused' } })
    const faults = rows(refused, 'errors')
    t.ok(faults.length >= 2, 'both faults are told at once')
    for (const { pointer, detail } of faults) {
      t.match(pointer, /^\/settings\/all\/[01]/)
      t.match(detail, /^\S+ .+/, 'in words')
      t.notMatch(detail, /^[a-z-]+$|problems\./)
    }
    const malformed = await post('officer', '', { type: 'rule', title: 'Wrong', settings: { all: 'everything' } })
    t.match(malformed.status, 400)
    for (const { pointer } of rows(malformed, 'errors')) t.match(pointer, /^\/settings/)
  })

  t.test('of a type nobody knows, or for a role nobody has, is refused', async t => {
    t.match(await post('officer', '', { type: 'astrology', title: 'x', settings: {} }), { status: 400, body: { type: 'profile-type-unknown' } })
    t.match(await post('officer', '', rule('x', { alert: ['the-king'] })), { status: 400, body: { type: 'role-unknown' } })
    t.match(await post('officer', '', rule('x', { colour: 'red' })), { status: 400, body: { errors: [{ pointer: '/colour' }] } })
  })
})
