import type { Block, Cell, Desk, TallyRow } from 'wco-cts'
import { groupsOf, sum, yieldOf } from './counts.ts'

const LANES = ['red', 'amber', 'green'] as const
const GROUPS = ['found', 'nothing', 'not-examined', 'dismissed'] as const

const count = (value: number): Cell => ({ value, kind: 'count' })
const column = (name: string) => ({ key: `reports.columns.${name}` })
const heading = (key: string): Block => ({ type: 'heading', text: { key: `reports.${key}` } })

/** Targets opened in the period by lane, and how they stand now. */
export const byLane = (targets: readonly TallyRow[]): readonly Block[] => [
  heading('targets'),
  { type: 'chart', shape: 'bars', title: { key: 'reports.charts.lanes' }, series: [{ label: { key: 'reports.figures.opened' }, points: LANES.map(lane => [`lane.${lane}`, sum(targets, { lane })]) }] },
  {
    type: 'table',
    title: { key: 'reports.by-lane' },
    columns: ['lane', 'opened', 'ended', 'open', 'overdue'].map(column),
    rows: LANES.map(lane => [
      { value: `lane.${lane}`, kind: 'code', link: `/targets?view=all&lane=${lane}` },
      count(sum(targets, { lane })), count(sum(targets, { lane, overdue: 'ended' })), count(sum(targets, { lane, overdue: 'open' })), count(sum(targets, { lane, overdue: 'overdue' }))
    ])
  }
]

/** How targets ended in the period: the three groups and those dismissed, with the codes in them and the coded reasons. */
export const outcomes = (rows: readonly TallyRow[]): readonly Block[] => [{
  type: 'table',
  title: { key: 'reports.by-outcome' },
  columns: ['group', 'outcome', 'reason', 'decided'].map(column),
  rows: GROUPS.flatMap(group => groupsOf(rows.filter(row => row['group'] === group), ({ code = null, reason = null }) => `${code} ${reason}`).map((same): Cell[] => {
    const [{ code = null, reason = null }] = same
    // A dismissal has its reason for an outcome: that it was withdrawn would say nothing.
    const outcome = group === 'dismissed' || code === null ? null : `outcome.${code}`
    return [{ value: `outcome.${group}`, kind: 'code' }, { value: outcome, kind: 'code' }, { value: reason === null ? null : `reason.${reason}`, kind: 'code' }, count(sum(same))]
  }))
}]

/** Controls by their means and what they came to. */
export const controls = (rows: readonly TallyRow[]): readonly Block[] => rows.length === 0 ? [] : [{
  type: 'table',
  title: { key: 'reports.controls' },
  columns: ['means', 'result', 'controls'].map(column),
  rows: [...rows].sort((a, b) => String(a['means']).localeCompare(String(b['means'])) || b.count - a.count).map(({ means = null, result = null, count: number }) => [
    { value: means === null ? null : `means.${means}`, kind: 'code' },
    { value: result === null ? 'reports.no-result' : result === 'not-done' ? 'reports.not-done' : `result.${result}`, kind: 'code' },
    count(number)
  ])
}]

/** What each profile saw, and what its matches came to so far. */
export const byProfile = (findings: readonly TallyRow[]): readonly Block[] => {
  const profiles = groupsOf(findings, row => String(row['profile']))
  return [heading('profiles'), {
    type: 'table',
    title: { key: 'reports.by-profile' },
    columns: ['profile', 'type', 'findings', ...GROUPS, 'undecided', 'yield'].map(column),
    rows: profiles.map(rows => {
      const [first] = rows
      const [found, nothing] = [sum(rows, { outcome: 'found' }), sum(rows, { outcome: 'nothing' })]
      return [
        { value: first['title'] ?? null, link: `/profiles/${encodeURIComponent(String(first['profile'] ?? ''))}` },
        { value: `profile-type.${String(first['type'] ?? '')}`, kind: 'code' },
        count(sum(rows)), count(found), count(nothing), count(sum(rows, { outcome: 'not-examined' })), count(sum(rows, { outcome: 'dismissed' })), count(sum(rows, { outcome: null })),
        { value: yieldOf(found, nothing), kind: 'share' }
      ]
    })
  }]
}

const MOST_STEPS = 8

/** Steps taken by each officer, by step; what is beyond eight kinds of step is in the sum. */
export const byOfficer = (steps: readonly TallyRow[], desk: Desk): readonly Block[] => {
  const kinds = groupsOf(steps, row => String(row['step'])).slice(0, MOST_STEPS)
  const officers = groupsOf(steps, row => String(row['actor']))
  return [heading('officers'), {
    type: 'table',
    title: { key: 'reports.by-officer' },
    columns: [column('officer'), ...kinds.map(([row]) => ({ data: nameOf(row, desk) })), column('steps')],
    rows: officers.map(rows => [{ value: rows[0]['actorName'] ?? rows[0]['actor'] ?? null }, ...kinds.map(([{ step = null }]) => count(sum(rows, { step }))), count(sum(rows))])
  }]
}

/** A step is named by its plugin; a step of core's, or of a plugin that is no longer there, by its id. */
const nameOf = ({ step = null, plugin = null }: TallyRow, desk: Desk): string => {
  const title = typeof plugin === 'string' && plugin !== '' ? desk.text(plugin, 'title') : 'title'
  return title === 'title' ? String(step) : title
}
