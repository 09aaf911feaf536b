import type { DataSource, ReferenceEntry } from '../contract/source.ts'
import type { Shelved } from '../host/shelf.ts'
import { faultsOf } from '../model/checked.ts'
import type { Issue } from '../model/issue.ts'
import { problem, isProblem } from '../model/problem.ts'
import { WatchEntry } from '../model/watch-entry.ts'
import { transact } from '../store/database.ts'
import { numberChange } from '../store/changes.ts'
import { journal } from '../store/journal.ts'
import { countOf, keepList, replaceCodes, replaceEntries } from '../store/lists.ts'
import { ask } from '../store/rows.ts'
import type { Actor } from '../model/actor.ts'
import { ReferenceEntry as ReferenceShape } from '../contract/source.ts'
import type { Works } from './works.ts'

/** A load outside its bounds: the list in use stays. */
export const loadRefused = problem<{ readonly list: string, readonly entries: number, readonly standing: number, readonly min: number, readonly max: number }>('load-refused', 409)
const entryMalformed = problem<{ readonly list: string, readonly entry: number, readonly detail: string }>('entry-malformed', 409)

const gather = async <E>(source: DataSource, entries: AsyncIterable<E>, shape: typeof WatchEntry | typeof ReferenceShape): Promise<readonly E[]> => {
  const all: E[] = []
  for await (const entry of entries) {
    const [fault] = faultsOf(shape, entry, 1)
    if (fault !== undefined) throw entryMalformed({ list: source.list, entry: all.length + 1, detail: `${fault.pointer} ${fault.detail}` })
    all.push(entry)
    if (all.length > source.expect.max) break
  }
  return all
}

const bounded = (source: DataSource, entries: number, standing: number): void => {
  const { min, max, largestDrop } = source.expect
  if (entries < min || entries > max || (standing > 0 && entries < standing * (1 - largestDrop))) throw loadRefused({ list: source.list, entries, standing, min, max })
}

const record = async (works: Works, id: string, values: { readonly version: string | null, readonly loaded: boolean, readonly entries: number | null, readonly fault: unknown }): Promise<void> => {
  await ask(works.database.knex, `
    INSERT INTO cts.source_load (source, version, loaded, entries, fault, tried)
    VALUES (:id, :version, CASE WHEN :loaded THEN clock_timestamp() END, coalesce(:entries, 0), :fault::jsonb, clock_timestamp())
    ON CONFLICT (source) DO UPDATE SET version = coalesce(excluded.version, cts.source_load.version), loaded = coalesce(excluded.loaded, cts.source_load.loaded),
      entries = coalesce(:entries, cts.source_load.entries), fault = excluded.fault, tried = excluded.tried`,
  { id, version: values.version, loaded: values.loaded, entries: values.entries, fault: values.fault === null ? null : JSON.stringify(values.fault) })
}

const load = async (works: Works, actor: Actor, { plugin, thing: source }: Shelved<DataSource>): Promise<number> => {
  const issues: Issue[] = []
  const heard = (issue: Issue): void => { if (issues.length < 100) issues.push(issue) }
  const standing = await countOf(works.database.knex, source.feeds, source.list)
  if (source.feeds === 'reference') {
    const codes: readonly ReferenceEntry[] = await gather(source, source.load(heard), ReferenceShape)
    bounded(source, codes.length, standing)
    await transact(works.database, async trx => {
      await replaceCodes(trx, source.list, codes)
      await numberChange(trx, 'list', source.list)
      await journal(trx, actor, 'list.loaded', source.list, { entries: codes.length })
    })
    return codes.length
  }
  const entries = await gather(source, source.load(heard), WatchEntry)
  bounded(source, entries.length, standing)
  await transact(works.database, async trx => {
    const now = new Date()
    await keepList(trx, { id: source.list, title: source.title, kind: 'party', level: 'national', sensitivity: 'open', owner: actor.id, source: source.id }, now)
    await replaceEntries(trx, source.list, entries, { id: actor.id, name: plugin }, now)
    await journal(trx, actor, 'list.loaded', source.list, { entries: entries.length })
  })
  for (const issue of issues) works.log.warn({ plugin, ...issue }, 'a source left something unread')
  return entries.length
}

/** Loads a source when what it would read has changed, or when told to. A half list does not replace a whole one: the old one stays, and the fault is shown. */
export const refresh = async (works: Works, actor: Actor, source: Shelved<DataSource>, always = false): Promise<void> => {
  const { id } = source.thing
  try {
    const version = await source.thing.version()
    const [known] = await ask<{ version: string | null }>(works.database.knex, 'SELECT version FROM cts.source_load WHERE source = :id', { id })
    if (version === null || (!always && known?.version === version)) return
    const entries = await load(works, actor, source)
    await record(works, id, { version, loaded: true, entries, fault: null })
    await works.tell('list.changed', { list: source.thing.list })
  } catch (error) {
    works.log.error({ err: error, plugin: source.plugin }, 'a list could not be loaded; the one in use stays')
    await record(works, id, { version: null, loaded: false, entries: null, fault: isProblem(error) ? { key: error.type, params: error.params } : { key: 'load-failed', params: {} } })
    if (always) throw error
  }
}
