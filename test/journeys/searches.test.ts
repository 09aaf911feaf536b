import t from 'tap'
import { signInAs } from '../support/caller.ts'
import { rows, start } from './administration.ts'
import { air, containerAt, sea } from './manifests.ts'

t.test('a consignment is found', async t => {
  const house = await start(t)
  const { ask } = house
  const message = await house.send(sea({ reference: 'F1', bills: [
    { number: 'ABCD85000001', goods: 'FROZEN TUNA LOINS', consignee: 'PORT ALBA SEAFOOD', container: containerAt(1) },
    { number: 'ABCD85000002', goods: 'FROZEN PEAS', consignee: 'ÅNGSTRÖM & SØNNER', container: containerAt(1) },
    { number: 'ABCD85000003', goods: 'ROSEWOOD', consignee: 'PORT ALBA TIMBER', container: containerAt(2) }
  ] }))
  const numbers = (answer: Awaited<ReturnType<typeof ask>>): readonly string[] => rows(answer).map(({ number }) => String(number)).sort()
  const listed = async (query: string): Promise<readonly string[]> => numbers(await ask('officer', 'GET', `/api/v1/consignments?${query}`))
  const searched = async (body: object): Promise<readonly string[]> => numbers(await ask('officer', 'POST', '/api/v1/searches', body))

  t.test('by its document and its container, however they are written', async t => {
    t.same(await listed('number=ABCD85000001'), ['ABCD85000001'])
    t.same(await listed('number=abcd-8500-0001'), ['ABCD85000001'])
    t.same(await listed(`number=${encodeURIComponent('csqu 100001/1')}`), ['ABCD85000001', 'ABCD85000002'])
    t.same(await listed('number=ABCD8500000'), [], 'a number is whole')
  })

  t.test('by the beginnings of words of goods and names, whatever their accents, all of them', async t => {
    t.same(await searched({ words: 'frozen' }), ['ABCD85000001', 'ABCD85000002'])
    t.same(await searched({ words: 'FROZ tun' }), ['ABCD85000001'])
    t.same(await searched({ words: 'angstrom sonner' }), ['ABCD85000002'])
    t.same(await searched({ words: 'ozen' }), [], 'not by their middles')
    t.same(await searched({ words: 'port alba' }), ['ABCD85000001', 'ABCD85000003'])
    t.same(await searched({ words: 'frozen', number: containerAt(1), lane: 'green', mode: 'sea' }), ['ABCD85000001', 'ABCD85000002'])
  })

  t.test('by whatever is typed without a fault of ours', async t => {
    for (const words of [`'`, `'; DROP TABLE cts.consignment; --`, '!!! & | <-> :*', '\u0000', 'a\u0000b', '💣', '\ud800', '%_\\', 'ﷺ'.repeat(100), 'x '.repeat(200), '(((', '"']) {
      const answer = await ask('officer', 'POST', '/api/v1/searches', { words })
      t.match(answer, { status: 200 }, JSON.stringify(words.slice(0, 20)))
    }
    for (const query of ['number=%00', 'mode=%00', 'number=%27', 'mode=%F0%9F%92%A3']) t.match(await ask('officer', 'GET', `/api/v1/consignments?${query}`), { status: 200 }, query)
    t.equal((await listed('')).length, 3)
  })

  t.test('by its message, its lane, its mode and its day', async t => {
    t.same(await listed(`message=${String(message['id'])}`), ['ABCD85000001', 'ABCD85000002', 'ABCD85000003'])
    t.same(await listed('message=00000000-0000-4000-8000-000000000000'), [])
    t.same(await listed('lane=red'), ['ABCD85000003'])
    t.same(await listed('mode=air'), [])
    const today = new Date().toISOString().slice(0, 10)
    t.equal((await listed(`from=${today}&until=${today}`)).length, 3)
    t.same(await listed('until=2020-01-01'), [])
    t.same(await listed('from=2099-01-01'), [])
  })

  t.test('by a filter that is none, not: it is refused with its name', async t => {
    for (const [query, pointer] of [['lane=blue', '/querystring/lane'], ['from=yesterday', '/querystring/from'], ['colour=red', '/querystring/colour'], ['limit=0', '/querystring/limit'], ['limit=501', '/querystring/limit'], ['message=x', '/querystring/message']]) {
      t.match(await ask('officer', 'GET', `/api/v1/consignments?${String(query)}`), { status: 400, body: { type: 'input-invalid', errors: [{ pointer }] } }, String(query))
    }
    t.match(await ask('officer', 'POST', '/api/v1/searches', { words: ['a'] }), { status: 400 })
    t.match(await ask('officer', 'POST', '/api/v1/searches', { words: '' }), { status: 400 })
  })

  t.test('in a list of messages and of targets asked for anything at all, without a fault', async t => {
    for (const path of ['messages?state=%00', 'targets?state=%00', 'targets?lane=%00', 'targets?state=x%27', 'profiles?state=draft', 'watch-lists/%00', 'watch-lists/%00/entries', 'watch-lists/%F0%9F%92%A3/entries?words=%25%00', 'profiles/%00', 'messages/%00', 'targets/%00', 'consignments/%00']) {
      const { status } = await ask('officer', 'GET', `/api/v1/${path}`)
      t.ok(status < 500, `${path} is answered with ${status}`)
    }
  })
})

t.test('an air waybill is found with its houses by its number, however parted, and by its serial number alone', async t => {
  const house = await start(t)
  for (const kind of ['ffm', 'fwb', 'fhl'] as const) await house.send(air[kind], kind)
  const officer = await signInAs(house.server.app, 'officer')
  for (const number of ['909-77001013', '909 77001013', '909 7700 1013', '90977001013', '77001013', '7700 1013', '7700-1013']) {
    const found = rows(await house.ask('officer', 'GET', `/api/v1/consignments?number=${encodeURIComponent(number)}`))
    t.strictSame(found.map(({ kind }) => String(kind)).sort(), ['air-waybill', 'house-air-waybill', 'house-air-waybill'], number)
    t.match((await officer.get(`/search?q=${encodeURIComponent(number)}`)).text, /909-?77001013/, `${number} in the console`)
  }
  t.same(rows(await house.ask('officer', 'GET', '/api/v1/consignments?number=7001013')), [], 'a serial number is whole')
})
