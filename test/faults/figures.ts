import { cpus, loadavg } from 'node:os'
import type { Fall } from './kill.ts'
import type { Scene } from './scene.ts'
import type { Sender } from './sender.ts'

const tally = (all: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)))
}

/** What a run came to, in figures: how many kills fell where, and what was compared. */
export const figuresOf = ({ run, starts, checked, premises }: Scene, { sent, counts }: Sender, falls: readonly Fall[], manifestSeconds: number): { readonly kills: number, readonly [more: string]: unknown } => {
  const sorted = [...starts.seconds].sort((a, b) => a - b)
  return {
    faults: premises.databaseUrl === undefined ? 'embedded' : 'postgresql',
    seed: run.seed,
    kills: falls.length,
    places: tally(falls.map(({ place }) => place)),
    whileSending: falls.filter(({ sending }) => sending).length,
    betweenCommitAndAcknowledgement: falls.filter(({ unacknowledged }) => unacknowledged).length,
    tables: tally(falls.flatMap(({ table }) => table === '' ? [] : [table])),
    readByTenths: Array.from({ length: 10 }, (_, tenth) => falls.filter(({ read }) => read !== null && Math.min(9, Math.floor(read / run.consignments * 10)) === tenth).length),
    killsAtStart: starts.killed,
    messages: sent.length,
    sentMoreThanOnce: sent.filter(({ tries }) => tries > 1).length,
    acknowledgementsLost: counts.lost,
    committedUnacknowledged: counts.committedUnacknowledged,
    askedAgain: counts.askedAgain,
    checkedAfterKills: checked.rounds,
    checkedMessages: checked.messages,
    checkedConsignments: checked.consignments,
    manifestSeconds: Math.round(manifestSeconds * 10) / 10,
    startSecondsMedian: Math.round((sorted[sorted.length >> 1] ?? 0) * 10) / 10,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}, load ${loadavg().map(load => load.toFixed(1)).join(' ')}`
  }
}
