import t from 'tap'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'

t.test('what a silent list says reaches its owner and nobody else', async t => {
  const house = await start(t, { files: { 'profiles.json': [{ type: 'watch-list', title: 'Every watch list in force', settings: {}, alert: ['officer'] }] } })
  const { ask } = house
  const list = await ask('supervisor', 'POST', '/api/v1/watch-lists', { title: 'Quiet', kind: 'party', level: 'local', sensitivity: 'silent' })
  t.equal(list.status, 201)
  const entry = { kind: 'party', names: ['Blacktide Maritime Supplies'], reason: 'Told in confidence' }
  t.match(await ask('supervisor', 'POST', `/api/v1/watch-lists/${String(list.body['id'])}/entries`, entry), { status: 201, body: { state: 'in-force' } })
  await house.send(sea({ reference: 'Q1', bills: [{ number: 'ABCD81000001', consignee: 'BLACKTIDE MARITIME SUPPLIES' }] }))

  const [row] = rows(await ask('officer', 'GET', '/api/v1/consignments?number=ABCD81000001'))
  const path = `/api/v1/consignments/${String(row?.['id'])}`
  const officers = await ask('officer', 'GET', path)
  t.match(officers.body, { lane: 'green', score: 0, findings: { length: 0 }, state: 'assessed' })
  t.notMatch(officers.text, /Quiet|confidence|silent/)
  t.equal(rows(await ask('officer', 'GET', '/api/v1/targets?view=all')).length, 0, 'no target')
  t.notMatch((await ask('officer', 'GET', '/api/v1/watch-lists')).text, /Quiet/)
  t.equal((await ask('officer', 'GET', `/api/v1/watch-lists/${String(list.body['id'])}`)).status, 404)
  t.equal((await ask('officer', 'GET', `/api/v1/watch-lists/${String(list.body['id'])}/entries`)).status, 404)
  t.match(rows(await ask('officer', 'GET', '/api/v1/profiles')).map(profile => profile['matched']), [0], 'nor a count that gives it away')

  t.match((await ask('supervisor', 'GET', path)).body, { findings: [{ type: 'watch-list', text: /Quiet/ }], facts: { 'watch-list': { hits: [{ sensitivity: 'silent' }] } } })
  const told = await until(() => ask('supervisor', 'GET', '/plugins/notifier/inbox/'), ({ text }) => /silent list/.test(text))
  t.match(told.text, /ABCD81000001/)
  t.notMatch((await ask('officer', 'GET', '/plugins/notifier/inbox/')).text, /ABCD81000001/)
  t.ok(await consignmentOf(house, 'ABCD81000001'))
})
