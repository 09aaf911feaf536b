import { outcomeGroups, type Earlier } from 'wco-cts'
import type { Past } from './facts.ts'

/**
 * What the keys of one thing say of its past, as one. A name and a number of the same party count mostly the same
 * consignments: they are not added up, each figure is that of the key that knows most.
 */
export const pastOf = (earlier: readonly (Earlier | null)[], at: string, now: Date): Past => {
  const known = earlier.filter(one => one !== null)
  const most = (of: (one: Earlier) => number): number => known.reduce((best, one) => Math.max(best, of(one)), 0)
  return {
    at,
    firstSeen: known.length === 0,
    movements: most(({ consignments }) => consignments),
    ...(known.length === 0 ? {} : datesOf(known, now)),
    targets: most(({ targets }) => targets),
    examined: most(one => endedIn(one, EXAMINED)),
    positive: most(one => endedIn(one, outcomeGroups.found)),
    negative: most(one => endedIn(one, outcomeGroups.nothing))
  }
}

const EXAMINED: readonly string[] = [...outcomeGroups.found, ...outcomeGroups.nothing]
const DAY = 24 * 60 * 60 * 1000

const endedIn = ({ outcomes }: Earlier, codes: readonly string[]): number => codes.reduce((sum, code) => sum + (outcomes[code] ?? 0), 0)

const datesOf = (known: readonly Earlier[], now: Date): Pick<Past, 'since' | 'lastSeen' | 'daysSinceLast'> => {
  const since = Math.min(...known.map(({ first }) => first.getTime()))
  const last = Math.max(...known.map(one => one.last.getTime()))
  return { since: new Date(since).toISOString(), lastSeen: new Date(last).toISOString(), daysSinceLast: Math.max(0, Math.floor((now.getTime() - last) / DAY)) }
}
