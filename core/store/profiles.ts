import type { Knex } from 'knex'
import type { Page, Paging } from '../contract/desk.ts'
import type { ProfileDraft, ProfileView } from '../model/profile-view.ts'
import { afterOf, limitOf, pageOf, type After } from './paging.ts'
import { ask, json } from './rows.ts'

/** A profile as it is in force, or as one version of it stands. */
export interface ProfileRecord { readonly profile: string, readonly version: number, readonly type: string, readonly title: string, readonly settings: unknown, readonly alert: readonly string[] }

interface Author { readonly id: string, readonly name: string }

interface ViewRow { id: string, version: number, state: ProfileView['state'], type: string, title: string, settings: unknown, alert: string[], note: string | null, author: string, author_name: string, drafted: Date, publisher_name: string | null, published_at: Date | null, retired: Date | null, in_force: number | null, matched: number }

/** The published version of every profile that is in force; only some when named. */
export const published = (knex: Knex, only: readonly string[] | null = null): Promise<readonly ProfileRecord[]> => ask<ProfileRecord>(knex, `
  SELECT p.id AS profile, v.version, p.type, v.title, v.settings, v.alert
  FROM cts.profile p JOIN cts.profile_version v ON v.profile = p.id AND v.version = p.published
  WHERE p.retired IS NULL AND (:only::uuid[] IS NULL OR p.id = ANY(:only::uuid[])) ORDER BY p.made, p.id`, { only })

/** Keeps a first version, or a further one, as a draft. */
export const keepDraft = async (trx: Knex, id: string, version: number, draft: ProfileDraft, author: Author, now: Date): Promise<void> => {
  await ask(trx, `
    INSERT INTO cts.profile (id, type, newest, made) VALUES (:id, :type, :version, :now)
    ON CONFLICT (id) DO UPDATE SET newest = excluded.newest`, { id, type: draft.type, version, now })
  await ask(trx, `
    INSERT INTO cts.profile_version (profile, version, title, settings, alert, note, author, author_name, drafted)
    VALUES (:id, :version, :title, :settings::jsonb, :alert::text[], :note, :author, :name, :now)`,
  { id, version, title: draft.title, settings: json(draft.settings), alert: draft.alert ?? [], note: draft.note ?? null, author: author.id, name: author.name, now })
}

/** Locks a profile until the transaction ends, so that those who revise, publish or retire it go one after another. */
export const lockProfile = async (trx: Knex, id: string): Promise<void> => {
  await ask(trx, 'SELECT FROM cts.profile WHERE id = :id FOR UPDATE', { id })
}

export const setPublished = async (trx: Knex, id: string, version: number, publisher: Author, now: Date): Promise<void> => {
  await ask(trx, 'UPDATE cts.profile_version SET published = :now, publisher = :publisher, publisher_name = :name WHERE profile = :id AND version = :version',
    { id, version, now, publisher: publisher.id, name: publisher.name })
  await ask(trx, 'UPDATE cts.profile SET published = :version, retired = NULL WHERE id = :id', { id, version })
}

export const setRetired = async (trx: Knex, id: string, now: Date): Promise<void> => {
  await ask(trx, 'UPDATE cts.profile SET retired = :now WHERE id = :id', { id, now })
}

/** Matches are counted so far and no further: a profile that takes all there is must not make its page wait. */
const MOST_COUNTED = 1000

const viewOf = (asker: string) => (row: ViewRow): ProfileView => ({
  id: row.id,
  version: row.version,
  state: row.state,
  type: row.type,
  title: row.title,
  settings: row.settings,
  alert: row.alert,
  author: row.author,
  authorName: row.author_name,
  drafted: row.drafted.toISOString(),
  matched: Math.min(row.matched, MOST_COUNTED),
  moreMatched: row.matched > MOST_COUNTED,
  mine: row.author === asker,
  ...(row.note === null ? {} : { note: row.note }),
  ...(row.publisher_name === null ? {} : { publishedBy: row.publisher_name }),
  ...(row.published_at === null ? {} : { published: row.published_at.toISOString() }),
  ...(row.in_force === null ? {} : { inForce: row.in_force }),
  ...(row.retired === null ? {} : { retired: row.retired.toISOString() })
})

interface Match { readonly id?: string | undefined, readonly state?: string | undefined, readonly after?: After | null, readonly limit: number }

const viewRows = (knex: Knex, { id, state, after, limit }: Match): Promise<readonly (ViewRow & { readonly at: string })[]> => ask(knex, `
  SELECT page.*, page.made::text AS at, (SELECT count(*) FROM (
    SELECT DISTINCT f.consignment FROM cts.finding f WHERE f.profile = page.id AND f.stands AND f.only_for IS NULL
    ORDER BY f.consignment LIMIT ${MOST_COUNTED + 1}) each) AS matched
  FROM (SELECT * FROM (
    SELECT p.id, v.version, p.type, v.title, v.settings, v.alert, v.note, v.author, v.author_name, v.drafted, v.publisher_name,
      v.published AS published_at, p.retired, p.made, CASE WHEN p.retired IS NULL THEN p.published END AS in_force,
      CASE WHEN p.retired IS NOT NULL THEN 'retired' WHEN v.published IS NULL THEN 'draft' ELSE 'published' END AS state
    FROM cts.profile p JOIN cts.profile_version v ON v.profile = p.id AND v.version = p.newest
    WHERE :id::uuid IS NULL OR p.id = :id) every
    WHERE (:state::text IS NULL OR state = :state) AND (:at::timestamptz IS NULL OR (made, id) < (:at::timestamptz, :last::uuid))
    ORDER BY made DESC, id DESC LIMIT :limit) page
  ORDER BY made DESC, id DESC`, { id: id ?? null, state: state ?? null, at: after?.at ?? null, last: after?.id ?? null, limit })

/** A page of profiles with their newest version, newest first; `asker` sees which are his own. */
export const profilePage = async (knex: Knex, asker: string, match: Paging & { readonly state?: string | undefined }): Promise<Page<ProfileView>> => {
  const limit = limitOf(match.limit)
  return pageOf(await viewRows(knex, { state: match.state, after: afterOf(match.after), limit: limit + 1 }), limit, viewOf(asker))
}

/** One profile with its newest version; null where there is none. */
export const profileView = async (knex: Knex, asker: string, id: string): Promise<ProfileView | null> => {
  const [row] = await viewRows(knex, { id, limit: 1 })
  return row === undefined ? null : viewOf(asker)(row)
}

/** One version of a profile; without a number the one that is in force, or the newest where none is: a draft, or a retired one. */
export const versionOf = async (knex: Knex, id: string, version: number | null = null): Promise<ProfileRecord | null> => (await ask<ProfileRecord>(knex, `
  SELECT p.id AS profile, v.version, p.type, v.title, v.settings, v.alert FROM cts.profile p
  JOIN cts.profile_version v ON v.profile = p.id AND v.version = coalesce(:version::integer, p.published, p.newest) WHERE p.id = :id`, { id, version }))[0] ?? null

/** The newest version of a profile, in force or not. */
export const newestVersion = async (knex: Knex, id: string): Promise<ProfileRecord | null> => (await ask<ProfileRecord>(knex, `
  SELECT p.id AS profile, v.version, p.type, v.title, v.settings, v.alert FROM cts.profile p
  JOIN cts.profile_version v ON v.profile = p.id AND v.version = p.newest WHERE p.id = :id`, { id }))[0] ?? null
