import type { Assessor, Consignment, Finding, Match, Published } from 'wco-cts'

/**
 * All published profiles of one type, ready to run. It is asked for every consignment, so it must answer in microseconds:
 * with many profiles, build an index here (by word, by place, by party) instead of asking one after another.
 */
export const assessorOf = <S>(published: readonly Published<S>[], find: (settings: S, consignment: Consignment) => Finding | null): Assessor<S> => ({
  assess: consignment => published.flatMap(({ profile, version, settings }): Match[] => {
    const finding = find(settings, consignment)
    return finding === null ? [] : [{ profile, version, finding }]
  }),
  // An officer publishes or retires one profile: the others stay as they are.
  change: (added, removed) => assessorOf([...published.filter(({ profile }) => !removed.includes(profile)), ...added], find)
})
