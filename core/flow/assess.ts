import type { Assessment, Found, Gap, Lane } from '../model/assessment.ts'
import { faultsOf } from '../model/checked.ts'
import type { Consignment } from '../model/consignment.ts'
import { Finding, type Facts } from '../model/finding.ts'
import type { Match } from '../contract/profile.ts'
import { withoutOnly } from '../model/only.ts'
import { LEFT_OUT } from '../store/deaths.ts'
import type { Compiled, Knowledge } from './knowledge.ts'
import type { AssessmentRules, Works } from './works.ts'

/** One score of many: the highest, their sum, or what is left when each is taken for an independent doubt; at most 100. */
export const combine = (how: AssessmentRules['combine'], scores: readonly number[]): number => {
  const joint = (): number => 100 * (1 - scores.reduce((left, score) => left * (1 - score / 100), 1))
  const raw = how === 'highest' ? Math.max(0, ...scores) : how === 'sum' ? scores.reduce((sum, score) => sum + score, 0) : joint()
  return Math.round(Math.min(100, raw) * 10) / 10
}

/** The lane of a score. What is incomplete, and what somebody is alerted of, is amber at least. */
export const laneOf = (rules: AssessmentRules, score: number, atLeastAmber: boolean): Lane =>
  score >= rules.bands.red ? 'red' : score >= rules.bands.amber || atLeastAmber ? 'amber' : 'green'

interface Seen { readonly findings: Found[], readonly gaps: Gap[] }

/** A match as it is kept: a finding with whose it is, or a gap where the profile failed or gave none. */
const keepMatch = (seen: Seen, match: Match, { plugin, type, profiles }: Compiled): void => {
  const profile = profiles.get(match.profile)
  if ('failed' in match) seen.gaps.push({ plugin, profile: match.profile, failed: match.failed.slice(0, 300) })
  if ('failed' in match || profile === undefined) return
  const [fault] = faultsOf(Finding, match.finding)
  if (fault === undefined) seen.findings.push({ ...match.finding, profile: match.profile, version: match.version, type, plugin, title: profile.title, alert: [...profile.alert] })
  else seen.gaps.push({ plugin, profile: match.profile, failed: `gave a finding that is none: ${fault.pointer} ${fault.detail}` })
}

/** Facts as one plugin may read them: its own enrichers' whole, another's without what is for one person only. */
const factsOf = (works: Works, plugin: string, facts: Facts): Facts => Object.fromEntries(Object.entries(facts).map(([enricher, said]) =>
  [enricher, works.shelves.enrichers.get(enricher)?.plugin === plugin ? said : withoutOnly(said, null)]))

const look = (works: Works, knowledge: Knowledge, consignment: Consignment, facts: Facts): Seen => {
  const seen: Seen = { findings: [], gaps: [...knowledge.orphans()] }
  for (const compiled of knowledge.compiled()) {
    const { plugin, assessor, failed } = compiled
    if (failed !== null) seen.gaps.push({ plugin, failed: failed.slice(0, 300) })
    if (assessor === null) continue
    if (works.without.includes(plugin)) {
      seen.gaps.push({ plugin, failed: LEFT_OUT })
      continue
    }
    works.beat(`${plugin} assess`)
    try {
      for (const match of assessor.assess(consignment, factsOf(works, plugin, facts))) keepMatch(seen, match, compiled)
    } catch (error) {
      works.log.error({ err: error, plugin }, 'a profile type failed to assess')
      seen.gaps.push({ plugin, failed: error instanceof Error ? error.message.slice(0, 300) : 'failed' })
    }
  }
  return seen
}

/** All published profiles look at one consignment. Whatever failed makes the assessment incomplete, and incomplete is never green. */
export const assess = (works: Works, knowledge: Knowledge, consignment: Consignment, version: number, facts: Facts, missing: readonly Gap[]): Assessment => {
  const { findings, gaps } = look(works, knowledge, consignment, facts)
  const all = [...missing, ...gaps]
  const open = findings.filter(({ only }) => only === undefined)
  const score = combine(works.rules.combine, open.map(finding => finding.score))
  const alerting = open.some(({ alert }) => alert.length > 0)
  return {
    consignment: consignment.id,
    version,
    state: all.length > 0 ? 'incomplete' : 'assessed',
    score,
    lane: laneOf(works.rules, score, all.length > 0 || alerting),
    findings: findings.sort((a, b) => b.score - a.score),
    gaps: all,
    change: knowledge.change()
  }
}
