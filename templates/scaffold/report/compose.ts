import type { Block, Cell, Composed, Desk, TallyRow } from 'wco-cts'

/** The last day of the period, and how many days it has. */
interface Period { readonly until: string, readonly days: number }

/**
 * Who sent manifests in a period, and how many of them had faults. A report asks the desk of whoever reads it, so it shows
 * what that person may see; and it composes blocks, which the screen, the PDF and the CSV each draw in their own way.
 */
export const compose = async (desk: Desk, { until, days }: Period): Promise<Composed> => {
  const end = Date.parse(until) + DAY
  const span = { from: new Date(end - days * DAY), until: new Date(end) }
  // Counted in the database, grouped: never fetch rows to count them.
  const rows = await desk.tally('messages', ['sender', 'state'], span)
  return { title: { key: 'title' }, subtitle: { key: 'reports.period', params: { until, days } }, blocks: blocksOf(rows) }
}

const DAY = 86_400_000

// Words are never written here but named: their texts are in locales/, in the language of whoever reads.
const blocksOf = (rows: readonly TallyRow[]): readonly Block[] => {
  // An empty table looks like a broken report; say that there was nothing.
  if (rows.length === 0) return [{ type: 'text', text: { key: 'reports.nothing' } }]
  const senders = [...new Set(rows.map(({ sender }) => String(sender)))]
  const columns = ['sender', 'messages', 'faulty', 'share'].map(column => ({ key: `reports.columns.${column}` }))
  const table = senders.map(sender => rowOf(sender, rows.filter(row => row['sender'] === sender)))
  return [
    { type: 'figures', items: [{ label: { key: 'reports.columns.messages' }, cell: { value: countOf(rows), kind: 'count' } }] },
    { type: 'table', columns, rows: table }
  ]
}

const rowOf = (sender: string, rows: readonly TallyRow[]): Cell[] => {
  const [all, faulty] = [countOf(rows), countOf(rows.filter(({ state }) => state !== 'accepted'))]
  return [
    // A figure leads to the list behind it.
    { value: sender, kind: 'identifier', link: `/messages?sender=${encodeURIComponent(sender)}` },
    { value: all, kind: 'count' },
    { value: faulty, kind: 'count' },
    { value: faulty / all, kind: 'share' }
  ]
}

const countOf = (rows: readonly TallyRow[]): number => rows.reduce((total, { count }) => total + count, 0)
