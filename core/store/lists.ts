import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Listed, ReferenceEntry } from '../contract/source.ts'
import type { EntryView, ListDraft, ListView } from '../model/list-view.ts'
import type { WatchEntry } from '../model/watch-entry.ts'
import { numberChange } from './changes.ts'
import { ask, insertMany, json } from './rows.ts'

interface Author { readonly id: string, readonly name: string }
/** What is met with cargo: also what leaves, until a second person has signed that. */
const IN_FORCE = `('in-force', 'leaving')`

interface ListRow { id: string, title: string, kind: ListView['kind'], level: ListView['level'], sensitivity: ListView['sensitivity'], note: string | null, owner: string, owner_name: string | null, source: string | null, changed: Date | null, entries: number, waiting: number, loaded: Date | null }
interface EntryRow { id: string, list: string, key: string, what: WatchEntry, state: EntryView['state'], author: string, author_name: string, made: Date, remover: string | null, remover_name: string | null, change: number }

const listOf = (row: ListRow): ListView => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  level: row.level,
  sensitivity: row.sensitivity,
  owner: row.owner,
  entries: row.entries,
  waiting: row.waiting,
  ...(row.owner_name === null ? {} : { ownerName: row.owner_name }),
  ...(row.note === null ? {} : { note: row.note }),
  ...(row.source === null ? {} : { source: row.source }),
  ...(row.changed === null ? {} : { changed: row.changed.toISOString() }),
  ...(row.loaded === null ? {} : { loaded: row.loaded.toISOString() })
})

/** Watch lists with how many entries are in force and how many wait. */
export const listViews = async (knex: Knex, id: string | null = null): Promise<readonly ListView[]> => (await ask<ListRow>(knex, `
  SELECT l.*, p.name AS owner_name, s.loaded, coalesce(n.entries, 0) AS entries, coalesce(n.waiting, 0) AS waiting FROM cts.list l
  LEFT JOIN cts.person p ON p.id::text = l.owner
  LEFT JOIN cts.source_load s ON s.source = l.source
  LEFT JOIN (SELECT list, count(*) FILTER (WHERE state IN ${IN_FORCE}) AS entries, count(*) FILTER (WHERE state IN ('waiting', 'leaving')) AS waiting
    FROM cts.entry GROUP BY list) n ON n.list = l.id
  WHERE :id::text IS NULL OR l.id = :id ORDER BY l.title, l.id`, { id })).map(listOf)

/** Makes a list, of a person or of a source. */
export const keepList = async (trx: Knex, list: ListDraft & { readonly id: string, readonly owner: string, readonly source?: string }, now: Date): Promise<void> => {
  await ask(trx, `
    INSERT INTO cts.list (id, title, kind, level, sensitivity, note, owner, source, made)
    VALUES (:id, :title, :kind, :level, :sensitivity, :note, :owner, :source, :now) ON CONFLICT (id) DO NOTHING`,
  { id: list.id, title: list.title, kind: list.kind, level: list.level, sensitivity: list.sensitivity ?? 'open', note: list.note ?? null, owner: list.owner, source: list.source ?? null, now })
}

const entryOf = (asker: string) => (row: EntryRow): EntryView => ({
  ...row.what,
  id: row.id,
  list: row.list,
  state: row.state,
  author: row.author,
  authorName: row.author_name,
  made: row.made.toISOString(),
  mine: row.author === asker,
  ...(row.state !== 'leaving' || row.remover_name === null ? {} : { removalBy: row.remover_name, removalMine: row.remover === asker })
})

/** Keeps an entry; in force at once or waiting for a second person. */
export const keepEntry = async (trx: Knex, list: string, what: WatchEntry, state: 'waiting' | 'in-force', author: Author, now: Date): Promise<string> => {
  const change = state === 'in-force' ? await numberChange(trx, 'list', list) : 0
  const id = randomUUID()
  await ask(trx, `
    INSERT INTO cts.entry (id, list, key, what, state, author, author_name, made, change)
    VALUES (:id, :list, :key, :what::jsonb, :state, :author, :name, :now, :change)`,
  { id, list, key: what.key, what: json(what), state, author: author.id, name: author.name, now, change })
  await ask(trx, 'UPDATE cts.list SET changed = :now WHERE id = :list', { list, now })
  return id
}

/** Puts an entry in force or out of it. */
export const setEntry = async (trx: Knex, list: string, id: string, state: 'in-force' | 'gone', signer: string, now: Date): Promise<void> => {
  const change = await numberChange(trx, 'list', list)
  await ask(trx, 'UPDATE cts.entry SET state = :state, signer = :signer, change = :change WHERE id = :id AND list = :list', { id, list, state, signer, change })
  await ask(trx, 'UPDATE cts.list SET changed = :now WHERE id = :list', { list, now })
}

/** Keeps who asks for an entry's removal, or that nobody does any more. It stays in force, so no change is numbered. */
export const setRemoval = async (trx: Knex, list: string, id: string, remover: Author | null): Promise<void> => {
  await ask(trx, 'UPDATE cts.entry SET state = :state, remover = :remover, remover_name = :name WHERE id = :id AND list = :list',
    { id, list, state: remover === null ? 'in-force' : 'leaving', remover: remover?.id ?? null, name: remover?.name ?? null })
}

/** One entry, locked until the transaction ends: who signs and removes it go one after another. */
export const entryById = async (trx: Knex, list: string, id: string, asker: string): Promise<EntryView | null> => {
  const [row] = await ask<EntryRow>(trx, 'SELECT * FROM cts.entry WHERE list = :list AND id = :id FOR UPDATE', { list, id })
  return row === undefined ? null : entryOf(asker)(row)
}

/** A page of entries, newest first; `words` are looked for anywhere in an entry. */
export const entryPage = async (knex: Knex, list: string, asker: string, paging: { readonly after: { readonly at: string, readonly id: string } | null, readonly limit: number, readonly words: string | null }): Promise<readonly EntryView[]> =>
  (await ask<EntryRow>(knex, `
    SELECT * FROM cts.entry WHERE list = :list AND state <> 'gone' AND (:words::text IS NULL OR what::text ILIKE :words)
      AND (:at::timestamptz IS NULL OR (made, id) < (:at::timestamptz, :id::uuid))
    ORDER BY made DESC, id DESC LIMIT :limit`,
  { list, limit: paging.limit, words: paging.words === null ? null : `%${paging.words.replace(/[\\%_]/g, '\\$&')}%`, at: paging.after?.at ?? null, id: paging.after?.id ?? null })).map(entryOf(asker))

const PAGE = 2000

/** Entries as they stand, or what changed since a change; read by short questions. */
export const listed = async function * (knex: Knex, list: string | null, since: number): AsyncGenerator<Listed> {
  let after = { change: since, id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const rows = await ask<EntryRow & { title: string, sensitivity: string, owner: string }>(knex, `
      SELECT e.*, l.title, l.sensitivity, l.owner FROM cts.entry e JOIN cts.list l ON l.id = e.list
      WHERE (:list::text IS NULL OR e.list = :list) AND (e.change, e.id) > (:change, :id::uuid) AND e.change > 0
        AND (e.state IN ${IN_FORCE} OR (e.state = 'gone' AND :since > 0))
      ORDER BY e.change, e.id LIMIT ${PAGE}`, { list, since, ...after })
    for (const row of rows) yield { list: row.list, title: row.title, sensitivity: row.sensitivity, owner: row.owner, entry: row.id, change: row.change, gone: row.state === 'gone', what: row.what }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = { change: last.change, id: last.id }
  }
}

/** Replaces what a source said of its watch list, keeping the entries that did not change; resolves with the change's number, null when nothing did. */
export const replaceEntries = async (trx: Knex, list: string, entries: readonly WatchEntry[], author: Author, now: Date): Promise<number | null> => {
  await ask(trx, 'CREATE TEMPORARY TABLE incoming (key text PRIMARY KEY, what jsonb NOT NULL) ON COMMIT DROP')
  for (let from = 0; from < entries.length; from += PAGE) {
    await insertMany(trx, 'incoming', ['key', 'what'], entries.slice(from, from + PAGE).map(what => ({ key: what.key, what })), 'ON CONFLICT (key) DO NOTHING')
  }
  const [changes] = await ask<{ n: number }>(trx, `
    SELECT count(*) AS n FROM incoming i FULL JOIN (SELECT * FROM cts.entry WHERE list = :list AND state = 'in-force') e ON e.key = i.key
    WHERE e.key IS NULL OR i.key IS NULL OR e.what <> i.what`, { list })
  if (changes?.n === 0) return null
  const change = await numberChange(trx, 'list', list)
  const values = { list, change, now, author: author.id, name: author.name }
  await ask(trx, `UPDATE cts.entry e SET state = 'gone', change = :change WHERE list = :list AND state <> 'gone' AND NOT EXISTS (SELECT FROM incoming i WHERE i.key = e.key)`, values)
  await ask(trx, `
    INSERT INTO cts.entry (id, list, key, what, state, author, author_name, made, change)
    SELECT gen_random_uuid(), :list, i.key, i.what, 'in-force', :author, :name, :now, :change FROM incoming i
    ON CONFLICT (list, key) DO UPDATE SET what = excluded.what, state = 'in-force', change = excluded.change
    WHERE cts.entry.what <> excluded.what OR cts.entry.state <> 'in-force'`, values)
  await ask(trx, 'UPDATE cts.list SET changed = :now WHERE id = :list', values)
  return change
}

/** Replaces a reference list whole. */
export const replaceCodes = async (trx: Knex, list: string, entries: readonly ReferenceEntry[]): Promise<void> => {
  await ask(trx, 'DELETE FROM cts.code WHERE list = :list', { list })
  for (let from = 0; from < entries.length; from += PAGE) {
    await insertMany(trx, 'cts.code', ['list', 'code', 'what'], entries.slice(from, from + PAGE).map(what => ({ list, code: what.code, what })), 'ON CONFLICT DO NOTHING')
  }
}

export const countOf = async (knex: Knex, feeds: 'reference' | 'watch-list', list: string): Promise<number> =>
  (await ask<{ n: number }>(knex, feeds === 'reference'
    ? 'SELECT count(*) AS n FROM cts.code WHERE list = :list'
    : `SELECT count(*) AS n FROM cts.entry WHERE list = :list AND state IN ${IN_FORCE}`, { list }))[0]?.n ?? 0

/** A reference list as it stands, by short questions. */
export const codes = async function * (knex: Knex, list: string): AsyncGenerator<ReferenceEntry> {
  for (let after = '';;) {
    const rows = await ask<{ code: string, what: ReferenceEntry }>(knex, `SELECT code, what FROM cts.code WHERE list = :list AND code > :after ORDER BY code LIMIT ${PAGE}`, { list, after })
    for (const { what } of rows) yield what
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.code
  }
}
