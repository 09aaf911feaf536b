import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { signInAs } from '../support/caller.ts'
import type { Running } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'
import { outsider } from './plugin.ts'

/** A source that lists the names of a file of the administration, a line each. */
const LISTING = `
  const { readFile } = await import('node:fs/promises')
  const file = host.administration + '/names.txt'
  host.source({
    id: 'names', list: 'names', title: 'Names of a file', feeds: 'watch-list',
    expect: { min: 1, max: 50, largestDrop: 0.2 },
    version: async () => (await readFile(file, 'utf8').catch(() => null)),
    async * load () {
      for (const [index, name] of (await readFile(file, 'utf8')).split('\\n').entries()) {
        if (name === 'BREAK') throw new Error('the line broke: ' + file)
        yield { key: name === 'MALFORMED' ? '' : name, kind: 'party', names: [{ text: name, strength: 'primary' }], identifiers: [], countries: [], addresses: [], reason: 'listed' }
      }
    }
  })
`

const entriesOf = async ({ ask }: Running): Promise<readonly string[]> =>
  rows(await ask('officer', 'GET', '/api/v1/watch-lists/names/entries?limit=100')).map(({ key }) => String(key)).sort()

t.test('a list that a source fills', async t => {
  const path = await outsider(t, 'source/names', LISTING)
  const house = await start(t, {
    plugins: { [path]: {}, 'source/consolidated-lists': false },
    files: { 'profiles.json': [{ type: 'watch-list', title: 'Every list', settings: {}, alert: ['officer'] }] }
  })
  const { actors, as, works } = house.server.assembled
  const { rows: [person] } = await works.database.knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>(`SELECT * FROM cts.person WHERE subject = 'supervisor'`)
  if (person === undefined) throw new Error('the demo has no supervisor')
  const desk = as(actors.ofPerson(person))
  const degraded = async (): Promise<string> => rows(await house.ask(null, 'GET', '/health'), 'degraded').join()
  await mkdir(house.folder, { recursive: true })
  const lay = (names: readonly string[]): Promise<void> => writeFile(join(house.folder, 'names.txt'), names.join('\n'))
  const ten = Array.from({ length: 10 }, (_, index) => `NAME NUMBER ${index} TRADING`)

  t.test('is in force once it is loaded, and finds the cargo that is stored already', async t => {
    await house.send(sea({ reference: 'G1', bills: [{ number: 'ABCD95000001', consignee: 'NAME NUMBER 7 TRADING' }] }))
    await lay(ten)
    await desk.refresh('names')
    t.same(await entriesOf(house), ten)
    const found = await until(() => consignmentOf(house, 'ABCD95000001'), consignment => consignment?.['target'] !== undefined)
    t.match(found, { target: String, findings: [{ type: 'watch-list' }] })
    t.match((await desk.sources()).find(({ id }) => id === 'names'), { entries: 10, fault: null, loaded: Date })
  })

  for (const [what, names, fault] of [
    ['with nothing in it', [], /names/], ['half of which is missing', ten.slice(0, 5), /5/], ['that is far too long', Array.from({ length: 60 }, (_, index) => `N${index}`), /5\d|60/],
    ['with an entry that is none', [...ten.slice(1), 'MALFORMED'], /names/], ['that breaks off in the middle', [...ten.slice(0, 9), 'BREAK'], /\S+ \S+/]
  ] as const) {
    t.test(`is not replaced by one ${what}; the old one stays and the house says so`, async t => {
      await lay(names)
      await t.rejects(desk.refresh('names'))
      t.same(await entriesOf(house), ten)
      const source = (await desk.sources()).find(({ id }) => id === 'names')
      t.match(source, { entries: 10, fault })
      t.notMatch(source?.fault, /[{}]|problems\.|\/tmp/, 'in words, and without the path of the machine')
      t.match(await until(degraded, text => text.includes('could not be loaded')), /One list could not be loaded/)
      await house.send(sea({ reference: `G${what}`.slice(0, 14), bills: [{ number: 'ABCD95000002', consignee: 'NAME NUMBER 3 TRADING' }] }))
      t.match(await consignmentOf(house, 'ABCD95000002'), { findings: [{ type: 'watch-list' }], state: 'assessed' }, 'and goes on being met with')
    })
  }

  t.test('is replaced by a whole one, keeping what did not change', async t => {
    const before = new Map(rows(await house.ask('officer', 'GET', '/api/v1/watch-lists/names/entries')).map(({ key, id }) => [String(key), id]))
    const next = [...ten.slice(1), 'A NEW NAME LIMITED']
    await lay(next)
    await desk.refresh('names')
    t.same(await entriesOf(house), [...next].sort())
    const after = new Map(rows(await house.ask('officer', 'GET', '/api/v1/watch-lists/names/entries')).map(({ key, id }) => [String(key), id]))
    for (const name of ten.slice(1)) t.equal(after.get(name), before.get(name), name)
    t.notMatch(await until(degraded, text => !/\blists?\b/.test(text)), /\blists?\b/)
    await house.send(sea({ reference: 'G9', bills: [{ number: 'ABCD95000003', consignee: 'NAME NUMBER 0 TRADING' }, { number: 'ABCD95000004', consignee: 'A NEW NAME LIMITED' }] }))
    t.match(await consignmentOf(house, 'ABCD95000003'), { findings: { length: 0 } })
    t.match(await consignmentOf(house, 'ABCD95000004'), { findings: { length: 1 } })
  })

  t.test('is no change where it says the same again', async t => {
    const { rows: [before] } = await works.database.knex.raw<{ rows: { newest: number }[] }>('SELECT newest FROM cts.change_number')
    await desk.refresh('names')
    const { rows: [after] } = await works.database.knex.raw<{ rows: { newest: number }[] }>('SELECT newest FROM cts.change_number')
    t.same(after, before, 'the same content is no change')
  })

  t.test('whose source is no longer enabled says so wherever it is seen', async t => {
    await works.database.knex.raw(`INSERT INTO cts.list (id, title, kind, level, sensitivity, owner, source, made) VALUES ('forsaken', 'A forsaken list', 'party', 'national', 'open', 'core', 'forsaken', now())`)
    t.match((await house.ask('officer', 'GET', '/api/v1/watch-lists/forsaken')).body, { title: 'A forsaken list', left: true })
    t.notHas((await house.ask('officer', 'GET', '/api/v1/watch-lists/names')).body, { left: true })
    const officer = await signInAs(house.server.app, 'officer', 'demo', 'en')
    for (const path of ['/lists', '/lists/forsaken']) t.match((await officer.get(path)).text, /no longer kept up to date/, path)
    t.notMatch((await officer.get('/lists/names')).text, /no longer kept up to date/)
  })
})
