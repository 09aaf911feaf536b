import t from 'tap'
import { checked, faultsOf, type Consignment, type Match, type ProfileType } from 'wco-cts'
import { conformProfile, gather } from 'wco-cts/conformance'
import { draw } from '../draw.ts'
import random from '../index.ts'

const SEED = 'a seed that only the tests know'
const idOf = (number: number): string => `7b0e8a52-0000-4000-8000-${String(number).padStart(12, '0')}`

const cargo = (number: number, more: Partial<Consignment> = {}): Consignment => ({
  id: idOf(number),
  mode: 'sea',
  movement: 'import',
  document: { kind: 'house', number: `DEMO${number}` },
  conveyance: { stops: [] },
  transhipments: [], parties: [], goods: [], equipment: [], handling: [], references: [], customs: [], notes: [], senders: [], reports: [],
  ...more
})

const typeOf = async (options: object = {}): Promise<ProfileType> => {
  const { profiles: [type] } = await gather(random, { seed: SEED, ...options })
  if (type === undefined) throw new Error('no profile type')
  return type
}

const assess = async (settings: object, consignments: readonly Consignment[], options = {}): Promise<readonly Match[]> => {
  const type = await typeOf(options)
  const assessor = await type.compile((async function * () { yield { profile: idOf(999), version: 1, settings: checked(type.settings, settings) } })())
  return consignments.flatMap(consignment => [...assessor.assess(consignment, {})])
}

const MANY = 100_000
const ids = Array.from({ length: MANY }, (_, number) => idOf(number))

/** Pearson's statistic of counts against what was to be expected. */
const chiSquare = (counts: readonly number[], expected: readonly number[]): number =>
  counts.reduce((sum, count, at) => sum + (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 1), 0)

conformProfile(t, random, {
  folder: new URL('../', import.meta.url),
  options: { seed: SEED },
  settings: [{ perMille: 1000 }, { perMille: 1 }, { perMille: 1000, mode: 'air' }, { perMille: 1000, movement: 'import' }],
  cargo: [{ consignment: cargo(1) }, { consignment: cargo(2, { mode: 'air', document: { kind: 'house' } }) }]
})

t.test('there is no seed but the administration’s', async t => {
  await t.rejects(gather(random, {}), /input-invalid/)
  await t.rejects(gather(random, { seed: 'too short' }), /input-invalid/)
})

t.test('a rate is a whole number of a thousand, from one', async t => {
  const { settings } = await typeOf()
  for (const wrong of [{}, { perMille: 0 }, { perMille: 1001 }, { perMille: 2.5 }, { perMille: 5, movement: 'sideways' }, { perMille: 5, seed: SEED }]) {
    t.not(faultsOf(settings, wrong).length, 0, JSON.stringify(wrong))
  }
})

t.test('draws fall evenly', async t => {
  const counts = Array.from({ length: 100 }, () => 0)
  for (const id of ids) {
    const bin = Math.floor(draw(SEED, idOf(1), id).share * 100)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  // 148.2 is passed by one fair draw in a thousand with 99 degrees of freedom; the seed is fixed, so this one is not.
  t.ok(chiSquare(counts, counts.map(() => MANY / 100)) < 148.2)
})

t.test('the rate is the one set', async t => {
  for (const perMille of [1, 20, 500, 999]) {
    const drawn = ids.filter(id => draw(SEED, idOf(2), id).share < perMille / 1000).length
    const expected = MANY * perMille / 1000
    // 10.83 is passed by one fair draw in a thousand with one degree of freedom.
    t.ok(chiSquare([drawn, MANY - drawn], [expected, MANY - expected]) < 10.83, `${perMille} of a thousand`)
  }
})

t.test('two profiles draw independently of each other, and score and share too', async t => {
  const half = (number: number): boolean => number < 0.5
  const pairs: ((id: string) => readonly [boolean, boolean])[] = [
    id => [half(draw(SEED, idOf(3), id).share), half(draw(SEED, idOf(4), id).share)],
    id => [half(draw(SEED, idOf(3), id).share), half(draw(SEED, idOf(3), id).score)],
    id => [half(draw(SEED, idOf(3), id).share), half(draw(`${SEED}!`, idOf(3), id).share)]
  ]
  for (const pair of pairs) {
    const counts = [0, 0, 0, 0]
    for (const id of ids) {
      const [one, other] = pair(id)
      const cell = Number(one) * 2 + Number(other)
      counts[cell] = (counts[cell] ?? 0) + 1
    }
    // 16.27: one in a thousand, three degrees of freedom.
    t.ok(chiSquare(counts, counts.map(() => MANY / 4)) < 16.27)
  }
})

t.test('the same consignment is drawn alike for ever', async t => {
  const consignments = Array.from({ length: 2000 }, (_, number) => cargo(number))
  const once = await assess({ perMille: 100 }, consignments)
  t.strictSame(await assess({ perMille: 100 }, consignments), once)
  t.ok(once.length > 100 && once.length < 300)
})

t.test('at a thousand of a thousand all are drawn, at one hardly any', async t => {
  const consignments = Array.from({ length: 500 }, (_, number) => cargo(number))
  t.equal((await assess({ perMille: 1000 }, consignments)).length, 500)
  t.ok((await assess({ perMille: 1 }, consignments)).length < 10)
})

t.test('only cargo of the mode and movement set is drawn', async t => {
  const consignments = [cargo(1), cargo(2, { mode: 'air' }), cargo(3, { movement: 'transit' })]
  t.equal((await assess({ perMille: 1000, mode: 'sea' }, consignments)).length, 2)
  t.equal((await assess({ perMille: 1000, mode: 'sea', movement: 'import' }, consignments)).length, 1)
})

t.test('a finding says nothing but that it was selected, with scores all over their bounds', async t => {
  const matches = await assess({ perMille: 1000 }, Array.from({ length: 3000 }, (_, number) => cargo(number)))
  const findings = matches.flatMap(match => 'finding' in match ? match.finding : [])
  t.strictSame(findings[0] && { ...findings[0], score: 0 }, { reason: 'selected', score: 0, evidence: ['/document/number'] })
  t.strictSame([...new Set(findings.map(({ score }) => score))].sort((a, b) => a - b), Array.from({ length: 41 }, (_, number) => 40 + number))
})

t.test('bounds of the score given the wrong way round are the same bounds', async t => {
  const matches = await assess({ perMille: 1000 }, [cargo(1)], { leastScore: 60, mostScore: 55 })
  t.ok(matches.every(match => 'finding' in match && match.finding.score >= 55 && match.finding.score <= 60))
})

t.test('a consignment without a document number is pointed at by its id', async t => {
  const [match] = await assess({ perMille: 1000 }, [cargo(1, { document: { kind: 'house' } })])
  t.strictSame(match && 'finding' in match && match.finding.evidence, ['/id'])
})

t.test('a draw can be explained: the stratum, and the number drawn', async t => {
  const type = await typeOf()
  const profile = { profile: idOf(999), version: 1, settings: checked(type.settings, { perMille: 1000, mode: 'air' }) }
  t.match(type.explain(profile, cargo(1), {}), {
    matched: false,
    nearest: true,
    conditions: [{ says: 'mode', holds: false, value: 'sea', at: '/mode' }, { says: 'drawn-below', holds: true, value: draw(SEED, idOf(999), idOf(1)).share * 1000, at: '/id' }]
  })
})
