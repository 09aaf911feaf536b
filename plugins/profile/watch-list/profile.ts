import { checkOf, type Assessor, type Facts, type Finding, type Match, type ProfileType, type Published } from 'wco-cts'
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
  * assess (_consignment, facts) {
    const hits = hitsOf(facts)
    if (hits === null) {
      for (const { profile, version } of published) yield { profile, version, failed: 'the facts of the enricher watch-list are missing' }
      return
    }
    if (hits.length > 0) for (const one of published) yield * matchesOf(one, hits)
  },
  change (added, removed) {
    const changed = new Set([...removed, ...added.map(({ profile }) => profile)])
    return assessorOf([...published.filter(({ profile }) => !changed.has(profile)), ...added])
  }
})

const matchesOf = function * ({ profile, version, settings }: Published<Settings>, hits: readonly Hit[]): Iterable<Match> {
  for (const [index, hit] of hits.entries()) {
    if (asks.lists(settings, hit) && asks.kinds(settings, hit) && asks.minimum(settings, hit)) yield { profile, version, finding: findingOf(settings, hit, index) }
  }
}

const findingOf = ({ score }: Settings, hit: Hit, index: number): Finding => ({
  reason: hit.by,
  params: { list: hit.title, matched: hit.matched, found: hit.found, score: hit.score, slip: hit.slip ?? 'none' },
  score: score ?? Math.round(WORTH[hit.by] * hit.score / 100),
  evidence: [hit.at, `/facts/watch-list/hits/${index}`],
  words: [hit.found],
  ...(hit.only === undefined ? {} : { only: hit.only })
})

/** Null: nobody said what is on a list, which is not the same as that nothing is. */
const hitsOf = (facts: Facts): readonly Hit[] | null => {
  const said = facts['watch-list']
  return isWatchFacts(said) ? said.hits : null
}

const isWatchFacts = (said: unknown): said is WatchFacts => checkOf(WatchFacts).Check(said)
