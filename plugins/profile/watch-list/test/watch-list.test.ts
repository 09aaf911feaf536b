import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Assessor, Match, Published, Static, TObject } from 'wco-cts'
import { conformEnricher } from '../../../../test/conformance/enricher.ts'
import { loadTexts } from '../../../../core/render/locale.ts'
import { conformProfile } from '../../../../test/conformance/profile.ts'
import watchList from '../index.ts'
import { cargo, entry, named, withLists } from './fixture.ts'

const hit = { list: 'seizures', entry: 'one', title: 'Seizures', kind: 'party', by: 'name', score: 94, at: '/parties/0/name', matched: 'Nordic Copper', found: 'NORDIC COPER', parts: ['nordic=nordic'], sensitivity: 'open' }
const box = { ...hit, list: 'boxes', kind: 'container', by: 'container', score: 100, at: '/equipment/0/number', matched: 'MSCU1234566', found: 'MSCU1234566', slip: 'lookalike' }
const consignment = cargo({ parties: [{ role: 'consignee', name: 'NORDIC COPER' }], equipment: [{ number: 'MSCU1234566' }] })

conformEnricher(t, watchList, { folder: new URL('../', import.meta.url), consignments: [consignment, cargo()] })

conformProfile(t, watchList, {
  folder: new URL('../', import.meta.url),
  settings: [{}, { lists: ['seizures'], minimum: 90 }, { lists: ['boxes'], kinds: ['container'], score: 100 }, { lists: ['nobody'] }, { minimum: 99, kinds: ['person'] }],
  refused: [{ minimum: 40 }, { kinds: ['submarine'] }, { score: 101 }, { list: ['seizures'] }],
  cargo: [{ consignment, facts: { 'watch-list': { hits: [hit, box] } } }, { consignment, facts: { 'watch-list': { hits: [] } } }]
})

type Settings = Static<TObject>
const compiled = async (settings: object): Promise<Assessor<Settings>> => {
  const { profile } = await withLists([])
  return profile.compile((async function * (): AsyncGenerator<Published<Settings>> { yield { profile: 'p', version: 2, settings: { minimum: 85, ...settings } } })())
}
const found = (matches: Iterable<Match>) => [...matches].map(match => 'finding' in match ? match.finding : match.failed)

t.test('each hit becomes a finding with the text of both sides and two places to look', async t => {
  const assessor = await compiled({})
  t.strictSame(found(assessor.assess(consignment, { 'watch-list': { hits: [hit, box] } })), [
    { reason: 'name', params: { list: 'Seizures', matched: 'Nordic Copper', found: 'NORDIC COPER', score: 94, slip: 'none', as1: 'consignee', as2: 'none', as3: 'none', more: 0 }, score: 75, evidence: ['/parties/0/name', '/facts/watch-list/hits/0'], words: ['NORDIC COPER'] },
    { reason: 'container', params: { list: 'Seizures', matched: 'MSCU1234566', found: 'MSCU1234566', score: 100, slip: 'lookalike', as1: 'none', as2: 'none', as3: 'none', more: 0 }, score: 90, evidence: ['/equipment/0/number', '/facts/watch-list/hits/1'], words: ['MSCU1234566'] }
  ])
})

t.test('one entry met by one name in several roles is one finding, that names the roles and leads to each place', async t => {
  const parties = [{ role: 'consignor', name: 'LOTUS' }, { role: 'consignee', name: 'NORDIC COPER' }, { role: 'notify', name: 'NORDIC COPER' }, { role: 'notify', name: 'NORDIC COPPER LTD' }]
  const both = cargo({ parties })
  const hits = [{ ...hit, at: '/parties/1/name' }, { ...hit, at: '/parties/2/name' }, { ...hit, at: '/parties/3/name', found: 'NORDIC COPPER LTD' }, { ...hit, at: '/parties/1/name', list: 'other', title: 'Other' }]
  const findings = found((await compiled({})).assess(both, { 'watch-list': { hits } }))
  t.match(findings, [
    { score: 75, params: { as1: 'consignee', as2: 'notify', as3: 'none', more: 0 }, evidence: ['/parties/1/name', '/facts/watch-list/hits/0', '/parties/2/name', '/facts/watch-list/hits/1'], words: ['NORDIC COPER'] },
    { params: { found: 'NORDIC COPPER LTD', as1: 'notify', as2: 'none' }, evidence: ['/parties/3/name', '/facts/watch-list/hits/2'] },
    { params: { list: 'Other', as1: 'consignee', as2: 'none' } }
  ])
  t.equal(findings.length, 3)
  const texts = await loadTexts([{ plugin: 'profile/watch-list', folder: fileURLToPath(new URL('../locales', import.meta.url)) }])
  const text = (language: string): string => texts.text('profile/watch-list', language, 'reasons.name', typeof findings[0] === 'object' ? findings[0].params : {})
  t.equal(text('en'), 'The name “NORDIC COPER” (consignee and notify party) matches “Nordic Copper” on the watch list Seizures at 94 of 100.')
  t.match(text('fr'), /« NORDIC COPER » \(destinataire et partie à notifier\)/)
})

t.test('a profile asks for lists, kinds and closeness, and may set its own score', async t => {
  const scores = async (settings: object) => found((await compiled(settings)).assess(consignment, { 'watch-list': { hits: [hit, box] } })).map(finding => typeof finding === 'string' ? finding : finding.score)
  t.same(await scores({ lists: ['boxes'], score: 33 }), [33])
  t.same(await scores({ kinds: ['party', 'person'] }), [75])
  t.same(await scores({ minimum: 95 }), [90])
  t.same(await scores({ lists: [], kinds: [] }), [75, 90], 'an empty choice is no choice')
})

t.test('facts that are missing are a failure, not a pass', async t => {
  const assessor = await compiled({})
  t.match([...assessor.assess(consignment, {})], [{ profile: 'p', version: 2, failed: /missing/ }])
  t.match([...assessor.assess(consignment, { 'watch-list': { hits: [{ list: 1 }] } })], [{ failed: /missing/ }])
})

t.test('an explanation is that of the hit that came nearest', async t => {
  const { profile } = await withLists([])
  const explained = profile.explain({ profile: 'p', version: 1, settings: { kinds: ['container'], lists: ['seizures'], minimum: 85 } }, consignment, { 'watch-list': { hits: [{ ...hit, score: 80 }, box] } })
  t.match(explained, { matched: false, nearest: true, conditions: [{ says: 'hit' }, { says: 'lists', holds: false }, { says: 'kinds', holds: true }, { says: 'minimum', holds: true, value: 100 }] })
})

const ONSETS = 'bcdfghjklmnprstvwz'
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou']
const CODAS = ['', '', 'n', 'r', 's', 'l', 'k', 'm', 'nd', 'rt']
const dice = (seed: number) => (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor(seed / 2 ** 32 * below)
}

t.test('twenty thousand entries keep up with a thousand consignments and two hundred changes a second, even on a busy machine', { timeout: 120_000 }, async t => {
  const next = dice(11)
  const words = Array.from({ length: 20_000 }, () => Array.from({ length: 2 + next(2) }, () => ONSETS.charAt(next(18)) + (VOWELS[next(7)] ?? '') + (CODAS[next(10)] ?? '')).join(''))
  // Some words stand in many names, most in few.
  const word = (): string => words[Math.floor(next(1000) * next(1000) * next(1000) / 50_000)] ?? 'nord'
  const tails = ['trading llc', 'shipping co ltd', '', 'gmbh', 'general import export', 'sa', 'industries', 'logistics']
  const name = (): string => `${word()} ${word()} ${tails[next(tails.length)]}`.trim()
  const listed = Array.from({ length: 20_000 }, (_, index) => entry(named('party', name(), name(), name()), { entry: `e${index}`, change: index + 1 }))
  const { lists, facts, changed } = await withLists(listed)
  const before = process.memoryUsage().heapUsed
  await facts([cargo()])
  const mebibytes = (process.memoryUsage().heapUsed - before) / 2 ** 20
  // One in three parties is new, one a known trader, one an agent that stands in most consignments; one in fifty is listed.
  const traders = Array.from({ length: 3000 }, name)
  const agents = Array.from({ length: 40 }, name)
  const one = () => cargo({ parties: [{ role: 'consignor', name: next(50) === 0 ? listed[next(20_000)]?.what.names[0]?.text : name() }, { role: 'consignee', name: traders[next(3000)] }, { role: 'notify', name: agents[next(40)] }] })
  const batches = Array.from({ length: 8 }, () => Array.from({ length: 500 }, one))
  await facts(batches[0] ?? [])
  const started = process.cpuUsage()
  let hits = 0
  for (const batch of batches.slice(1)) for (const fact of await facts(batch)) hits += fact.hits.length
  const used = process.cpuUsage(started)
  const perSecond = 3500 / ((used.user + used.system) / 1e6)
  const updating = process.cpuUsage()
  for (let change = 0; change < 200; change++) lists.entries.push(entry(named('party', name()), { entry: `e${change}`, change: 20_001 + change }))
  for (let change = 0; change < 5; change++) await changed()
  const updated = process.cpuUsage(updating)
  t.comment(`${Math.round(perSecond)} consignments a second of processor time, ${hits} hits; 60,000 names in ${Math.round(mebibytes)} MiB; 200 changes in ${Math.round((updated.user + updated.system) / 1000)} ms`)
  t.ok(hits > 30, 'what is listed is met')
  t.ok(perSecond > 1000)
  t.ok((updated.user + updated.system) / 1e6 < 1)
  t.ok(mebibytes < 400)
})
