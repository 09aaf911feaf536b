import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { DataSource } from '../contract/source.ts'
import type { Shelved } from '../host/shelf.ts'
import type { Actor } from '../model/actor.ts'
import { isProblem, problem, type Problem } from '../model/problem.ts'
import { passing, transact } from '../store/database.ts'
import { endLoad, holdsLoad, LEASE_SECONDS, leaseLoad, renewLoad, type Load, type LoadFault } from '../store/loads.ts'
import { gather, type Gathered } from './load.ts'
import type { Works } from './works.ts'

const loadUnderWay = problem<{ readonly list: string }>('load-under-way', 409)
const loadVanished = problem<{ readonly list: string }>('load-vanished', 409)
const loadFailed = problem('load-failed', 409)

const TRIES = 5

/** One load of one source, by whom and told to or not. */
interface Loading { readonly works: Works, readonly actor: Actor, readonly source: Shelved<DataSource>, readonly holder: string, readonly always: boolean }

/**
 * Loads a source when what it would read has changed, or when told to. A half list does not replace a whole one: the old one stays, and the fault is shown.
 * Nobody else loads it meanwhile; and where the database fails for a moment nothing is wrong with the list: it is tried again.
 */
export const refresh = async (works: Works, actor: Actor, source: Shelved<DataSource>, always = false): Promise<void> => {
  const loading = { works, actor, source, holder: randomUUID(), always }
  for (let tries = 1; ; tries++) {
    const became = await attempt(loading).catch((error: unknown) => {
      if (!passing(error)) throw error
      return error
    })
    if (became === null) return
    if (isProblem(became)) {
      if (always) throw became
      return
    }
    works.log.warn({ err: became, plugin: source.plugin, tries }, 'the database failed while a list was loaded')
    if (tries < TRIES) await pause(tries * 300)
    else if (always) throw became
    else return
  }
}

/** Resolves with what is wrong with the list, null where nothing is. Rejects where the database failed. */
const attempt = async (loading: Loading): Promise<Problem | null> => {
  const { works, source: { thing }, holder, always } = loading
  const before = await taken(loading)
  if (before === null) return loadUnderWay({ list: thing.list })
  const version = await ofSource(() => keeping(loading, () => thing.version()))
  if (isProblem(version)) return faulty(loading, version)
  if (version.answer === null && before.loaded !== null) return faulty(loading, loadVanished({ list: thing.list }))
  if (version.answer === null || (!always && version.answer === before.version)) {
    await endLoad(works.database.knex, thing.id, holder, { fault: null })
    return null
  }
  const read = await ofSource(() => keeping(loading, () => gather(loading.source)))
  return isProblem(read) ? faulty(loading, read) : bringIn(loading, version.answer, read.answer)
}

/** Brings a whole list in, and says so, in one transaction. */
const bringIn = async (loading: Loading, version: string, { entries, unread, replace }: Gathered): Promise<Problem | null> => {
  const { works, actor, source: { thing }, holder } = loading
  try {
    await transact(works.database, async trx => {
      if (!await holdsLoad(trx, thing.id, holder)) throw loadUnderWay({ list: thing.list })
      await replace(trx, actor)
      await endLoad(trx, thing.id, holder, { version, entries, unread, fault: null })
    })
  } catch (error) {
    if (passing(error)) throw error
    return faulty(loading, isProblem(error) ? error : loadFailed({}, { cause: error }))
  }
  if (unread !== null) works.log.warn({ list: thing.list, ...unread }, 'a source left something unread')
  await works.tell('list.changed', { list: thing.list })
  return null
}

/** Takes the source; waits while another loads it, no longer than one that was killed keeps it. */
const taken = async ({ works, source: { thing: { id, list, feeds } }, holder }: Loading): Promise<Load | null> => {
  const end = Date.now() + (LEASE_SECONDS + 5) * 1000
  for (;;) {
    const load = await leaseLoad(works.database.knex, { source: id, list, feeds }, holder)
    if (load !== null || Date.now() > end) return load
    await pause(200)
  }
}

/** A source stays taken as long as it is being asked, however long it is silent; where that cannot be said, bringing the list in finds out. */
const keeping = async <T>({ works, source, holder }: Loading, asking: () => Promise<T>): Promise<T> => {
  const timer = setInterval(() => { renewLoad(works.database.knex, source.thing.id, holder).catch(() => {}) }, LEASE_SECONDS * 250)
  try {
    return await asking()
  } finally {
    clearInterval(timer)
  }
}

/** What a source itself fails with is its list's fault, whatever it looks like: only a failure of our own database passes. */
const ofSource = async <T>(ask: () => Promise<T>): Promise<{ readonly answer: T } | Problem> => {
  try {
    return { answer: await ask() }
  } catch (error) {
    return isProblem(error) ? error : loadFailed({}, { cause: error })
  }
}

const faulty = async ({ works, source: { plugin, thing }, holder }: Loading, error: Problem): Promise<Problem> => {
  works.log.error({ err: error, cause: error.cause, plugin }, 'a list could not be loaded; the one in use stays')
  await endLoad(works.database.knex, thing.id, holder, { fault: faultOf(works, plugin, error) })
  return error
}

/** The fault with whose words say it: a problem nobody has words for is said in ours. */
const faultOf = ({ texts }: Works, plugin: string, { type, params }: Problem): LoadFault => {
  if (texts.has(null, `problems.${type}.detail`)) return { key: type, plugin: null, params }
  return texts.has(plugin, `problems.${type}`) ? { key: type, plugin, params } : { key: 'load-failed', plugin: null, params: {} }
}
