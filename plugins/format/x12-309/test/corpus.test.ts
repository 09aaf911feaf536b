import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Declaration, Issue, Read, Report } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import x12 from '../index.ts'
import corpus from './corpus.json' with { type: 'json' }

/** Real messages that others published; names, addresses, descriptions and marks are compared by their SHA-256. */
const samples = process.env['CTS_SAMPLES'] ?? ''
const skip = samples !== '' && existsSync(join(samples, 'x12-309')) ? false : 'CTS_SAMPLES names no samples'

const hidden = (text: string | undefined): string | null => text === undefined ? null : createHash('sha256').update(text).digest('hex')
const squeezed = (text: string | undefined): string | undefined => text?.replace(/\s+/g, '')

/** What is compared of a declaration. */
const digestOf = ({ kind, document }: Report, { conveyance, totals, ...declared }: Declaration) => ({
  report: { kind, document: document ?? null },
  number: declared.number ?? null,
  issuer: declared.issuer ?? null,
  parent: declared.parent ?? null,
  issued: declared.issued ?? null,
  loading: declared.loading ?? null,
  discharge: declared.discharge ?? null,
  origin: declared.origin ?? null,
  originName: hidden(declared.placeNames['origin']),
  destination: declared.destination ?? null,
  freight: declared.freight ?? null,
  transhipments: declared.transhipments,
  ship: {
    identifier: conveyance.identifier ?? null, name: hidden(conveyance.name), journey: conveyance.journey ?? null, carrier: conveyance.carrier ?? null, nationality: conveyance.nationality ?? null
  },
  totals: { packages: totals.packages ?? null, mass: totals.mass ?? null, massUnit: totals.massUnit ?? null, volume: totals.volume ?? null, volumeUnit: totals.volumeUnit ?? null },
  parties: declared.parties.map(party => ({
    roleDeclared: party.roleDeclared ?? null,
    identifier: party.identifiers[0]?.value ?? null,
    name: hidden(party.name),
    address: hidden(party.address),
    city: hidden(party.city),
    region: party.region ?? null,
    postcode: party.postcode ?? null,
    country: party.country ?? null
  })),
  goods: declared.goods.map(item => ({
    packages: item.packages ?? null,
    packageKind: item.packageKind ?? null,
    mass: item.mass ?? null,
    massUnit: item.massUnit ?? null,
    value: item.value ?? null,
    commodity: item.commodity,
    dangerous: item.dangerous,
    containers: item.equipment.map(({ number }) => number),
    description: hidden(squeezed(item.description)),
    marks: hidden(squeezed(item.marks))
  })),
  containers: declared.equipment.map(({ number, category, type, fullness, seals }) => ({
    number, category: category ?? null, type: type ?? null, fullness: fullness ?? null, seals: seals.map(seal => seal.number)
  }))
})

const filesIn = (folder: string): readonly string[] => readdirSync(join(samples, folder)).map(file => `${folder}/${file}`)

const readFile = async (file: string): Promise<{ readonly reads: Read[], readonly issues: Issue[], readonly sure: number }> => {
  const bytes = readFileSync(join(samples, file))
  const { formats: [format] } = await gather(x12)
  const [reads, issues]: [Read[], Issue[]] = [[], []]
  const stream = async function * (): AsyncGenerator<Uint8Array> { yield bytes }
  if (!format) return { reads, issues, sure: 0 }
  for await (const read of format.parse(stream(), issue => issues.push(issue))) reads.push(read)
  return { reads, issues, sure: format.recognize({ bytes: bytes.subarray(0, 4096) }) }
}

const digestsOf = (reads: readonly Read[]): readonly unknown[] => {
  const reports = reads.flatMap(read => 'report' in read ? [read.report] : [])
  return reads.flatMap(read => 'declaration' in read && reports[0] ? [digestOf(reports[0], read.declaration)] : [])
}

t.test('every manifest and bill of lading that others published is recognized and read value by value', { skip }, async t => {
  t.same(['x12-309', 'x12-310'].flatMap(filesIn).sort(), Object.keys(corpus).sort())
  for (const [file, expected] of Object.entries(corpus)) {
    const { reads, sure, issues } = await readFile(file)
    t.equal(sure, 0.95, `${file} is ours`)
    t.same(digestsOf(reads), expected, file)
    t.same(issues.filter(({ code }) => code === 'segment-unread'), [], `${file} is understood to the last segment`)
  }
})

t.test('what is wrong with them is said with its place', { skip }, async t => {
  const codes = async (file: string) => [...new Set((await readFile(file)).issues.map(({ code }) => code))].sort()
  t.same(await codes('x12-309/apimeister__x12-types__test_309_1.edi'), ['envelope-mismatch', 'reference-duplicate', 'total-mismatch'])
  t.same(await codes('x12-310/apimeister__x12-types__004010_310.edi'), ['envelope-mismatch'])
  t.same(await codes('x12-310/apimeister__x12-types__test_310_3.edi'), [])
  for (const file of ['x12-309', 'x12-310'].flatMap(filesIn)) t.ok((await readFile(file)).issues.every(({ at }) => at?.offset !== undefined), `${file}: each has its place`)
})

t.test('a count of segments that belongs to a longer original is said with both numbers', { skip }, async t => {
  const { issues } = await readFile('x12-309/apimeister__x12-types__test_309_1.edi')
  t.match(issues.find(({ code }) => code === 'envelope-mismatch'), { at: { path: 'SE', line: 297 }, params: { tag: 'SE', what: 'count', declared: '622', read: 295 } })
})

t.test('answers are not recognized, and declare nothing when they are read all the same', { skip }, async t => {
  for (const file of filesIn('x12-997-824')) {
    const { reads, issues, sure } = await readFile(file)
    t.equal(sure, 0, `${file} is none of ours`)
    t.same(reads, [], file)
    t.ok(issues.some(({ code }) => code === 'message-skipped'), file)
  }
})

t.test('no sample of another format is taken for X12', { skip }, async t => {
  const { formats: [format] } = await gather(x12)
  const folders = readdirSync(samples, { withFileTypes: true }).filter(entry => entry.isDirectory() && !entry.name.startsWith('x12-'))
  for (const file of folders.flatMap(({ name }) => filesIn(name))) t.equal(format?.recognize({ bytes: readFileSync(join(samples, file)).subarray(0, 4096) }), 0, file)
})
