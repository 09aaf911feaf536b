import { readFile, writeFile } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { signInAs } from '../support/caller.ts'
import type { Answer, Running } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { outsider } from './plugin.ts'
import { sea } from './manifests.ts'

const messageOf = async (house: Running, id: unknown, who = 'officer'): Promise<Answer['body']> => (await house.ask(who, 'GET', `/api/v1/messages/${String(id)}`)).body
const decide = (house: Running, id: unknown, how: 'read' | 'refuse', body?: object, who = 'officer'): Promise<Answer> => house.ask(who, 'POST', `/api/v1/messages/${String(id)}/${how}`, body)
const ended = (house: Running, id: unknown): Promise<Answer['body']> => until(() => messageOf(house, id), ({ state }) => !['received', 'parsed'].includes(String(state)), 60)
const journaled = async (house: Running, id: unknown): Promise<readonly string[]> =>
  (await house.server.database.knex('cts.journal').where({ subject: String(id) }).select('action', 'actor_name')).map(({ action, actor_name: name }: Record<string, unknown>) => `${String(name)}: ${String(action)}`)

/** Two messages under one reference that say different things; the second is set aside. */
const clash = async (house: Running, reference: string, number: string): Promise<{ readonly first: Answer['body'], readonly second: Answer['body'], readonly bytes: string }> => {
  const first = await house.send(sea({ reference, bills: [{ number }] }))
  const bytes = sea({ reference, bills: [{ number, goods: 'ROSEWOOD' }, { number: `${number}X` }] })
  return { first, second: await house.send(bytes), bytes }
}

t.test('a message set aside for its reference', async t => {
  const house = await start(t)

  t.test('is read all the same when a person says so, and the reference is its own', async t => {
    const { first, second, bytes } = await clash(house, 'D1', 'ABCD60000001')
    t.match(second, { state: 'quarantined', consignments: 0, of: first['id'] }, 'it names the message it clashes with')
    t.match(await decide(house, second['id'], 'read'), { status: 202, body: { id: second['id'], state: 'received' } })
    t.match(await ended(house, second['id']), { state: 'accepted', consignments: 2, assessed: 2, reason: undefined })
    t.match(await consignmentOf(house, 'ABCD60000001'), { version: 2, goods: [{ description: 'ROSEWOOD' }], filings: { length: 2 } })
    t.match(await consignmentOf(house, 'ABCD60000001X'), { version: 1 })
    t.ok((await journaled(house, second['id'])).some(line => /message\.let-in/.test(line)), 'with who let it in')
    t.match(await house.send(bytes.replaceAll('\n', '')), { state: 'duplicate', of: second['id'] }, 'what it says again is a duplicate of it')
    t.match(await house.send(bytes.replace('ROSEWOOD', 'TEAK')), { state: 'quarantined', of: second['id'] })
  })

  t.test('beside others that were read is read for what was kept out, and nothing is doubled', async t => {
    await house.send(sea({ reference: 'D2', bills: [{ number: 'ABCD60000011' }] }))
    const whole = `${sea({ reference: 'D3', bills: [{ number: 'ABCD60000012' }] })}${sea({ reference: 'D2', bills: [{ number: 'ABCD60000013' }] })}${sea({ reference: 'D4', bills: [{ number: 'ABCD60000014' }, { number: 'ABCD60000015' }] })}`
    const both = await house.send(whole)
    t.match(both, { state: 'quarantined', consignments: 3 })
    t.match(await decide(house, both['id'], 'read'), { status: 202 })
    t.match(await ended(house, both['id']), { state: 'accepted', consignments: 4 })
    for (const number of [12, 13, 14, 15]) t.match(await consignmentOf(house, `ABCD600000${number}`), { version: 1, filings: { length: 1 } })
  })

  t.test('is refused with a reason its sender reads, and stays out', async t => {
    const { second } = await clash(house, 'D5', 'ABCD60000021')
    t.match(await decide(house, second['id'], 'refuse', {}), { status: 400 }, 'a reason is needed')
    t.match(await decide(house, second['id'], 'refuse', { reason: 'The first manifest is right, said Ternline.' }), { status: 200, body: { state: 'rejected' } })
    t.match(await messageOf(house, second['id'], 'carrier'), { state: 'rejected', reason: /The first manifest is right, said Ternline\./ })
    const answers = await until(async () => rows(await house.ask('carrier', 'GET', '/api/v1/replies?limit=500')).filter(({ message }) => message === second['id']), found => found.length === 1 && found[0]?.['state'] === 'rejected')
    t.match(answers, [{ degree: 'rejected', reason: /The first manifest is right/ }], 'the sender is answered anew, once')
    t.match(await consignmentOf(house, 'ABCD60000021'), { version: 1, goods: [{ description: 'COTTON SHIRTS' }] })
    t.match(await decide(house, second['id'], 'read'), { status: 409, body: { type: 'message-decided' } })
    t.match(await decide(house, second['id'], 'refuse', { reason: 'Twice.' }), { status: 409, body: { type: 'message-decided' } })
  })

  t.test('is decided about once, whoever is first', async t => {
    const { second } = await clash(house, 'D6', 'ABCD60000031')
    const answers = await Promise.all(['officer', 'supervisor', 'officer', 'supervisor'].map(who => decide(house, second['id'], 'read', undefined, who)))
    t.same(answers.map(({ status }) => status).sort(), [202, 409, 409, 409])
    t.match(await ended(house, second['id']), { state: 'accepted', consignments: 2 })
  })

  t.test('has a form on its page for either, and none once it is decided', async t => {
    const officer = await signInAs(house.server.app, 'officer')
    const [one, other] = [await clash(house, 'D8', 'ABCD60000051'), await clash(house, 'D9', 'ABCD60000061')]
    const page = `/messages/${String(one.second['id'])}`
    t.match((await officer.get(page)).text, /Read it all the same[^]*Refuse it/)
    t.match(await officer.post(page, { do: 'read' }), { status: 303, to: page })
    t.match(await ended(house, one.second['id']), { state: 'accepted' })
    t.notMatch((await officer.get(page)).text, /Read it all the same|Refuse it/)
    const refused = `/messages/${String(other.second['id'])}`
    t.match(await officer.post(refused, { do: 'refuse', reason: 'Sent by mistake.' }), { status: 303, to: refused })
    t.match((await officer.get(refused)).text, /It was refused: Sent by mistake\./)
  })

  t.test('is not the sender’s to decide about, nor a manager’s', async t => {
    const { second } = await clash(house, 'D7', 'ABCD60000041')
    for (const who of ['carrier', 'manager', 'admin']) {
      t.match(await decide(house, second['id'], 'read', undefined, who), { status: 403 }, who)
      t.match(await decide(house, second['id'], 'refuse', { reason: 'No.' }, who), { status: 403 }, who)
    }
    t.match(await decide(house, '7b0e8a52-0000-4000-8000-000000000099', 'read'), { status: 404 })
  })
})

/** A format of one declaration a line that throws at a line `throw` as long as a file says so. */
const MENDED = (file: string): string => `
  const { readFile } = await import('node:fs/promises')
  const declaration = number => ({ mode: 'sea', kind: 'bill', number, conveyance: { carrier: 'EVIL', stops: [] }, transhipments: [], placeNames: {}, parties: [], goods: [], equipment: [], totals: {}, handling: [], references: [], notes: [], customs: [], rest: [], positions: {} })
  host.format({
    id: 'evil', modes: ['sea'],
    recognize: ({ bytes }) => new TextDecoder().decode(bytes).startsWith('EVIL') ? 1 : 0,
    async * parse (bytes, issue) {
      let text = ''
      for await (const chunk of bytes) text += new TextDecoder().decode(chunk)
      yield { report: { kind: 'manifest', test: false, reference: text.split('\\n')[1] } }
      for (const [index, line] of text.split('\\n').entries()) {
        if (index < 2) continue
        if (line === 'odd') { issue({ code: 'odd', severity: 'warning', at: { offset: index, line: index } }); continue }
        if (line === 'throw') { if (await readFile(${JSON.stringify(file)}, 'utf8') === 'broken') throw new Error('not mended yet'); continue }
        yield { declaration: declaration(line) }
      }
    }
  })
`

t.test('a message whose reading broke off is read on once its plugin is mended', { timeout: 110_000 }, async t => {
  const file = `${t.testdir({ state: 'broken' })}/state`
  t.equal(await readFile(file, 'utf8'), 'broken')
  const path = await outsider(t, 'format/evil', MENDED(file))
  const house = await start(t, { plugins: { [path]: {}, 'enricher/history': false, 'source/un-locode': false, 'source/consolidated-lists': false }, files: { 'profiles.json': [] } })
  await brokenOff(t, house, file)
})

const brokenOff = async (t: Test, house: Running, file: string): Promise<void> => {
  const held = await house.send('EVIL\nR1\nG0000001\nodd\nthrow\nG0000002\nG0000003')
  t.match(held, { state: 'quarantined', consignments: 1 })
  await decide(house, held['id'], 'read')
  t.match(await ended(house, held['id']), { state: 'quarantined', consignments: 1 }, 'not mended, it is set aside again')
  // Another may have had the reference meanwhile: what is read on does not lose its place by it.
  t.match(await house.send('EVIL\nR1\nG0000009'), { state: 'accepted', consignments: 1 })
  await writeFile(file, 'mended')
  t.match(await decide(house, held['id'], 'read'), { status: 202 })
  const whole = await ended(house, held['id'])
  t.match(whole, { state: 'accepted-with-faults', consignments: 3, assessed: 3 })
  t.equal(rows({ body: whole }, 'issues').filter(({ code }) => code === 'odd').length, 1, 'what was said is not said twice')
  for (const number of [1, 2, 3]) t.match(await consignmentOf(house, `G000000${number}`), { version: 1, filings: { length: 1 } })
}
