import type { Knex } from 'knex'
import { ReferenceEntry, type DataSource } from '../contract/source.ts'
import type { Shelved } from '../host/shelf.ts'
import type { Actor } from '../model/actor.ts'
import { faultsOf } from '../model/checked.ts'
import type { Issue } from '../model/issue.ts'
import { problem } from '../model/problem.ts'
import { WatchEntry } from '../model/watch-entry.ts'
import { numberChange } from '../store/changes.ts'
import { journal } from '../store/journal.ts'
import { countOf, keepList, replaceCodes, replaceEntries } from '../store/lists.ts'
import type { Unread } from '../store/loads.ts'

/** A load outside its bounds: the list in use stays. */
export const loadRefused = problem<{ readonly list: string, readonly entries: number, readonly standing: number, readonly min: number, readonly max: number }>('load-refused', 409)
const entryMalformed = problem<{ readonly list: string, readonly entry: number, readonly detail: string }>('entry-malformed', 409)

/** A list as its source gave it, whole, with what the source could not read of it. */
export interface Gathered { readonly entries: number, readonly unread: Unread | null, replace (trx: Knex.Transaction, actor: Actor): Promise<void> }

/** Reads a source to its end. */
export const gather = async ({ plugin, thing: source }: Shelved<DataSource>): Promise<Gathered> => {
  const issues = { count: 0, first: null as Issue | null }
  // A note says how something was read; what was not read is a warning at least.
  const heard = (issue: Issue): void => {
    if (issue.severity === 'note') return
    issues.count++
    issues.first ??= issue
  }
  const unread = (): Unread | null => issues.first === null ? null : { count: issues.count, plugin, first: issues.first }
  if (source.feeds === 'reference') {
    const codes = await all(source, source.load(heard), ReferenceEntry)
    return {
      entries: codes.length,
      unread: unread(),
      async replace (trx, actor) {
        await bounded(trx, source, codes.length)
        await replaceCodes(trx, source.list, codes)
        await numberChange(trx, 'list', source.list)
        await journal(trx, actor, 'list.loaded', source.list, { entries: codes.length })
      }
    }
  }
  const entries = await all(source, source.load(heard), WatchEntry)
  return {
    entries: entries.length,
    unread: unread(),
    async replace (trx, actor) {
      await bounded(trx, source, entries.length)
      const now = new Date()
      await keepList(trx, { id: source.list, title: source.title, kind: 'party', level: 'national', sensitivity: 'open', owner: actor.id, source: source.id }, now)
      await replaceEntries(trx, source.list, entries, { id: actor.id, name: plugin }, now)
      await journal(trx, actor, 'list.loaded', source.list, { entries: entries.length })
    }
  }
}

const all = async <E>(source: DataSource, entries: AsyncIterable<E>, shape: typeof WatchEntry | typeof ReferenceEntry): Promise<readonly E[]> => {
  const all: E[] = []
  for await (const entry of entries) {
    const [fault] = faultsOf(shape, entry, 1)
    if (fault !== undefined) throw entryMalformed({ list: source.list, entry: all.length + 1, detail: `${fault.pointer} ${fault.detail}` })
    all.push(entry)
    if (all.length > source.expect.max) break
  }
  return all
}

const bounded = async (trx: Knex.Transaction, source: DataSource, entries: number): Promise<void> => {
  const { min, max, largestDrop } = source.expect
  const standing = await countOf(trx, source.feeds, source.list)
  if (entries < min || entries > max || (standing > 0 && entries < standing * (1 - largestDrop))) throw loadRefused({ list: source.list, entries, standing, min, max })
}
