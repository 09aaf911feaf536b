import t from 'tap'
import type { Running } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'
import { outsider, profileType } from './plugin.ts'

const ON_POISON = (deed: string): string => profileType('looping', `if (consignment.goods.some(({ description = '' }) => description.includes('POISON'))) ${deed}`)

const messageOf = async (house: Running, id: unknown): Promise<Record<string, unknown>> => (await house.ask('officer', 'GET', `/api/v1/messages/${String(id)}`)).body

t.test('a profile type that loops for ever over one consignment', { timeout: 110_000 }, async t => {
  const path = await outsider(t, 'profile/looping', ON_POISON('for (;;);'))
  const house = await start(t, {
    plugins: { [path]: {}, 'enricher/history': false, 'source/un-locode': false, 'source/consolidated-lists': false },
    files: { 'profiles.json': [{ type: 'looping', title: 'Loops', settings: {}, alert: [] }], 'server.json': { demo: true, secureCookies: false, hangSeconds: 1 } }
  })
  const poison = await house.ask('carrier', 'POST', '/api/v1/messages', sea({ reference: 'L1', bills: [{ number: 'ABCD10000001' }, { number: 'ABCD10000002', goods: 'POISON' }, { number: 'ABCD10000003' }] }))
  const next = await house.ask('carrier', 'POST', '/api/v1/messages', sea({ reference: 'L2', bills: [{ number: 'ABCD10000004' }] }))

  const read = await until(() => messageOf(house, poison.body['id']), ({ state }) => state === 'quarantined', 90)
  t.match(read, { state: 'quarantined', reason: String }, 'it is set aside, not tried for ever')
  t.match(read['reason'], /1/, 'the place is named: one declaration before it was read')
  t.match(await consignmentOf(house, 'ABCD10000001'), { state: 'assessed' }, 'what stood before it is kept')
  t.equal(await consignmentOf(house, 'ABCD10000002'), null)

  const after = await until(() => messageOf(house, next.body['id']), ({ state }) => state === 'accepted', 15)
  t.match(after, { state: 'accepted', assessed: 1 }, 'the next message is read')
  t.equal((await house.ask(null, 'GET', '/health')).status, 200)
  t.same(rows(await house.ask('officer', 'GET', '/api/v1/messages?state=quarantined')).map(({ id }) => id), [poison.body['id']], 'and it is found in its list')
})
