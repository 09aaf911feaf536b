import t from 'tap'
import { consignmentOf, rows, start } from './administration.ts'
import { sea } from './manifests.ts'
import { outsider, profileType } from './plugin.ts'

const THROWS = 'if (consignment.goods.some(({ description = "" }) => description.includes("POISON"))) throw new Error("it could not bear the sight")'

const published = (type: string): object => ({ type, title: `A profile of the type ${type}`, settings: {}, alert: [] })

t.test('a profile type that throws', async t => {
  const path = await outsider(t, 'profile/delicate', profileType('delicate', THROWS))
  const house = await start(t, { plugins: { [path]: {} }, files: { 'profiles.json': [published('delicate')] } })

  t.test('leaves the rest of the manifest assessed and green', async t => {
    t.match(await house.send(sea({ reference: 'P1', bills: [{ number: 'ABCD20000001', goods: 'POISON' }, { number: 'ABCD20000002' }] })), { state: 'accepted', consignments: 2, assessed: 2 })
    t.match(await consignmentOf(house, 'ABCD20000002'), { state: 'assessed', lane: 'green', gaps: { length: 0 } })
  })

  t.test('makes the assessment incomplete, which is amber at least, and says by whom', async t => {
    t.match(await consignmentOf(house, 'ABCD20000001'), { state: 'incomplete', lane: 'amber', gaps: [{ plugin: 'profile/delicate', failed: 'it could not bear the sight' }] })
  })

  t.test('is shown by the house', async t => {
    const health = await house.ask(null, 'GET', '/health')
    t.match(health, { status: 200, body: { state: 'degraded' } })
    t.match(rows(health, 'degraded').join(), /One consignment is assessed incompletely/)
    t.match((await house.ask(null, 'GET', '/metrics')).text, /^cts_consignments_incomplete 1$/m)
  })

  t.test('does not keep an alert from being raised by others', async t => {
    const drafted = await house.ask('officer', 'POST', '/api/v1/profiles', { type: 'rule', title: 'Poison', settings: { all: [{ field: '/goods/*/description', op: 'contains', value: ['poison'] }], score: 50 }, alert: ['officer'] })
    t.equal((await house.ask('supervisor', 'POST', `/api/v1/profiles/${String(drafted.body['id'])}/publish`)).status, 200)
    await house.send(sea({ reference: 'P2', bills: [{ number: 'ABCD20000003', goods: 'POISON' }] }))
    t.match(await consignmentOf(house, 'ABCD20000003'), { state: 'incomplete', target: String, findings: [{ title: 'Poison' }] })
  })
})

t.test('an enricher that throws leaves a gap and not one fact less of the others', async t => {
  const path = await outsider(t, 'enricher/delicate', `
    host.enricher({ id: 'delicate', facts: nothing, async enrich (batch, known, { tables }) {
      await tables.raw('SELECT 1 FROM there_is_no_such_table')
      return batch.map(() => ({}))
    } })
    host.enricher({ id: 'sturdy', facts: Type.Object({ seen: Type.Boolean() }), enrich: async batch => batch.map(() => ({ seen: true })) })
    host.enricher({ id: 'short', facts: nothing, enrich: async () => [] })
    host.enricher({ id: 'wrong', facts: Type.Object({ count: Type.Integer() }), enrich: async batch => batch.map(() => ({ count: 'many' })) })
  `)
  const house = await start(t, { plugins: { [path]: {} } })
  t.match(await house.send(sea({ reference: 'P1', bills: [{ number: 'ABCD20000001', goods: 'ROSEWOOD' }] })), { state: 'accepted', assessed: 1 })
  const consignment = await consignmentOf(house, 'ABCD20000001')
  t.match(consignment, { state: 'incomplete', lane: 'red', target: String, facts: { sturdy: { seen: true }, delicate: undefined, wrong: undefined } })
  t.match(rows({ body: { ...consignment } }, 'gaps').map(({ failed }) => failed), [/there_is_no_such_table/, /answered for 0 of 1/, /outside its schema/])
})
