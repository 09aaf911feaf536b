import t from 'tap'
import type { Answer } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'

t.test('a name that is put on a watch list', async t => {
  const house = await start(t, { files: { 'profiles.json': [{ type: 'watch-list', title: 'Every watch list in force', settings: {}, alert: ['officer'] }] } })
  const { ask } = house
  const post = (who: string, path: string, body: unknown = {}): Promise<Answer> => ask(who, 'POST', `/api/v1/watch-lists${path}`, body)
  const listOf = async (title: string, level: string): Promise<string> => String((await post('supervisor', '', { title, kind: 'party', level })).body['id'])
  const entry = (name: string): object => ({ kind: 'party', names: [name], reason: 'Told by a colleague' })
  const targeted = (number: string) => until(() => consignmentOf(house, number), consignment => consignment?.['target'] !== undefined)

  await house.send(sea({ reference: 'W1', bills: [
    { number: 'ABCD81000001', consignee: 'BLACKTIDE MARITIME SUPPLIES' }, { number: 'ABCD81000002', consignee: 'NORTHWIND ORCHARDS' },
    { number: 'ABCD81000003', consignee: 'HONEST TEA COMPANY' }, { number: 'ABCD81000004', consignee: 'OBSIDIAN FREIGHT BROKERS' }
  ] }))

  await house.send(sea({ reference: 'W1-LATER', bills: [{ number: 'ABCD81000007', consignee: 'BLACKTIDE MARITIME SUPPLIES' }] }))

  t.test('at noon finds the cargo that is stored already', async t => {
    const list = await listOf('Local names', 'local')
    const made = await post('supervisor', `/${list}/entries`, entry('Blacktide Maritime Supplies'))
    t.match(made, { status: 201, body: { state: 'in-force', mine: true } })
    t.match(await targeted('ABCD81000001'), { findings: [{ type: 'watch-list', evidence: Array, text: String }], target: String })
    t.match(await consignmentOf(house, 'ABCD81000003'), { findings: { length: 0 }, state: 'assessed' }, 'and nobody else')
    const seen = async (number: string): Promise<unknown> => (await targeted(number))?.['facts']
    t.match(await seen('ABCD81000001'), { history: { consigneeFirstSeen: true } }, 'what came later is none of its past')
    t.match(await seen('ABCD81000007'), { history: { consigneeFirstSeen: false, parties: [{}, {}, { role: 'consignee', movements: 1, targets: 0 }] } })
  })

  t.test('of the nation by one person waits, and is not signed by that same person', async t => {
    const list = await listOf('National names', 'national')
    const made = await post('supervisor', `/${list}/entries`, entry('Northwind Orchards'))
    t.match(made, { status: 201, body: { state: 'waiting' } })
    t.match(await post('supervisor', `/${list}/entries/${String(made.body['id'])}/sign`), { status: 403, body: { type: 'sign-own' } })
    t.match(await post('officer', `/${list}/entries/${String(made.body['id'])}/sign`), { status: 403, body: { type: 'not-permitted' } })
    await house.send(sea({ reference: 'W2', bills: [{ number: 'ABCD81000005', consignee: 'NORTHWIND ORCHARDS' }] }))
    t.match(await consignmentOf(house, 'ABCD81000005'), { findings: { length: 0 } })
  })

  t.test('by an officer is in force when a supervisor signs it', async t => {
    const [list] = rows(await ask('officer', 'GET', '/api/v1/watch-lists')).filter(({ title }) => title === 'National names')
    const made = await post('officer', `/${String(list?.['id'])}/entries`, entry('Obsidian Freight Brokers'))
    t.match(made, { status: 201, body: { state: 'waiting' } })
    t.match((await ask('officer', 'GET', `/api/v1/watch-lists/${String(list?.['id'])}`)).body, { entries: 0, waiting: 2 })
    const path = `/${String(list?.['id'])}/entries/${String(made.body['id'])}/sign`
    t.match(await post('supervisor', path), { status: 200, body: { state: 'in-force' } })
    t.match(await post('supervisor', path), { status: 409, body: { type: 'signed-already' } })
    t.match(await targeted('ABCD81000004'), { target: String })
  })

  t.test('and taken off it finds nothing that comes after', async t => {
    const [list] = rows(await ask('officer', 'GET', '/api/v1/watch-lists')).filter(({ title }) => title === 'Local names')
    const [made] = rows(await ask('officer', 'GET', `/api/v1/watch-lists/${String(list?.['id'])}/entries`))
    const path = `/api/v1/watch-lists/${String(list?.['id'])}/entries/${String(made?.['id'])}`
    t.equal((await ask('officer', 'DELETE', path)).status, 403)
    t.match(await ask('supervisor', 'DELETE', path), { status: 200, body: { state: 'gone' } })
    await house.send(sea({ reference: 'W3', bills: [{ number: 'ABCD81000006', consignee: 'BLACKTIDE MARITIME SUPPLIES' }] }))
    t.match(await consignmentOf(house, 'ABCD81000006'), { findings: { length: 0 } })
    const swept = await until(() => consignmentOf(house, 'ABCD81000001'), consignment => rows({ body: { ...consignment } }, 'findings').length === 0)
    t.match(swept, { findings: { length: 0 }, target: String }, 'and the target it raised stays for a person to end')
    t.equal(rows(await ask('officer', 'GET', `/api/v1/watch-lists/${String(list?.['id'])}/entries`)).length, 0)
  })

  t.test('without a name or a number is refused', async t => {
    const [list] = rows(await ask('officer', 'GET', '/api/v1/watch-lists')).filter(({ title }) => title === 'Local names')
    t.match(await post('supervisor', `/${String(list?.['id'])}/entries`, { kind: 'party', reason: 'x' }), { status: 400, body: { type: 'entry-empty', errors: [{ pointer: '/names', detail: /name.*identifier/ }] } })
    t.match(await post('supervisor', '/no-such-list/entries', entry('x')), { status: 404, body: { type: 'not-found' } })
  })

  t.test('of a list that a source fills is not made by hand', async t => {
    const loaded = await until(async () => rows(await ask('officer', 'GET', '/api/v1/watch-lists')).find(({ source }) => source !== undefined), list => list !== undefined)
    t.match(await post('supervisor', `/${String(loaded?.['id'])}/entries`, entry('x')), { status: 409, body: { type: 'list-filled-by-source' } })
  })
})
