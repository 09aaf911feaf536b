import { leftOutOfAll } from '../store/deaths.ts'
import { standingOf } from '../store/house-views.ts'
import { sourceLoads, type Load } from '../store/loads.ts'
import { undelivered } from '../store/outbox.ts'
import type { Standing, Works } from './works.ts'

/** So old may be what is said of how the house stands. */
export const COUNTED_SECONDS = 3

/** Asks how the house stands: everything is counted. */
export const standingNow = async (works: Pick<Works, 'database' | 'shelves'>): Promise<Standing> => {
  const { database: { knex }, shelves } = works
  const { waiting, unassessed, incomplete, last } = await standingOf(knex)
  const loads = await sourceLoads(knex)
  const enabled = loads.filter(({ source }) => shelves.sources.get(source) !== undefined)
  const sources = {
    failed: enabled.filter(({ fault }) => fault !== null).length,
    unread: enabled.filter(({ unread }) => unread !== null).length,
    left: loads.filter(isLeft(shelves)).length
  }
  return { waiting, unassessed, incomplete, last, sources, broken: await leftOutOfAll(knex), undelivered: await undelivered(knex) }
}

/** A list in use whose source is no longer enabled. */
export const isLeft = (shelves: Works['shelves']) => ({ source, entries }: Load): boolean => entries > 0 && shelves.sources.get(source) === undefined

/** What is not as it should be, in a reader's language: the one place where it is said, for people and for monitors. */
export const degradedIn = ({ texts, database, reads }: Works, language: string, { incomplete, undelivered, sources, broken }: Standing): readonly string[] => {
  const told = (key: string, count: number): string[] => count === 0 ? [] : [texts.text(null, language, `status.${key}`, { count })]
  return [
    ...told('reading', reads() ? 0 : 1), ...told('incomplete', incomplete), ...broken.map(plugin => texts.text(null, language, 'status.broken', { plugin })),
    ...told('sources', sources.failed), ...told('unread', sources.unread), ...told('left', sources.left),
    ...told('undelivered', undelivered), ...told('embedded', database.embedded ? 1 : 0)
  ]
}

/** Answers a question from memory for some seconds, and asks once however many want to know. */
export const keptFor = <T>(seconds: number, ask: () => Promise<T>): () => Promise<T> => {
  let answer: Promise<T> | null = null
  let asked = 0
  return () => {
    if (answer !== null && Date.now() - asked < seconds * 1000) return answer
    asked = Date.now()
    const mine = ask()
    answer = mine
    // A failure is not kept: the next who asks tries again.
    mine.catch(() => { if (answer === mine) answer = null })
    return mine
  }
}
