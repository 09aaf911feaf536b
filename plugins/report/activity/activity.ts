import type { Block, Composed, Desk } from 'wco-cts'
import { countsOf, sum, totalsOf, type Totals } from './counts.ts'
import { periodOf, type Period } from './period.ts'
import { byLane, byOfficer, byProfile, controls, outcomes } from './of-work.ts'
import { bySender, perDay } from './of-cargo.ts'

type Figure = Exclude<keyof Totals, 'yield'>

const LINKS: Readonly<Partial<Record<keyof Totals, string>>> = { messages: '/messages', opened: '/targets?view=all', decided: '/targets?view=ended' }
const SHOWN: readonly (keyof Totals)[] = ['messages', 'consignments', 'assessed', 'incomplete', 'opened', 'decided', 'found', 'yield']
const COMPARED: readonly Figure[] = ['messages', 'faulty', 'refused', 'consignments', 'assessed', 'incomplete', 'unassessed', 'opened', 'decided', 'found', 'nothing', 'notExamined', 'dismissed']

/** Composes the report of one period, beside the one before it. */
export const composeActivity = async (params: { readonly from?: string, readonly until?: string }, desk: Desk, now: Date): Promise<Composed> => {
  const period = periodOf(params, desk.zone ?? 'UTC', now)
  const counts = await countsOf(desk, period.span)
  const totals = totalsOf(counts)
  const before = totalsOf(await countsOf(desk, period.before.span))
  const steps = await desk.tally('steps', ['step', 'plugin', 'actor', 'actorName'], period.span)
  const findings = await desk.tally('findings', ['type', 'profile', 'title', 'outcome'], period.span)
  const ordered = await desk.tally('controls', ['means', 'result'], period.span)
  const queue = await desk.queue()
  const idle = totals.messages + totals.consignments + totals.opened + totals.decided + sum(steps) === 0
  return {
    title: { key: 'title' },
    subtitle: { key: 'reports.period', params: { from: period.from, until: period.until } },
    blocks: [
      ...(idle ? [idleText(period)] : figuresOf(totals)),
      standing(queue),
      comparison(totals, before, period),
      ...(idle ? [] : [...perDay(counts, period), ...byLane(counts.targets), ...outcomes(counts.outcomes), ...controls(ordered), ...byProfile(findings), ...byOfficer(steps, desk), ...bySender(counts.messages)])
    ]
  }
}

const idleText = ({ from, until }: Period): Block => ({ type: 'text', text: { key: 'reports.idle', params: { from, until } } })

const label = (figure: keyof Totals) => ({ key: `reports.figures.${figure}` })

const figuresOf = (totals: Totals): readonly Block[] => [{
  type: 'figures',
  items: SHOWN.map(figure => {
    const link = LINKS[figure]
    return { label: label(figure), cell: { value: totals[figure], kind: figure === 'yield' ? 'share' as const : 'count' as const, ...(link === undefined ? {} : { link }) } }
  })
}]

/** What waits now, whatever the period: open targets, and those that are late. */
const standing = ({ red, amber, green, overdue }: { readonly red: number, readonly amber: number, readonly green: number, readonly overdue: number }): Block =>
  ({ type: 'text', text: { key: 'reports.standing', params: { open: red + amber + green, red, amber, green, overdue } } })

const comparison = (now: Totals, before: Totals, period: Period): Block => ({
  type: 'table',
  title: { key: 'reports.comparison', params: { from: period.before.from, until: period.before.until } },
  columns: ['figure', 'now', 'before', 'change'].map(column => ({ key: `reports.columns.${column}` })),
  rows: [
    ...COMPARED.map((figure): Extract<Block, { type: 'table' }>['rows'][number] => [
      { value: `figure.${figure}`, kind: 'code' },
      { value: now[figure], kind: 'count' },
      { value: before[figure], kind: 'count' },
      { value: before[figure] === 0 ? null : (now[figure] - before[figure]) / before[figure], kind: 'share' }
    ]),
    [{ value: 'figure.yield', kind: 'code' }, { value: now.yield, kind: 'share' }, { value: before.yield, kind: 'share' }, { value: null, kind: 'share' }]
  ]
})
