import t, { type Test } from 'tap'
import type { Running } from '../support/server.ts'
import { consignmentOf, start, until } from './administration.ts'
import { sea } from './manifests.ts'
import { outsider, profileType } from './plugin.ts'

const ON_POISON = (deed: string): string => profileType('looping', `if (consignment.goods.some(({ description = '' }) => description.includes('POISON'))) ${deed}`)

const messageOf = async (house: Running, id: unknown): Promise<Record<string, unknown>> => (await house.ask('officer', 'GET', `/api/v1/messages/${String(id)}`)).body

const looping = async (t: Test, deed: string): Promise<Running> => {
  const path = await outsider(t, 'profile/looping', ON_POISON(deed))
  return start(t, {
    plugins: { [path]: {}, 'enricher/history': false, 'source/un-locode': false, 'source/consolidated-lists': false },
    files: { 'profiles.json': [{ type: 'looping', title: 'Loops', settings: {}, alert: [] }], 'server.json': { demo: true, secureCookies: false, hangSeconds: 1 } }
  })
}

t.test('a profile type that loops for ever over one consignment', { timeout: 110_000 }, async t => {
  const house = await looping(t, 'for (;;);')
  const poison = await house.ask('carrier', 'POST', '/api/v1/messages', sea({ reference: 'L1', bills: [{ number: 'ABCD10000001' }, { number: 'ABCD10000002', goods: 'POISON' }, { number: 'ABCD10000003' }] }))
  const next = await house.ask('carrier', 'POST', '/api/v1/messages', sea({ reference: 'L2', bills: [{ number: 'ABCD10000004' }] }))

  const read = await until(() => messageOf(house, poison.body['id']), ({ state }) => state === 'accepted', 90)
  t.match(read, { state: 'accepted', consignments: 3, assessed: 3 }, 'it is read to its end')
  t.match(await consignmentOf(house, 'ABCD10000002'), { state: 'incomplete', lane: 'amber', gaps: [{ plugin: 'profile/looping', failed: /broke down/ }] }, 'that one is assessed without it, and says so')
  for (const number of ['ABCD10000001', 'ABCD10000003']) t.match(await consignmentOf(house, number), { state: 'assessed', gaps: { length: 0 } })
  t.match(await until(() => messageOf(house, next.body['id']), ({ state }) => state === 'accepted', 15), { state: 'accepted', assessed: 1 }, 'the next message is read')
  t.equal((await house.ask(null, 'GET', '/health')).status, 200)
})

t.test('a profile that loops for ever over stored cargo stops the sweep at that consignment alone', { timeout: 110_000 }, async t => {
  const house = await looping(t, 'if (all.length > 1) for (;;);')
  await house.send(sea({ reference: 'S1', bills: [{ number: 'ABCD10000011' }, { number: 'ABCD10000012', goods: 'POISON' }, { number: 'ABCD10000013' }] }))
  const draft = await house.ask('officer', 'POST', '/api/v1/profiles', { type: 'looping', title: 'One too many', settings: {} })
  await house.ask('supervisor', 'POST', `/api/v1/profiles/${String(draft.body['id'])}/publish`)
  const swept = await until(() => consignmentOf(house, 'ABCD10000012'), seen => seen?.['state'] === 'incomplete', 60)
  t.match(swept, { state: 'incomplete', lane: 'amber', gaps: [{ plugin: 'profile/looping', failed: /broke down/ }] })
  const marker = await house.ask('officer', 'POST', '/api/v1/profiles', { type: 'rule', title: 'All', alert: ['officer'], settings: { all: [{ field: '/mode', op: 'equals', value: ['sea'] }], score: 50 } })
  await house.ask('supervisor', 'POST', `/api/v1/profiles/${String(marker.body['id'])}/publish`)
  for (const number of ['ABCD10000011', 'ABCD10000012', 'ABCD10000013']) {
    t.match(await until(() => consignmentOf(house, number), seen => seen?.['target'] !== undefined, 30), { target: String }, `${number} is swept by what comes after`)
  }
})

t.test('a profile type that loops for ever while it is made ready is left out of everything, and that is said', { timeout: 110_000 }, async t => {
  const path = await outsider(t, 'profile/looping', profileType('looping', '').replace('return assessorOf(all)', 'if (all.some(({ settings }) => settings)) for (;;);\n      return assessorOf(all)'))
  const house = await start(t, {
    plugins: { [path]: {}, 'enricher/history': false, 'source/un-locode': false, 'source/consolidated-lists': false },
    files: { 'profiles.json': [{ type: 'looping', title: 'Loops', settings: {}, alert: [] }], 'server.json': { demo: true, secureCookies: false, hangSeconds: 1 } }
  })
  t.match(await house.send(sea({ reference: 'C1', bills: [{ number: 'ABCD10000021' }] })), { state: 'accepted', assessed: 1 })
  t.match(await consignmentOf(house, 'ABCD10000021'), { state: 'incomplete', gaps: [{ plugin: 'profile/looping', failed: /broke down/ }] })
  t.match((await house.ask('admin', 'GET', '/health')).text, /profile\/looping broke down while it was made ready/)
})
