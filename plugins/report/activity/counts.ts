import type { Desk, Span, TallyRow } from 'wco-cts'

/** What was counted in one span of time. */
export interface Counts {
  readonly messages: readonly TallyRow[]
  readonly consignments: readonly TallyRow[]
  readonly targets: readonly TallyRow[]
  readonly outcomes: readonly TallyRow[]
}

/** The sums that a manager answers for. Each is a sum of the rows shown further down, so that they agree. */
export interface Totals {
  readonly messages: number
  readonly faulty: number
  readonly refused: number
  readonly consignments: number
  readonly assessed: number
  readonly incomplete: number
  readonly unassessed: number
  readonly opened: number
  readonly decided: number
  readonly found: number
  readonly nothing: number
  readonly notExamined: number
  readonly dismissed: number
  /** Outcomes with a finding of all examined; null where nothing was examined. */
  readonly yield: number | null
}

/** Counts one span. */
export const countsOf = async (desk: Desk, span: Span): Promise<Counts> => ({
  messages: await desk.tally('messages', ['sender', 'format', 'state'], span),
  consignments: await desk.tally('consignments', ['day', 'lane', 'state'], span),
  targets: await desk.tally('targets', ['day', 'lane', 'overdue'], span),
  outcomes: await desk.tally('outcomes', ['group', 'code', 'reason'], span)
})

/** Adds the counts of the rows that match. */
export const sum = (rows: readonly TallyRow[], match: Readonly<Record<string, string | number | null>> = {}): number =>
  rows.filter(row => Object.entries(match).every(([name, value]) => row[name] === value)).reduce((total, { count }) => total + count, 0)

/** Parts rows into groups of one value each, the largest group first. */
export const groupsOf = (rows: readonly TallyRow[], by: (row: TallyRow) => string): readonly (readonly [TallyRow, ...TallyRow[]])[] => {
  const groups = new Map<string, [TallyRow, ...TallyRow[]]>()
  for (const row of rows) {
    const group = groups.get(by(row))
    if (group === undefined) groups.set(by(row), [row])
    else group.push(row)
  }
  return [...groups.values()].sort((a, b) => sum(b) - sum(a))
}

/** What a column holds, each value once, in the order of first appearance; what nobody said is left out. */
export const valuesOf = (rows: readonly TallyRow[], column: string): readonly string[] =>
  [...new Set(rows.map(row => row[column]).filter(value => typeof value === 'string'))]

/** Yield: outcomes with a finding, of all that were examined. */
export const yieldOf = (found: number, nothing: number): number | null => found + nothing === 0 ? null : found / (found + nothing)

/** The sums of one span. */
export const totalsOf = ({ messages, consignments, targets, outcomes }: Counts): Totals => {
  const [found, nothing, notExamined, dismissed] = [sum(outcomes, { group: 'found' }), sum(outcomes, { group: 'nothing' }), sum(outcomes, { group: 'not-examined' }), sum(outcomes, { group: 'dismissed' })]
  return {
    messages: sum(messages),
    faulty: sum(messages, { state: 'accepted-with-faults' }),
    refused: refused(messages),
    consignments: sum(consignments),
    assessed: sum(consignments, { state: 'assessed' }),
    incomplete: sum(consignments, { state: 'incomplete' }),
    unassessed: sum(consignments, { state: 'unassessed' }),
    opened: sum(targets),
    decided: found + nothing + notExamined + dismissed,
    found,
    nothing,
    notExamined,
    dismissed,
    yield: yieldOf(found, nothing)
  }
}

/** Messages nobody could take in: rejected, or held back for a person. */
export const refused = (messages: readonly TallyRow[], match: Readonly<Record<string, string | null>> = {}): number =>
  sum(messages, { ...match, state: 'rejected' }) + sum(messages, { ...match, state: 'quarantined' })
