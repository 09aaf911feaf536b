import { dayBegins, dayEnds, dayIn, problem, type Span } from 'wco-cts'

/** A period of whole days by one clock, and the one of the same length before it. */
export interface Period {
  readonly from: string
  readonly until: string
  /** Every day of it, in order. */
  readonly days: readonly string[]
  readonly span: Span
  readonly before: { readonly from: string, readonly until: string, readonly span: Span }
}

const DAYS = 7
const MOST_DAYS = 1100

/** The period asked for: both days included, the last seven days where nothing is said, at most three years. */
export const periodOf = (asked: { readonly from?: string, readonly until?: string }, zone: string, now: Date): Period => {
  const until = asked.until ?? laterOf(asked.from === undefined ? null : dayAfter(asked.from, DAYS - 1), dayIn(zone, now), asked.from)
  const from = asked.from ?? dayAfter(until, 1 - DAYS)
  if (from > until) throw periodReversed({ from, until })
  const length = Math.round((noon(until) - noon(from)) / DAY) + 1
  if (length > MOST_DAYS) throw periodTooLong({ days: length, most: MOST_DAYS })
  const before = { from: dayAfter(from, -length), until: dayAfter(from, -1) }
  return {
    from,
    until,
    days: Array.from({ length }, (_, index) => dayAfter(from, index)),
    span: spanOf(from, until, zone),
    before: { ...before, span: spanOf(before.from, before.until, zone) }
  }
}

const periodReversed = problem<{ from: string, until: string }>('period-reversed', 400)
const periodUnknown = problem<{ from: string, until: string }>('period-unknown', 400)
const periodTooLong = problem<{ days: number, most: number }>('period-too-long', 400)

const DAY = 86_400_000
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`)

/** From a first day alone the period runs a week, but not beyond today unless it begins later. */
const laterOf = (week: string | null, today: string, from: string | undefined): string => {
  if (week === null) return today
  return week > today && from !== undefined && from <= today ? today : week
}

const dayAfter = (day: string, days: number): string => new Date(noon(day) + days * DAY).toISOString().slice(0, 10)

const spanOf = (from: string, until: string, zone: string): Span => {
  const [begins, ends] = [dayBegins(from, zone), dayEnds(until, zone)]
  if (begins === null || ends === null) throw periodUnknown({ from, until })
  return { from: begins, until: ends }
}
