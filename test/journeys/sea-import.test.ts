import t from 'tap'
import { demoConfig, startServer } from '../support/server.ts'
import { consignmentOf, rows, start } from './administration.ts'
import { containerAt, sea } from './manifests.ts'

t.test('a sea manifest posted becomes a target that is worked to a recorded outcome', async t => {
  const house = await start(t)
  const { ask, send } = house
  const bill = { number: 'ABCD70010001', goods: 'ROSEWOOD FURNITURE AND PARTS', container: containerAt(1) }
  const manifest = sea({ reference: 'REF7001', bills: [bill, { number: 'ABCD70010002', container: containerAt(1) }] })
  const message = await send(manifest)
  t.match(message, { format: 'cuscar', mode: 'sea', state: 'accepted', consignments: 2, assessed: 2, issues: { length: 0 } })

  const { body: page } = await ask('officer', 'GET', '/api/v1/targets')
  const [target] = page['items'] as unknown as Record<string, never>[]
  t.match(target, { state: 'proposed', lane: 'red' })
  const id = String(target?.['id'])
  const { body: whole } = await ask('officer', 'GET', `/api/v1/targets/${id}`)
  t.match(whole['findings'], [{ type: 'rule', reason: String, text: /rosewood/i, evidence: [/^\/goods\/0\/description/] }])

  t.equal((await ask('officer', 'POST', `/api/v1/targets/${id}/steps/assign`, {})).status, 200)
  t.equal((await ask('officer', 'POST', `/api/v1/targets/${id}/steps/instruct`, { means: 'physical', note: 'Open the pallets at the door' })).status, 200)
  const examined = await ask('officer', 'POST', `/api/v1/targets/${id}/steps/examine`, { means: 'physical', result: 'clear', outcome: 'negative' })
  t.match(examined, { status: 200, body: { state: 'examined' } }, examined.text)
  const closed = await ask('officer', 'POST', `/api/v1/targets/${id}/steps/release`, {})
  t.match(closed, { status: 200, body: { state: 'closed', outcome: 'negative' } }, closed.text)
  t.equal(rows(closed, 'history').length, 4)

  t.test('and what was declared stands beside what was resolved, with its place in the message', async t => {
    const consignment = await consignmentOf(house, bill.number)
    t.match(consignment, {
      mode: 'sea', movement: 'import', loading: 'CNSHA', discharge: 'ZZDEM', office: 'PORT', arrival: '2099-12-05T09:00:00Z', packages: 100, grossKilograms: 12000,
      document: { number: bill.number }, conveyance: { identifier: '9074729', name: 'MV SAMPLE', carrier: 'ABCD', journey: 'V101' },
      equipment: [{ number: containerAt(1), type: '45G1', fullness: 'full', seals: ['SEAL01'] }]
    })
    const [filing] = rows({ body: { ...consignment } }, 'filings') as unknown as { message: string, declaration: { goods: { description: string }[], positions: Record<string, { line: number, offset: number, length: number }> } }[]
    t.match(filing, { message: message['id'], declaration: { goods: [{ description: bill.goods }] } })
    const place = filing?.declaration.positions['/goods/0/description']
    const raw = await ask('officer', 'GET', `/api/v1/messages/${String(message['id'])}/raw`)
    t.match(raw.text.slice(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0)), bill.goods, 'the words are where they are said to be')
    t.equal(raw.text.slice(0, place?.offset).split('\n').length, place?.line, 'and in that line')
  })

  t.test('and bills that travel in one container know of each other', async t => {
    t.match(await consignmentOf(house, 'ABCD70010002'), { linked: [{ scheme: 'container', number: bill.number }] })
  })
})

t.test('the demonstration has read its samples when its first page is opened, and shows why each target is one', async t => {
  const { ask } = await startServer(t, await demoConfig({ samples: true }))
  const messages = rows(await ask('officer', 'GET', '/api/v1/messages'))
  t.ok(messages.length > 0)
  for (const { name, state } of messages) t.match(state, /^accepted/, String(name))
  const targets = rows(await ask('officer', 'GET', '/api/v1/targets'))
  t.ok(targets.length > 0, 'there are alerts')
  for (const target of targets) {
    for (const { text } of rows({ body: target }, 'findings')) {
      t.match(text, /^\S+ .+/)
      t.notMatch(text, /^reasons\.|[{}]/, 'in words')
    }
  }
  t.match((await ask(null, 'GET', '/metrics')).text, /^cts_consignments_unassessed 0$/m)
})
