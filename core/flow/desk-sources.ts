import type { Desk, SourceView } from '../contract/desk.ts'
import { may } from '../model/actor.ts'
import { sourceLoads, type Load } from '../store/loads.ts'
import { demand, inPluginsWords, notFound, type Ground } from './desk-ground.ts'
import { refresh } from './refresh.ts'
import { degradedIn, isLeft } from './standing.ts'

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
    const { works, language, actor } = ground
    // Who works targets sees on his first page whether all that came is in them; a carrier does not see how the house stands.
    if (!may(actor, 'targets.read')) demand(ground, 'house.read')
    const standing = await works.standing()
    return { waiting: standing.waiting, unassessed: standing.unassessed, undelivered: standing.undelivered, lastMessage: standing.last, degraded: degradedIn(works, language, standing) }
  }
})
