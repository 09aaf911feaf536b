import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { faultsOf, isProblem, ReferenceEntry, type DataSource, type Issue } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import plugin from '../index.ts'

const demo = fileURLToPath(new URL('../../../../config/demo/', import.meta.url))

const administration = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'cts-places-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const sourcesIn = async (folder: string, options: object = {}): Promise<readonly [DataSource, DataSource]> => {
  const { sources: [places, airports] } = await gather(plugin, options, { administration: folder })
  if (!places || !airports) throw new Error('two sources are due')
  return [places, airports]
}

const loaded = async (source: DataSource): Promise<{ entries: ReferenceEntry[], issues: Issue[] }> => {
  const issues: Issue[] = []
  const entries: ReferenceEntry[] = []
  if (source.feeds !== 'reference') throw new Error('a reference list is due')
  for await (const entry of source.load(issue => { issues.push(issue) })) entries.push(entry)
  return { entries, issues }
}

t.test('the shipped table gives ports and airports within its bounds, and nothing of it is unread', async t => {
  const [places, airports] = await sourcesIn(tmpdir())
  for (const source of [places, airports]) {
    const { entries, issues } = await loaded(source)
    t.same(issues, [])
    t.ok(entries.length >= source.expect.min && entries.length <= source.expect.max, `${source.id}: ${entries.length}`)
    t.same(entries.filter(entry => faultsOf(ReferenceEntry, entry).length > 0), [])
    t.equal(new Set(entries.map(({ code }) => code)).size, entries.length)
  }
})

t.test('known ports and airports are where they are', async t => {
  const [places, airports] = await sourcesIn(tmpdir())
  const codes = new Map((await loaded(places)).entries.map(entry => [entry.code, entry]))
  t.match(codes.get('NLRTM'), { name: 'Rotterdam', latitude: 51.92, longitude: 4.5 })
  const locodes = new Map((await loaded(airports)).entries.map(({ code, name }) => [code, name]))
  for (const [iata, locode] of [['LHR', 'GBLHR'], ['JFK', 'USJFK'], ['CDG', 'FRCDG'], ['NBO', 'KENBO'], ['PVG', 'CNPVG'], ['KEF', 'ISKEF']]) t.equal(locodes.get(iata ?? ''), locode)
  t.same([...locodes.values()].filter(locode => !codes.has(locode)), [], 'every airport lies in a place of the list')
})

t.test('the table stays small enough to ship', async t => t.ok(statSync(new URL('../data/un-locode.csv', import.meta.url)).size < 1_500_000))

t.test('an administration’s own places are added, and win', async t => {
  const [places, airports] = await sourcesIn(demo)
  const names = new Map((await loaded(places)).entries.map(({ code, name }) => [code, name]))
  t.equal(names.get('ZZDEM'), 'Port Demo')
  t.equal(names.get('ZZAIR'), 'Demo Airport')
  t.equal((await loaded(airports)).entries.find(({ code }) => code === 'ZZA')?.name, 'ZZAIR')
  const [renamed] = await sourcesIn(administration({ 'own.csv': 'code,name\nNLRTM,Europoort\n' }), { own: 'own.csv' })
  t.equal((await loaded(renamed)).entries.find(({ code }) => code === 'NLRTM')?.name, 'Europoort')
})

t.test('an own table takes the shipped one’s place; what it says wrongly is told with its line', async t => {
  const folder = administration({ 'places.csv': 'code,name,latitude,longitude,iata,zone\nKE MBA,Mombasa,-4.05,391,MBA,Africa/Nairobi\nX,Nowhere,,,,\nKENBO,Nairobi,,,NBO MBA,Mars/Base\nKEKIS,"Kisumu\n' })
  const [places, airports] = await sourcesIn(folder, { file: 'places.csv', least: 1 })
  const { entries, issues } = await loaded(places)
  t.same(entries, [{ code: 'KEMBA', name: 'Mombasa', latitude: -4.05, zone: 'Africa/Nairobi' }, { code: 'KENBO', name: 'Nairobi' }, { code: 'KEKIS', name: '"Kisumu' }])
  t.same(issues.map(({ code, at, params }) => [code, at?.line, params?.['field']]), [
    ['field-unread', 2, 'longitude'], ['field-unread', 3, 'code'], ['field-unread', 4, 'zone'], ['row-quote-open', 5, undefined], ['row-length', 5, undefined]
  ])
  const flown = await loaded(airports)
  t.same(flown.entries.map(({ code, name }) => [code, name]), [['MBA', 'KEMBA'], ['NBO', 'KENBO']])
  t.match(flown.issues, [{ code: 'airport-repeated', params: { airport: 'MBA', first: 'KEMBA', second: 'KENBO' } }])
})

t.test('the version changes with the files, and only with them', async t => {
  const folder = administration({ 'own.csv': 'code,name\nKEMBA,Mombasa\n' })
  const [places] = await sourcesIn(folder, { own: 'own.csv' })
  const version = await places.version()
  t.equal(await places.version(), version)
  writeFileSync(join(folder, 'own.csv'), 'code,name\nKEMBA,Kilindini\n')
  t.not(await places.version(), version)
})

t.test('a named table that is not there is a problem', async t => {
  const [places] = await sourcesIn(tmpdir(), { file: 'lists/none.csv' })
  const error: unknown = await places.version().catch((error: unknown) => error)
  t.ok(isProblem(error) && error.type === 'file-missing')
})
