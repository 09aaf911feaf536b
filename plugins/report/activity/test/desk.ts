import type { Desk, TallyRow, Tallied } from 'wco-cts'
import { makeDesk } from '../../../../test/support/desk.ts'
import { loadTexts } from '../../../../core/render/locale.ts'

const folder = (path: string): string => new URL(path, import.meta.url).pathname

/** The texts of this report and of core. */
export const textsHere = () => loadTexts([{ plugin: null, folder: folder('../../../../templates/locales') }, { plugin: 'report/activity', folder: folder('../locales') }, { plugin: 'step/assign', folder: folder('../../../step/assign/locales') }])

type Kept = Readonly<Record<Tallied, readonly TallyRow[]>>

/** A desk that counts rows of a period as the store does: by what is asked, within the span. */
export const countingDesk = async (kept: Partial<Kept>, language = 'en', zone = 'UTC'): Promise<Desk> => ({
  ...makeDesk({ count: 0, language, texts: await textsHere() }),
  zone,
  queue: async () => ({ red: 2, amber: 5, green: 0, mine: 1, overdue: 1 }),
  tally: async (of, by, span) => {
    const counted = new Map<string, Record<string, string | number | null> & { count: number }>()
    for (const row of kept[of] ?? []) {
      const at = Date.parse(`${String(row['day'])}T12:00:00Z`)
      if (at < span.from.getTime() || at >= span.until.getTime()) continue
      const key = JSON.stringify(by.map(name => row[name] ?? null))
      const known = counted.get(key) ?? { ...Object.fromEntries(by.map(name => [name, row[name] ?? null])), count: 0 }
      known.count += row.count
      counted.set(key, known)
    }
    return [...counted.values()]
  }
})

const PROFILES = [['a1', 'rule', 'Cocaine in refrigerated fruit'], ['b2', 'watch-list', 'Containers of interest'], ['c3', 'random', 'One in two hundred'], ['d4', 'rule', 'Déchets déclarés comme matières plastiques « recyclées »']] as const
const OFFICERS = [['o1', 'Amina Odhiambo'], ['o2', 'Łukasz Żółtowski'], ['o3', 'شركة النور']] as const
const pick = <T>(list: readonly T[], index: number): T | null => list[index % list.length] ?? null

/** Rows of a busy fortnight, the week asked for and the one before: every count is made of its place in the list. */
export const busy = (): Kept => {
  const days = Array.from({ length: 14 }, (_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`)
  const every = <T>(list: readonly T[], row: (day: string, item: T, index: number) => TallyRow): TallyRow[] => days.flatMap((day, at) => list.map((item, index) => row(day, item, at + index)))
  return {
    messages: every(['accepted', 'accepted-with-faults', 'rejected', 'duplicate'], (day, state, index) => ({ day, state, sender: pick(['TERNLINE', 'MAREA SHIPPING', 'NORDLYS AIR CARGO'], index), format: state === 'rejected' ? null : pick(['cuscar', 'cargo-imp'], index), count: 1 + index % 5 })),
    consignments: every(['red', 'amber', 'green', null], (day, lane, index) => ({ day, lane, state: lane === null ? 'unassessed' : lane === 'amber' && index % 4 === 0 ? 'incomplete' : 'assessed', mode: 'sea', count: lane === 'green' ? 900 + index * 37 : 5 + index })),
    targets: every(['red', 'amber'], (day, lane, index) => ({ day, lane, overdue: pick(['ended', 'open', 'overdue', 'ended'], index), count: 2 + index % 6 })),
    outcomes: every([['found', 'positive'], ['nothing', 'negative'], ['not-examined', 'no-show'], ['dismissed', 'withdrawn']] as const, (day, [group, code], index) => ({ day, group, code, reason: group === 'dismissed' ? 'false-match' : null, count: 1 + index % 3 })),
    findings: every(PROFILES, (day, [profile, type, title], index) => ({ day, profile, type, title, outcome: pick(['found', 'nothing', 'not-examined', null], index), count: 1 + index % 7 })),
    steps: every(OFFICERS, (day, [actor, actorName], index) => ({ day, actor, actorName, step: pick(['assign', 'review', 'examine'], index), plugin: `step/${pick(['assign', 'review', 'examine'], index) ?? ''}`, count: 1 + index % 9 })),
    controls: every(['scan', 'physical'], (day, means, index) => ({ day, means, result: pick(['clear', 'discovery', null], index), count: 1 + index % 2 })),
    journal: []
  }
}
