import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Declaration, Issue, Read } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import cuscar from '../index.ts'

const folder = join(process.env['CTS_SAMPLES'] ?? '', 'cuscar')
const skip = process.env['CTS_SAMPLES'] !== undefined && existsSync(folder) ? false : 'CTS_SAMPLES names no samples'

const hidden = (text: string | undefined): string | null => text === undefined ? null : createHash('sha256').update(text).digest('hex')

/** What is compared of a declaration: codes and numbers as they are, names, addresses and descriptions by their digest. */
const digestOf = ({ number, loading, discharge, totals, parties, goods, equipment }: Declaration) => ({
  number: number ?? null,
  loading: loading ?? null,
  discharge: discharge ?? null,
  parties: parties.map(party => ({
    roleDeclared: party.roleDeclared,
    identifier: party.identifiers[0]?.value ?? null,
    name: hidden(party.name),
    address: hidden(party.address),
    city: hidden(party.city),
    postcode: party.postcode ?? null,
    country: party.country ?? null
  })),
  goods: goods.map(item => ({
    packages: item.packages ?? null,
    packageKind: item.packageKind ?? null,
    mass: item.mass ?? null,
    massUnit: item.massUnit ?? null,
    description: hidden(item.description?.replace(/ +/g, ' ')),
    commodity: item.commodity
  })),
  containers: equipment.map(({ number, category, seals }) => ({ number, category: category ?? null, seals: seals.map(seal => seal.number) })),
  mass: totals.mass ?? null
})

const readFile = async (file: string): Promise<{ readonly reads: Read[], readonly issues: Issue[], readonly sure: number }> => {
  const bytes = readFileSync(join(folder, file))
  const { formats: [format] } = await gather(cuscar)
  const [reads, issues]: [Read[], Issue[]] = [[], []]
  const stream = async function * (): AsyncGenerator<Uint8Array> { yield bytes }
  if (!format) return { reads, issues, sure: 0 }
  for await (const read of format.parse(stream(), issue => issues.push(issue))) reads.push(read)
  return { reads, issues, sure: format.recognize({ bytes: bytes.subarray(0, 4096) }) }
}

t.test('every cargo report that others published is recognized and read value by value', { skip }, async t => {
  const expected: Record<string, unknown[]> = JSON.parse(readFileSync(new URL('corpus.json', import.meta.url), 'utf8'))
  for (const file of readdirSync(folder)) {
    const { reads, sure } = await readFile(file)
    t.ok(sure > 0.9, `${file} is a cargo report`)
    t.same(reads.flatMap(read => 'declaration' in read ? [digestOf(read.declaration)] : []), expected[file], file)
  }
})

t.test('what is wrong with them is said with its place', { skip }, async t => {
  const codes = async (file: string) => [...new Set((await readFile(file)).issues.map(({ code }) => code))].sort()
  t.same(await codes('edi-type-detector__hamburgsud_D96B_truncated.edi'), ['envelope-truncated', 'segment-unread', 'syntax-terminator-missing'])
  t.same(await codes('chrishumphreys__edifact-cuscar-tools__simple.edi'), ['envelope-mismatch'])
  t.same(await codes('app_cargas__cmsp_fragment_1.edi'), ['consignment-incomplete', 'envelope-missing', 'envelope-truncated', 'structure-missing'])
  for (const file of readdirSync(folder)) {
    const { issues } = await readFile(file)
    t.ok(issues.every(({ at }) => at !== undefined && at.offset !== undefined), `${file}: each has its place`)
  }
})
