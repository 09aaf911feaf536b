import { checkOf, type Assessor, type Consignment, type Facts, type Finding, type Match, type ProfileType, type Published } from 'wco-cts'
import { explain } from './explain.ts'
import { WatchFacts, type Hit } from './facts.ts'
import { asks, Settings, WORTH } from './settings.ts'

/** A profile that makes a finding of each hit on the watch lists it names. */
export const watchListProfile = (threshold: number): ProfileType<typeof Settings> => ({
  id: 'watch-list',
  settings: Settings,
  reads: ['watch-list'],
  refuse: ({ minimum }) => minimum < threshold ? [{ pointer: '/minimum', detail: 'below-threshold', params: { minimum, threshold } }] : [],
  async compile (published) {
    const all: Published<Settings>[] = []
    for await (const one of published) all.push(one)
    return assessorOf(all)
  },
  explain: ({ settings }, _consignment, facts) => explain(settings, hitsOf(facts) ?? [])
})

const assessorOf = (published: readonly Published<Settings>[]): Assessor<Settings> => ({
  * assess (consignment, facts) {
    const hits = hitsOf(facts)
    if (hits === null) {
      for (const { profile, version } of published) yield { profile, version, failed: 'the facts of the enricher watch-list are missing' }
      return
    }
    if (hits.length > 0) for (const one of published) yield * matchesOf(one, hits, consignment)
  },
  change (added, removed) {
    const changed = new Set([...removed, ...added.map(({ profile }) => profile)])
    return assessorOf([...published.filter(({ profile }) => !changed.has(profile)), ...added])
  }
})

interface Placed { readonly hit: Hit, readonly index: number }

const matchesOf = function * ({ profile, version, settings }: Published<Settings>, hits: readonly Hit[], consignment: Consignment): Iterable<Match> {
  const asked = hits.flatMap((hit, index) => asks.lists(settings, hit) && asks.kinds(settings, hit) && asks.minimum(settings, hit) ? [{ hit, index }] : [])
  for (const same of together(asked)) yield { profile, version, finding: findingOf(settings, same, consignment) }
}

/** A party that stands in two roles is met twice by one entry, and says no more by it: the same words under the same entry are one finding. */
const together = (hits: readonly Placed[]): Iterable<readonly [Placed, ...Placed[]]> => {
  const all = new Map<string, [Placed, ...Placed[]]>()
  for (const placed of hits) {
    const { list, entry, by, matched, found } = placed.hit
    const key = JSON.stringify([list, entry, by, matched, found])
    const held = all.get(key)
    if (held === undefined) all.set(key, [placed])
    else held.push(placed)
  }
  return all.values()
}

const findingOf = ({ score }: Settings, same: readonly [Placed, ...Placed[]], consignment: Consignment): Finding => {
  const [{ hit }] = same
  return {
    reason: hit.by,
    params: { list: hit.title, matched: hit.matched, found: hit.found, score: hit.score, slip: hit.slip ?? 'none', ...rolesOf(same, consignment) },
    score: score ?? Math.round(WORTH[hit.by] * hit.score / 100),
    evidence: same.flatMap(({ hit: { at }, index }) => [at, `/facts/watch-list/hits/${index}`]),
    words: [hit.found],
    ...(hit.only === undefined ? {} : { only: hit.only })
  }
}

/** The roles of the parties that are met, for the sentence: three of them, and how many more. */
const rolesOf = (same: readonly Placed[], { parties }: Consignment) => {
  const roles = [...new Set(same.flatMap(({ hit: { at } }) => parties[Number(PARTY.exec(at)?.[1] ?? -1)]?.role ?? []))].sort(asWritten)
  const [as1 = 'none', as2 = 'none', as3 = 'none', ...more] = roles
  return { as1, as2, as3, more: more.length }
}

const PARTY = /^\/parties\/(\d+)\//

const WRITTEN = ['consignor', 'consignee', 'notify']
const place = (role: string): number => WRITTEN.includes(role) ? WRITTEN.indexOf(role) : WRITTEN.length
const asWritten = (one: string, other: string): number => place(one) - place(other) || (one < other ? -1 : 1)

/** Null: nobody said what is on a list, which is not the same as that nothing is. */
const hitsOf = (facts: Facts): readonly Hit[] | null => {
  const said = facts['watch-list']
  return isWatchFacts(said) ? said.hits : null
}

const isWatchFacts = (said: unknown): said is WatchFacts => checkOf(WatchFacts).Check(said)
