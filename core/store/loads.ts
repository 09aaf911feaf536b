import type { Knex } from 'knex'
import type { Issue } from '../model/issue.ts'
import { ask, json } from './rows.ts'

/** What went wrong with a load, in a plugin's words where one is named, else in core's. */
export interface LoadFault { readonly key: string, readonly plugin: string | null, readonly params: Readonly<Record<string, string | number>> }

/** What a load left unread of its list: how many things, and the first of them. */
export interface Unread { readonly count: number, readonly plugin: string, readonly first: Issue }

/** A source as it was last loaded and last tried. */
export interface Load {
  readonly source: string
  readonly list: string
  readonly feeds: 'reference' | 'watch-list'
  readonly version: string | null
  readonly loaded: Date | null
  readonly entries: number
  readonly unread: Unread | null
  readonly fault: LoadFault | null
}

/** How long a source stays with who loads it and was killed. */
export const LEASE_SECONDS = 30

const lease = `leased_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'`

/** Takes a source for one load; null while another has it. */
export const leaseLoad = async (knex: Knex, source: Pick<Load, 'source' | 'list' | 'feeds'>, holder: string): Promise<Load | null> => (await ask<Load>(knex, `
  INSERT INTO cts.source_load AS l (source, list, feeds, leased_by, leased_until) VALUES (:source, :list, :feeds, :holder, clock_timestamp() + interval '${LEASE_SECONDS} seconds')
  ON CONFLICT (source) DO UPDATE SET list = excluded.list, feeds = excluded.feeds, leased_by = excluded.leased_by, leased_until = excluded.leased_until
  WHERE l.leased_until IS NULL OR l.leased_until < clock_timestamp() OR l.leased_by = excluded.leased_by RETURNING *`, { ...source, holder }))[0] ?? null

/** Keeps a source while it is still being read. */
export const renewLoad = async (knex: Knex, source: string, holder: string): Promise<void> => {
  await ask(knex, `UPDATE cts.source_load SET ${lease} WHERE source = :source AND leased_by = :holder`, { source, holder })
}

/** Locks a source for the transaction that brings its list in; false where another has taken it meanwhile. */
export const holdsLoad = async (trx: Knex, source: string, holder: string): Promise<boolean> =>
  (await ask(trx, 'SELECT FROM cts.source_load WHERE source = :source AND leased_by = :holder FOR UPDATE', { source, holder })).length > 0

/** Says what became of a load, and gives the source back. Without a version the list in use is the one that was. */
export const endLoad = async (trx: Knex, source: string, holder: string, became: { readonly version?: string, readonly entries?: number, readonly unread?: Unread | null, readonly fault: LoadFault | null }): Promise<void> => {
  const { version = null, entries = null, unread = null, fault } = became
  await ask(trx, `
    UPDATE cts.source_load SET fault = :fault::jsonb, tried = clock_timestamp(), leased_by = NULL, leased_until = NULL,
      loaded = CASE WHEN :version::text IS NULL THEN loaded ELSE clock_timestamp() END,
      entries = coalesce(:entries, entries), unread = CASE WHEN :version::text IS NULL THEN unread ELSE :unread::jsonb END, version = coalesce(:version, version)
    WHERE source = :source AND leased_by = :holder`,
  { source, holder, version, entries, unread: unread === null ? null : json(unread), fault: fault === null ? null : json(fault) })
}

/** Every source that was ever tried, enabled or not. */
export const sourceLoads = (knex: Knex): Promise<readonly Load[]> => ask<Load>(knex, 'SELECT source, list, feeds, version, loaded, entries, unread, fault FROM cts.source_load ORDER BY source')
