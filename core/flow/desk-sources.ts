import type { Desk, SourceView } from '../contract/desk.ts'
import { standingOf } from '../store/house-views.ts'
import { sourceLoads, type Load } from '../store/loads.ts'
import { undelivered } from '../store/outbox.ts'
import { demand, inPluginsWords, notFound, type Ground } from './desk-ground.ts'
import { refresh } from './refresh.ts'
import type { Works } from './works.ts'

/** How many lists could not be loaded, were loaded but for something unread, or are in use while nothing keeps them up to date. */
export const sourcesStanding = async ({ database, shelves }: Pick<Works, 'database' | 'shelves'>): Promise<{ readonly failed: number, readonly unread: number, readonly left: number }> => {
  const loads = await sourceLoads(database.knex)
  const enabled = loads.filter(({ source }) => shelves.sources.get(source) !== undefined)
  return {
    failed: enabled.filter(({ fault }) => fault !== null).length,
    unread: enabled.filter(({ unread }) => unread !== null).length,
    left: loads.filter(isLeft(shelves)).length
  }
}

/** A list in use whose source is no longer enabled. */
const isLeft = (shelves: Works['shelves']) => ({ source, entries }: Load): boolean => entries > 0 && shelves.sources.get(source) === undefined

/** What is wrong with a source, in the reader's words: that it could not be loaded, or what of it could not be read. */
const faultSaid = ({ works: { texts }, language }: Ground, { fault, unread }: Load): string | null => {
  if (fault !== null) return texts.text(fault.plugin, language, fault.plugin === null ? `problems.${fault.key}.detail` : `problems.${fault.key}`, fault.params)
  if (unread === null) return null
  const { code, params, at } = unread.first
  const first = texts.text(unread.plugin, language, `issues.${code}`, params)
  return texts.text(null, language, 'loads.unread', { count: unread.count, first: at?.line === undefined ? first : texts.text(null, language, 'loads.line', { line: at.line, what: first }) })
}

/** Where lists come from, how fresh they are, and how the house stands. */
export const sourceDesk = (ground: Ground): Pick<Desk, 'sources' | 'refresh' | 'status'> => ({
  sources: async () => {
    demand(ground, 'house.read')
    const { works: { database, shelves, texts }, language } = ground
    const loads = await sourceLoads(database.knex)
    const enabled = shelves.sources.all().map(({ thing: { id, list, feeds } }): SourceView => {
      const load = loads.find(({ source }) => source === id)
      return { id, list, feeds, loaded: load?.loaded ?? null, entries: load?.entries ?? 0, fault: load === undefined ? null : faultSaid(ground, load) }
    })
    const left = loads.filter(isLeft(shelves)).map(({ source: id, list, feeds, loaded, entries }): SourceView =>
      ({ id, list, feeds, loaded, entries, left: true, fault: texts.text(null, language, 'loads.left') }))
    return [...enabled, ...left]
  },
  refresh: async id => {
    demand(ground, 'lists.sign')
    const source = ground.works.shelves.sources.get(id)
    if (source === undefined) throw notFound({})
    await inPluginsWords(ground, source.plugin, () => refresh(ground.works, ground.actor, source, true))
    ground.wake()
  },
  status: async () => {
    const { works, language } = ground
    const { waiting, unassessed, incomplete, last } = await standingOf(works.database.knex)
    const { failed, unread, left } = await sourcesStanding(works)
    const unsent = await undelivered(works.database.knex)
    const told = (key: string, count: number): string[] => count === 0 ? [] : [works.texts.text(null, language, `status.${key}`, { count })]
    return {
      waiting, unassessed, undelivered: unsent, lastMessage: last,
      degraded: [
        ...told('incomplete', incomplete), ...told('sources', failed), ...told('unread', unread), ...told('left', left), ...told('undelivered', unsent),
        ...(works.database.embedded ? told('embedded', 1) : [])
      ]
    }
  }
})
