import type { Knex } from 'knex'
import type { ConsignmentMatch, Page } from '../contract/desk.ts'
import type { ConsignmentRow } from '../model/consignment-view.ts'
import { fold, foldIdentifier } from '../model/fold.ts'
import { afterOf, limitOf, pageOf } from './paging.ts'
import { ask } from './rows.ts'

/** A row of cts.consignment as a list shows it; `at` is its page key. */
export interface CargoRecord { at: string, id: string, mode: string, number: string | null, kind: string, loading: string | null, discharge: string | null, consignor: string | null, consignee: string | null, description: string | null, equipment: string[], conveyance: string | null, journey: string | null, arrival: Date | null, received: Date, version: number, state: ConsignmentRow['state'], lane: ConsignmentRow['lane'], score: number | null, target: string | null }

/** Columns of `CargoRecord`, from cts.consignment as `c`. */
export const CARGO = `c.received::text AS at, c.id, c.mode, c.number, c.kind, c.loading, c.discharge, c.consignor, c.consignee, c.description, c.equipment,
  c.conveyance, c.journey, c.arrival, c.received, c.version, c.state, c.lane, c.score,
  (SELECT t.id FROM cts.target t WHERE t.consignment = c.id ORDER BY t.opened DESC LIMIT 1) AS target`

const given = (row: CargoRecord, name: 'number' | 'loading' | 'discharge' | 'consignor' | 'consignee' | 'description' | 'conveyance' | 'journey' | 'target'): object =>
  row[name] === null ? {} : { [name]: row[name] }

export const cargoOf = (row: CargoRecord): ConsignmentRow => ({
  id: row.id,
  mode: row.mode,
  kind: row.kind,
  equipment: row.equipment,
  received: row.received.toISOString(),
  version: row.version,
  state: row.state,
  lane: row.lane,
  score: row.score,
  ...(row.arrival === null ? {} : { arrival: row.arrival.toISOString() }),
  ...given(row, 'number'), ...given(row, 'loading'), ...given(row, 'discharge'), ...given(row, 'consignor'), ...given(row, 'consignee'),
  ...given(row, 'description'), ...given(row, 'conveyance'), ...given(row, 'journey'), ...given(row, 'target')
})

/** Words as PostgreSQL is asked for them: all must occur, each at the start of a word. */
const wordsAsked = (words: string): string => fold(words).split(' ').filter(word => word !== '').slice(0, 12).map(word => `'${word}':*`).join(' & ')

/** Consignments, newest first. Numbers are looked up by key before any row is read. */
export const cargoPage = async (knex: Knex, match: ConsignmentMatch): Promise<Page<ConsignmentRow>> => {
  const limit = limitOf(match.limit)
  const after = afterOf(match.after)
  const words = match.words === undefined ? '' : wordsAsked(match.words)
  const rows = await ask<CargoRecord>(knex, `
    SELECT ${CARGO} FROM cts.consignment c WHERE c.version > 0
      AND (:message::uuid IS NULL OR c.id IN (SELECT consignment FROM cts.consignment_of_message WHERE message = :message))
      AND (:number::text IS NULL OR c.id IN (SELECT consignment FROM cts.consignment_key WHERE value = :number AND kind IN ('document', 'equipment')
        UNION SELECT consignment FROM cts.consignment_link WHERE value = :number AND scheme = 'number'))
      AND (:mode::text IS NULL OR c.mode = :mode) AND (:lane::text IS NULL OR c.lane = :lane)
      AND (:from::timestamptz IS NULL OR c.received >= :from) AND (:until::timestamptz IS NULL OR c.received < :until)
      AND (:words = '' OR c.words @@ to_tsquery('simple', :words))
      AND (:at::timestamptz IS NULL OR (c.received, c.id) < (:at::timestamptz, :id::uuid))
    ORDER BY c.received DESC, c.id DESC LIMIT :limit`, {
    message: match.message ?? null,
    number: match.number === undefined ? null : foldIdentifier(match.number),
    mode: match.mode ?? null,
    lane: match.lane ?? null,
    from: match.from ?? null,
    until: match.until ?? null,
    words,
    at: after?.at ?? null,
    id: after?.id ?? null,
    limit: limit + 1
  })
  return pageOf(rows, limit, cargoOf)
}

/** Rows of some consignments, by id. */
export const cargoRows = async (knex: Knex, ids: readonly string[]): Promise<ReadonlyMap<string, ConsignmentRow>> => {
  const rows = await ask<CargoRecord>(knex, `SELECT ${CARGO} FROM cts.consignment c WHERE c.id = ANY(:ids::uuid[])`, { ids })
  return new Map(rows.map(row => [row.id, cargoOf(row)]))
}

/** The versions of a consignment, newest first. */
export const versionsOf = (knex: Knex, consignment: string): Promise<readonly { version: number, made: Date, message: string, changed: string[] }[]> =>
  ask(knex, 'SELECT version, made, message, changed FROM cts.consignment_version WHERE consignment = :consignment ORDER BY version DESC LIMIT 100', { consignment })

/** What became of a consignment since one of its versions: those after it, oldest first, and whether its sender has cancelled it. */
export const sinceVersion = async (knex: Knex, consignment: string, version: number): Promise<{ readonly cancelled: boolean, readonly amended: readonly { version: number, made: Date, message: string, changed: string[] }[] }> => {
  const [row] = await ask<{ cancelled: boolean }>(knex, 'SELECT cancelled FROM cts.consignment WHERE id = :consignment', { consignment })
  const amended = await ask<{ version: number, made: Date, message: string, changed: string[] }>(knex, `
    SELECT version, made, message, changed FROM cts.consignment_version WHERE consignment = :consignment AND version > :version ORDER BY version LIMIT 100`, { consignment, version })
  return { cancelled: row?.cancelled === true, amended }
}

/** How two consignments may be linked, nearest first: by what is known of the one, met with what is known of the other. */
const WAYS = `(VALUES (1, 'master', 'master', 'key'), (2, 'house', 'key', 'master'), (3, 'same-number', 'same-number', 'same-number'), (4, 'same-master', 'master', 'master'), (5, 'container', 'container', 'container'))`

/**
 * Consignments that share a link with this one: its master, its houses, what has the same number, the other houses of that master, what travels in the same container.
 * At most a hundred: of a container or a master that thousands share, no more is looked at.
 */
export const linkedTo = (knex: Knex, consignment: string): Promise<readonly { scheme: string, consignment: string, number: string | null, kind: string }[]> =>
  ask(knex, `
    SELECT scheme, consignment, number, kind FROM (
      SELECT DISTINCT ON (other.id) way.rank, way.scheme, other.id AS consignment, other.number, other.kind FROM ${WAYS} AS way(rank, scheme, mine, theirs)
      CROSS JOIN LATERAL (
        SELECT met.consignment FROM cts.consignment_link mine
        CROSS JOIN LATERAL (
          SELECT theirs.consignment FROM cts.consignment_link theirs
          WHERE theirs.scheme = way.theirs AND theirs.value = mine.value AND theirs.consignment <> mine.consignment LIMIT 100) met
        WHERE mine.consignment = :consignment AND mine.scheme = way.mine LIMIT 200) near
      JOIN cts.consignment other ON other.id = near.consignment AND other.version > 0
      ORDER BY other.id, way.rank) linked
    ORDER BY rank, number LIMIT 100`, { consignment })
