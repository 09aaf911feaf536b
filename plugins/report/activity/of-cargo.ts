import type { Block, Cell, TallyRow } from 'wco-cts'
import { groupsOf, refused, sum, valuesOf, type Counts } from './counts.ts'
import type { Period } from './period.ts'

const LANES = ['red', 'amber', 'green'] as const
const MOST_DAYS = 62
const MOST_WEEKS = 430

/** Consignments and targets over the period: by day, by week where the days would be too many to see, by month where the weeks are. */
export const perDay = ({ consignments, targets }: Counts, period: Period): readonly Block[] => {
  const step = period.days.length <= MOST_DAYS ? 'day' : period.days.length <= MOST_WEEKS ? 'week' : 'month'
  const begins = new Map(period.days.map(day => [day, beginningOf(day, step)]))
  const places = [...new Set(begins.values())]
  const points = (rows: readonly TallyRow[]): [string, number][] => places.map(place =>
    [place, rows.filter(({ day }) => begins.get(String(day)) === place).reduce((total, { count }) => total + count, 0)])
  return [
    { type: 'heading', text: { key: 'reports.over-time' } },
    { type: 'chart', shape: 'bars', title: { key: `reports.charts.consignments.${step}` }, series: [{ label: { key: 'reports.figures.consignments' }, points: points(consignments) }] },
    { type: 'chart', shape: 'stack', title: { key: `reports.charts.targets.${step}` }, series: LANES.map(lane => ({ label: { key: `lane.${lane}` }, points: points(targets.filter(row => row['lane'] === lane)) })) }
  ]
}

/** The first day of a day's week (ISO 8601: Monday) or month. */
const beginningOf = (day: string, step: 'day' | 'week' | 'month'): string => {
  if (step === 'day') return day
  if (step === 'month') return `${day.slice(0, 7)}-01`
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() - (date.getUTCDay() + 6) % 7)
  return date.toISOString().slice(0, 10)
}

const STATES = ['received', 'parsed', 'accepted', 'accepted-with-faults', 'rejected', 'quarantined', 'duplicate'] as const

/** Messages by sender and format: how many came, and how many of them were faulty. */
export const bySender = (messages: readonly TallyRow[]): readonly Block[] => {
  const formats = valuesOf(messages, 'format')
  const cells = (rows: readonly TallyRow[]): Cell[] => {
    const [all, faulty, lost] = [sum(rows), sum(rows, { state: 'accepted-with-faults' }), refused(rows)]
    return [
      { value: all, kind: 'count' }, { value: faulty, kind: 'count' }, { value: lost, kind: 'count' },
      { value: sum(rows, { state: 'duplicate' }), kind: 'count' }, { value: all === 0 ? null : (faulty + lost) / all, kind: 'share' }
    ]
  }
  const columns = ['messages', 'faulty', 'refused', 'duplicates', 'fault-share'].map(column => ({ key: `reports.columns.${column}` }))
  const groups = groupsOf(messages, row => `${row['sender'] ?? ''}\n${row['format'] ?? ''}`)
  return [
    { type: 'heading', text: { key: 'reports.messages' } },
    { type: 'table', title: { key: 'reports.by-state' }, columns: ['state', 'messages'].map(column => ({ key: `reports.columns.${column}` })), rows: STATES.filter(state => sum(messages, { state }) > 0).map(state => [{ value: `message.${state}`, kind: 'code' }, { value: sum(messages, { state }), kind: 'count' }]) },
    { type: 'table', title: { key: 'reports.by-format' }, columns: [{ key: 'reports.columns.format' }, ...columns], rows: [...formats, null].map((format): Cell[] => [{ value: format }, ...cells(messages.filter(row => row['format'] === format))]).filter(row => row[1]?.value !== 0) },
    { type: 'table', title: { key: 'reports.by-sender' }, columns: [{ key: 'reports.columns.sender' }, { key: 'reports.columns.format' }, ...columns], rows: groups.map(rows => [{ value: rows[0]['sender'] ?? null, link: `/messages?sender=${encodeURIComponent(String(rows[0]['sender'] ?? ''))}` }, { value: rows[0]['format'] ?? null }, ...cells(rows)]) }
  ]
}
