import type { Condition, Explanation } from 'wco-cts'
import type { Hit } from './facts.ts'
import { asks, type Settings } from './settings.ts'

/** Why a profile matched or did not: by the hit that came nearest to what it asks for. */
export const explain = (settings: Settings, hits: readonly Hit[]): Explanation => {
  const judged = hits.map((hit, index) => conditionsOf(settings, hit, index))
  const nearest = judged.reduce<readonly Condition[] | null>((best, conditions) => best === null || held(conditions) > held(best) ? conditions : best, null)
  if (nearest === null) return { matched: false, nearest: false, conditions: [{ says: 'no-hit', params: {}, holds: false, value: null, at: '/facts/watch-list/hits' }] }
  const missed = nearest.length - held(nearest)
  return { matched: missed === 0, nearest: missed === 1, conditions: nearest }
}

const held = (conditions: readonly Condition[]): number => conditions.filter(({ holds }) => holds).length

const conditionsOf = (settings: Settings, hit: Hit, index: number): readonly Condition[] => {
  const at = `/facts/watch-list/hits/${index}`
  return [
    { says: 'hit', params: { found: hit.found, matched: hit.matched }, holds: true, value: hit.found, at: hit.at },
    { says: 'lists', params: { list: hit.title, count: settings.lists?.length ?? 0 }, holds: asks.lists(settings, hit), value: hit.list, at: `${at}/list` },
    { says: 'kinds', params: { kind: hit.kind, count: settings.kinds?.length ?? 0 }, holds: asks.kinds(settings, hit), value: hit.kind, at: `${at}/kind` },
    { says: 'minimum', params: { minimum: settings.minimum, score: hit.score }, holds: asks.minimum(settings, hit), value: hit.score, at: `${at}/score` }
  ]
}
