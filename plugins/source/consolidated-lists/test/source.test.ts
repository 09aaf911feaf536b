import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import t from 'tap'
import { checkShip, faultsOf, WatchEntry, type DataSource, type Issue } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import plugin from '../index.ts'
import { readRemarks } from '../remarks.ts'

const demo = fileURLToPath(new URL('../../../../config/demo/', import.meta.url))

const administration = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'cts-lists-'))
  mkdirSync(join(folder, 'lists/consolidated'), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'lists/consolidated', name), text)
  return folder
}

const sourcesIn = async (folder: string, options: object = {}): Promise<readonly [DataSource, DataSource]> => {
  const { sources: [sdn, other] } = await gather(plugin, options, { administration: folder })
  if (!sdn || !other) throw new Error('two sources are due')
  return [sdn, other]
}

const loaded = async (source: DataSource): Promise<{ entries: WatchEntry[], issues: Issue[] }> => {
  const issues: Issue[] = []
  const entries: WatchEntry[] = []
  if (source.feeds !== 'watch-list') throw new Error('a watch list is due')
  for await (const entry of source.load(issue => { issues.push(issue) })) entries.push(entry)
  return { entries, issues }
}

t.test('the invented list is read to the letter but for the remark that says nothing of use', async t => {
  const [sdn] = await sourcesIn(demo)
  const { entries, issues } = await loaded(sdn)
  t.equal(entries.length, 16)
  t.same(entries.filter(entry => faultsOf(WatchEntry, entry).length > 0), [])
  t.same(issues.map(({ code, at }) => [code, at?.line]), [['country-unknown', 1], ['remark-unread', 14]])
})

t.test('a company has its names, numbers, addresses and countries', async t => {
  const [sdn] = await sourcesIn(demo)
  t.same((await loaded(sdn)).entries[0], {
    key: '90001',
    kind: 'party',
    reason: 'DEMO-PROLIF',
    names: [
      { text: 'MERIDIAN STAR TRADING LLC', strength: 'primary' },
      { text: 'MERIDIAN STAR GENERAL TRADING', strength: 'strong' },
      { text: 'MERIDIAN STARS TRADING COMPANY LLC', strength: 'strong' }
    ],
    identifiers: [{ scheme: 'tax', value: 'ZZ104477' }, { scheme: 'registration', value: 'DMC-55120' }],
    countries: ['AE'],
    addresses: ['Office 1904, Demo Creek Tower, Dubai, United Arab Emirates', '12 Quay Road, Port Demo']
  })
})

t.test('a person has weak names out of the remarks, birth, passport and nationality', async t => {
  const [sdn] = await sourcesIn(demo)
  t.match((await loaded(sdn)).entries[2], {
    kind: 'person',
    born: '1968-02-12; 1967',
    reason: 'DEMO-PROLIF, DEMO-CYBER; Director of MERIDIAN STAR TRADING LLC',
    names: [{ strength: 'primary' }, { strength: 'strong' }, { strength: 'strong' }, { strength: 'strong' }, { text: 'Zhenya Demin', strength: 'weak' }],
    identifiers: [{ scheme: 'passport', value: '71 0449913' }],
    countries: ['RU']
  })
})

t.test('ships have an IMO number that is one, flag and call sign; aircraft their registration', async t => {
  const [sdn] = await sourcesIn(demo)
  const { entries } = await loaded(sdn)
  const ships = entries.filter(({ kind }) => kind === 'vessel')
  t.same(ships.map(({ identifiers }) => checkShip(identifiers.find(({ scheme }) => scheme === 'IMO')?.value ?? '')), ['right', 'right', 'right'])
  t.match(ships[0], { countries: ['PA'], identifiers: [{ scheme: 'call-sign', value: 'ZZDM4' }, { scheme: 'IMO' }, { scheme: 'MMSI', value: '999123456' }] })
  t.match(entries.find(({ kind }) => kind === 'aircraft')?.identifiers, [{ scheme: 'msn', value: '99001' }, { scheme: 'msn' }, { scheme: 'tail-number', value: 'ZZ-DMA' }])
})

t.test('where nothing is laid there is nothing to load, and the list in use stays', async t => {
  const [sdn, other] = await sourcesIn(tmpdir())
  t.equal(await sdn.version(), null)
  t.equal(await other.version(), null)
})

t.test('the version changes with any of the files, and only with them', async t => {
  const folder = administration({ 'sdn.csv': '1,"A",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' })
  const [sdn] = await sourcesIn(folder)
  const version = await sdn.version()
  t.equal(await sdn.version(), version)
  writeFileSync(join(folder, 'lists/consolidated/alt.csv'), '1,1,"aka","B",-0- \r\n')
  t.not(await sdn.version(), version)
})

t.test('a list laid under other names is the other list, in a folder of one’s choice', async t => {
  const folder = administration({ 'cons_prim.csv': '7,"A, B","individual","NS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1962."\r\n\u001a' })
  const [sdn, other] = await sourcesIn(folder, { folder: './lists/consolidated' })
  t.equal(await sdn.version(), null)
  t.same(await loaded(other), { entries: [{ key: '7', kind: 'person', born: '1962', reason: 'NS', names: [{ text: 'A, B', strength: 'primary' }], identifiers: [], countries: [], addresses: [] }], issues: [] })
})

t.test('a remark that goes on in the file of comments is one remark', async t => {
  const folder = administration({
    'sdn.csv': '7,"A",-0- ,"NS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Passport 12"\r\n',
    'sdn_comments.csv': '7,"34567 (Iran); SWIFT/BIC DEMO"\r\n7,"IRTH."\r\n'
  })
  const [sdn] = await sourcesIn(folder)
  t.match((await loaded(sdn)).entries[0], { identifiers: [{ scheme: 'passport', value: '1234567' }, { scheme: 'bic', value: 'DEMOIRTH' }], countries: ['IR'] })
})

t.test('a broken row is said with its line and costs no other', async t => {
  const folder = administration({ 'sdn.csv': '7,"A",-0- ,"NS"\r\n,"B"\r\n9,"C,-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' })
  const { entries, issues } = await loaded((await sourcesIn(folder))[0])
  t.equal(entries[0]?.key, '7')
  t.same(issues.map(({ code, at }) => [code, at?.line]).slice(0, 3), [['row-length', 1], ['row-length', 2], ['entry-unread', 2]])
})

t.test('remarks are read clause by clause', async t => {
  const read = readRemarks("DOB 03 May 1938; alt. DOB Dec 1940; a.k.a. 'A; B'; f.k.a. 'C'; National ID No. D489833(9) (Hong Kong); NIT # 800-7 (Colombia); Identification Number IMO 5342883; Gender Male; friend of nobody.")
  t.same(read, {
    weak: ['A; B', 'C'],
    identifiers: [{ scheme: 'nit', value: '800-7' }, { scheme: 'IMO-company', value: '5342883' }],
    countries: ['Colombia'],
    born: ['1938-05-03', '1940-12'],
    unread: ['National ID No. D489833(9) (Hong Kong)', 'friend of nobody']
  })
})

t.test('whatever stands in remarks, they are read to the end', async () => {
  const word = fc.constantFrom("'", ';', '.', '(', ')', 'a.k.a. ', 'Passport ', 'No. ', '7', 'x', ' ', 'DOB ', '"')
  fc.assert(fc.property(fc.array(word, { maxLength: 60 }).map(parts => parts.join('')), text => {
    const { weak, identifiers, born, unread } = readRemarks(text)
    return [weak, identifiers, born, unread].every(Array.isArray)
  }))
})

const reference = process.env['CTS_REFERENCE']
t.test('the published files of one day are read, nine tenths of their remarks understood', { skip: reference === undefined && 'CTS_REFERENCE is not set' }, async t => {
  const [sdn] = await sourcesIn('/', { folder: join(reference ?? '', 'sanctions-us-ofac/2021-07-07') })
  const { entries, issues } = await loaded(sdn)
  t.ok(entries.length > 8900)
  t.same(entries.filter(entry => faultsOf(WatchEntry, entry).length > 0), [])
  t.ok(issues.filter(({ code }) => code === 'remark-unread').length < entries.length / 10)
  t.same(issues.filter(({ code }) => !['remark-unread', 'country-unknown'].includes(code)), [])
  const newer = administration({})
  copyFileSync(join(reference ?? '', 'sanctions-us-ofac/sdn_2024-07-02.csv'), join(newer, 'lists/consolidated/sdn.csv'))
  const ships = (await loaded((await sourcesIn(newer))[0])).entries.filter(({ kind }) => kind === 'vessel')
  const numbers = ships.flatMap(({ identifiers }) => identifiers.filter(({ scheme }) => scheme === 'IMO'))
  t.ok(numbers.length > 860)
  t.ok(numbers.filter(({ value }) => checkShip(value) === 'right').length > 855)
})
