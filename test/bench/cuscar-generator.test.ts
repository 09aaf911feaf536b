import { createHash } from 'node:crypto'
import t from 'tap'
import { checkContainer, type Issue, type Read } from 'wco-cts'
import cuscar from '../../plugins/format/cuscar/index.ts'
import { gather } from '../conformance/gather.ts'
import { cuscarMessage, ordinaryWords, rareWord } from './cuscar-generator.ts'

const read = async (bytes: AsyncIterable<Uint8Array>): Promise<{ readonly reads: Read[], readonly issues: Issue[] }> => {
  const { formats: [format] } = await gather(cuscar)
  const [reads, issues]: [Read[], Issue[]] = [[], []]
  if (format) for await (const one of format.parse(bytes, issue => issues.push(issue))) reads.push(one)
  return { reads, issues }
}

const digest = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const part of bytes) hash.update(part)
  return hash.digest('hex')
}

t.test('a made manifest is read without an issue, and its counts agree', async t => {
  const { reads, issues } = await read(cuscarMessage({ consignments: 10_500, seed: 5, reference: 'GEN1' }))
  const declared = reads.flatMap(one => 'declaration' in one ? [one.declaration] : [])
  t.same(issues, [])
  t.equal(declared.length, 10_500)
  t.equal(reads.filter(one => 'report' in one).length, 2)
  t.equal(new Set(declared.map(({ number }) => number)).size, 10_500)
  const containers = declared.flatMap(({ equipment }) => equipment)
  t.ok(containers.length > 13_000 && containers.length < 16_500, `${containers.length} containers`)
  t.equal(new Set(containers.map(({ number }) => number)).size, containers.length)
  t.ok(containers.every(({ number }) => checkContainer(number ?? '') === 'right'), 'every check digit is right')
})

t.test('one bill in fifty is of the rare wood, and every second holds an ordinary word', async t => {
  const { reads } = await read(cuscarMessage({ consignments: 1_000, seed: 9, reference: 'GEN2' }))
  const texts = reads.flatMap(one => 'declaration' in one ? [one.declaration.goods.map(({ description }) => description).join(' ')] : [])
  t.equal(texts.filter(text => text.includes(rareWord)).length, 20)
  t.equal(texts.filter(text => ordinaryWords.some(word => text.includes(word))).length, 500)
})

t.test('the same options make the same bytes, and another seed makes others', async t => {
  const made = { consignments: 300, seed: 1, reference: 'GEN3' }
  t.equal(await digest(cuscarMessage(made)), await digest(cuscarMessage(made)))
  t.not(await digest(cuscarMessage(made)), await digest(cuscarMessage({ ...made, seed: 2 })))
})

t.test('house bills name their masters', async t => {
  const { reads, issues } = await read(cuscarMessage({ consignments: 50, seed: 4, reference: 'GEN4', house: true }))
  t.same(issues, [])
  const declared = reads.flatMap(one => 'declaration' in one ? [one.declaration] : [])
  t.equal(declared.length, 50)
  t.ok(declared.every(({ kind, parent }) => kind === 'house-bill' && parent !== undefined), 'each lies under a master')
})

t.test('a bill is about as long as those that arrive', async t => {
  let size = 0
  for await (const part of cuscarMessage({ consignments: 1_000, seed: 6, reference: 'GEN5' })) size += part.length
  t.ok(size / 1_000 > 750 && size / 1_000 < 1_500, `${Math.round(size / 1_000)} bytes a bill`)
})
