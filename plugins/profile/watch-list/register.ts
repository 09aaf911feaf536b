import type { Consignment, Listed } from 'wco-cts'
import type { Hit } from './facts.ts'
import type { Matcher, Met } from './matcher.ts'
import { byName } from './by-name.ts'
import { byNumber } from './by-number.ts'
import { byWords } from './by-words.ts'
import { oneShipOnce } from './ships.ts'

/** All entries in force, in memory, each under what it can be met by. */
export interface Register {
  /** Takes an entry in, in place of what stood under its key; one that is gone is taken out. */
  put (listed: Listed): void
  clear (): void
  /** What in a consignment stands on a list on a day (ISO 8601): best first. */
  screen (consignment: Consignment, today: string): Hit[]
  readonly size: number
}

/** An empty register. `threshold` is the lowest score at which two names are a hit. */
export const register = (threshold: number): Register => {
  const held = new Map<string, Listed>()
  let matchers = made(threshold)

  return {
    put (listed) {
      const key = `${listed.list} ${listed.entry}`
      const before = held.get(key)
      if (before) for (const matcher of matchers) matcher.remove(before)
      held.delete(key)
      if (listed.gone) return
      held.set(key, listed)
      for (const matcher of matchers) matcher.add(listed)
    },
    clear () {
      held.clear()
      matchers = made(threshold)
    },
    screen (consignment, today) {
      const met = matchers.flatMap(matcher => matcher.find(consignment)).filter(({ listed: { what } }) => inForce(what, today))
      if (met.length === 0) return []
      return oneShipOnce(bestOf(met), consignment, threshold).sort(openFirst).map(hitOf)
    },
    get size () { return held.size }
  }
}

const made = (threshold: number): readonly Matcher[] => [byNumber(), byWords(), ...byName(threshold)]

// What only its owner sees stands last: leaving it out moves no other hit's place.
const openFirst = (a: Met, b: Met): number =>
  Number(sensitivityOf(a.listed) === 'silent') - Number(sensitivityOf(b.listed) === 'silent') || b.score - a.score || (a.at < b.at ? -1 : 1)

const inForce = ({ from, until }: Listed['what'], today: string): boolean => (from ?? today) <= today && today <= (until ?? today)

/** An entry with ten aliases meets a name once: by the best of them. */
const bestOf = (met: readonly Met[]): Met[] => {
  const best = new Map<string, Met>()
  for (const one of met) {
    const key = `${one.listed.list} ${one.listed.entry} ${one.at}`
    if ((best.get(key)?.score ?? -1) < one.score) best.set(key, one)
  }
  return [...best.values()]
}

const hitOf = ({ listed, by, score, at, matched, found, parts, slip }: Met): Hit => ({
  list: listed.list, entry: listed.entry, title: listed.title, kind: listed.what.kind, by, score, at, matched, found, parts: [...parts],
  ...(slip === undefined ? {} : { slip }), sensitivity: sensitivityOf(listed),
  ...(sensitivityOf(listed) === 'silent' ? { only: listed.owner } : {})
})

// What core does not name as open is handled as the most secret: a slip of the pen must not publish a silent list.
const sensitivityOf = ({ sensitivity }: Listed): Hit['sensitivity'] => sensitivity === 'open' || sensitivity === 'restricted' ? sensitivity : 'silent'
