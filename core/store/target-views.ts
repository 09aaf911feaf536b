import type { Knex } from 'knex'
import type { Page, TargetMatch } from '../contract/desk.ts'
import type { ConsignmentRow } from '../model/consignment-view.ts'
import type { Target } from '../model/target.ts'
import { cargoRows } from './cargo-views.ts'
import { afterOf, limitOf, pageOf } from './paging.ts'
import { ask } from './rows.ts'
import { targetOf } from './targets.ts'

/** A target with its cargo and who has it, before its findings are put in words. */
export interface TargetShown extends Target { readonly assigneeName?: string, readonly cargo: ConsignmentRow, readonly outcome: string | null }

/** The same, with the version of the consignment it was opened with. */
export interface TargetWhole { readonly target: TargetShown, readonly openedWith: number }

type Row = Parameters<typeof targetOf>[0] & { at: string, assignee_name: string | null }

const shown = (cargo: ReadonlyMap<string, ConsignmentRow>) => (row: Row): TargetShown => {
  const of = cargo.get(row.consignment)
  if (of === undefined) throw new Error(`target ${row.id} has no consignment`)
  return { ...targetOf(row), outcome: row.outcome, cargo: of, ...(row.assignee_name === null ? {} : { assigneeName: row.assignee_name }) }
}

const VIEWS: Readonly<Record<NonNullable<TargetMatch['view']>, string>> = {
  open: 't.ended IS NULL',
  mine: 't.ended IS NULL AND t.assignee = :person::uuid',
  free: 't.ended IS NULL AND t.assignee IS NULL',
  ended: 't.ended IS NOT NULL',
  all: 'true'
}

/** Open targets come by lane and time left, so that the first is the next to do; ended ones newest first. The page key holds the place in that order. */
const ORDER = `(CASE t.lane WHEN 'red' THEN 0 WHEN 'amber' THEN 1 ELSE 2 END) * 1000000000000 + extract(epoch FROM coalesce(t.due, t.opened + interval '365 days'))`

export const targetPage = async (knex: Knex, match: TargetMatch, person: string | null): Promise<Page<TargetShown>> => {
  const limit = limitOf(match.limit)
  const view = match.view ?? (match.consignment === undefined ? 'open' : 'all')
  const worked = view === 'open' || view === 'mine' || view === 'free'
  // Both orders are one ascending number, kept exact by its text.
  const order = worked ? ORDER : '-extract(epoch FROM t.opened)'
  const after = afterOf(match.after, 'number')
  const rows = await ask<Row>(knex, `
    SELECT *, place::text AS at FROM (SELECT t.*, p.name AS assignee_name, ${order} AS place FROM cts.target t LEFT JOIN cts.person p ON p.id = t.assignee
      WHERE ${VIEWS[view]} AND (:state::text IS NULL OR t.state = :state) AND (:lane::text IS NULL OR t.lane = :lane)
        AND (:consignment::uuid IS NULL OR t.consignment = :consignment)) each
    WHERE :place::numeric IS NULL OR (place, id) > (:place::numeric, :id::uuid) ORDER BY place, id LIMIT :limit`,
  { person, state: match.state ?? null, lane: match.lane ?? null, consignment: match.consignment ?? null, place: after?.at ?? null, id: after?.id ?? null, limit: limit + 1 })
  const cargo = await cargoRows(knex, rows.map(({ consignment }) => consignment))
  return pageOf(rows, limit, shown(cargo))
}

/** One target. */
export const targetShown = async (knex: Knex, id: string): Promise<TargetWhole | null> => {
  const rows = await ask<Row>(knex, `SELECT t.*, '' AS at, p.name AS assignee_name FROM cts.target t LEFT JOIN cts.person p ON p.id = t.assignee WHERE t.id = :id`, { id })
  const cargo = await cargoRows(knex, rows.map(({ consignment }) => consignment))
  return rows.map(row => ({ target: shown(cargo)(row), openedWith: row.opened_version }))[0] ?? null
}

/** Open targets by lane, a person's own, and those past their time. */
export const queueCounts = async (knex: Knex, person: string | null): Promise<{ readonly red: number, readonly amber: number, readonly green: number, readonly mine: number, readonly overdue: number }> => {
  const [row] = await ask<{ red: number, amber: number, green: number, mine: number, overdue: number }>(knex, `
    SELECT count(*) FILTER (WHERE lane = 'red') AS red, count(*) FILTER (WHERE lane = 'amber') AS amber, count(*) FILTER (WHERE lane = 'green') AS green,
      count(*) FILTER (WHERE assignee = :person::uuid) AS mine, count(*) FILTER (WHERE due < clock_timestamp()) AS overdue
    FROM cts.target WHERE ended IS NULL`, { person })
  return row ?? { red: 0, amber: 0, green: 0, mine: 0, overdue: 0 }
}
