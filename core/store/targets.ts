import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Params } from '../model/finding.ts'
import type { Control, Hold, Outcome, Target } from '../model/target.ts'
import { keepFindings, type FindingToKeep } from './kept-findings.ts'
import { ask, insertMany, json } from './rows.ts'

interface TargetRecord { id: string, consignment: string, version: number, opened_version: number, decided: number, state: string, lane: Target['lane'], score: number, office: string | null, assignee: string | null, due: Date | null, opened: Date, ended: Date | null, outcome: string | null }

/** A row of cts.target as the model has it. */
export const targetOf = (row: TargetRecord): Target => ({
  id: row.id,
  consignment: row.consignment,
  version: row.version,
  state: row.state,
  lane: row.lane,
  score: row.score,
  opened: row.opened.toISOString(),
  ...(row.office === null ? {} : { office: row.office }),
  ...(row.assignee === null ? {} : { assignee: row.assignee }),
  ...(row.due === null ? {} : { due: row.due.toISOString() })
})

/** What an assessment of a version of a consignment asks of the targets: opened where none is open and something new was found, joined where one is. */
export interface Alerting { readonly mayOpen: boolean, readonly isNew: boolean, readonly consignment: string, readonly version: number, readonly findings: readonly FindingToKeep[], readonly lane: string, readonly score: number, readonly office: string | null, readonly due: Date | null, readonly roles: readonly string[] }

/** Which of some consignments were never a target. */
export const neverTargeted = async (trx: Knex, consignments: readonly string[]): Promise<ReadonlySet<string>> => consignments.length === 0
  ? new Set()
  : new Set((await ask<{ consignment: string }>(trx, `
    SELECT asked.consignment FROM unnest(:consignments::uuid[]) AS asked(consignment)
    WHERE NOT EXISTS (SELECT FROM cts.target t WHERE t.consignment = asked.consignment)`, { consignments })).map(({ consignment }) => consignment))

/**
 * Opens targets, or brings the one that is open up to its consignment; resolves with which were opened, and which were joined by something new: their version moves on, so that nobody decides about what he has not seen.
 * What an amendment takes back does not lower an open target: its lane and score are those of the worst that was declared, until an officer decides.
 */
export const openTargets = async (trx: Knex, state: string, alerting: readonly Alerting[], now: Date): Promise<{ readonly opened: ReadonlyMap<string, string>, readonly joined: ReadonlyMap<string, string> }> => {
  const inserted = await insertMany<{ id: string, consignment: string }>(trx, 'cts.target',
    ['id', 'consignment', 'version', 'state', 'lane', 'score', 'opened_lane', 'opened_version', 'office', 'due', 'opened'],
    alerting.filter(({ mayOpen }) => mayOpen).map(({ consignment, version, lane, score, office, due }) => ({ consignment, lane, score, office, due, opened_lane: lane, opened_version: version, id: randomUUID(), version: 1, state, opened: now })),
    'ON CONFLICT (consignment) WHERE ended IS NULL DO NOTHING RETURNING id, consignment')
  const opened = new Map(inserted.map(({ id, consignment }) => [consignment, id]))
  const rest = alerting.filter(({ consignment, isNew }) => !opened.has(consignment) && !isNew)
  const joined = rest.length === 0 ? [] : await ask<{ id: string, consignment: string, fresh: boolean }>(trx, `
    UPDATE cts.target t SET lane = CASE WHEN 'red' IN (t.lane, r.lane) THEN 'red' WHEN 'amber' IN (t.lane, r.lane) THEN 'amber' ELSE 'green' END, score = greatest(t.score, r.score), due = r.due, office = coalesce(r.office, t.office), version = t.version + (CASE WHEN r."mayOpen" THEN 1 ELSE 0 END)
    FROM jsonb_to_recordset(:rows::jsonb) AS r(consignment uuid, lane text, score real, due timestamptz, office text, "mayOpen" boolean)
    WHERE t.consignment = r.consignment AND t.ended IS NULL RETURNING t.id, t.consignment, r."mayOpen" AS fresh`, { rows: json(rest.map(({ findings: _findings, ...each }) => each)) })
  const open = new Map([...opened, ...joined.map(({ id, consignment }): [string, string] => [consignment, id])])
  await keepFindings(trx, alerting.flatMap(({ consignment, version, findings }) => {
    const target = open.get(consignment)
    return target === undefined ? [] : [{ target, version, findings }]
  }))
  return { opened, joined: new Map(joined.filter(({ fresh }) => fresh).map(({ id, consignment }) => [consignment, id])) }
}

const ALERTS = 7_310_772

/** Puts alerts where event streams read them. One transaction at a time does, until it commits: whoever has seen an alert has seen all with lower numbers. */
export const raiseAlerts = async (trx: Knex, alerts: readonly { readonly target: string, readonly roles: readonly string[] }[]): Promise<void> => {
  await ask(trx, 'SELECT pg_advisory_xact_lock(:lock)', { lock: ALERTS })
  await ask(trx, `
    INSERT INTO cts.alert (target, roles)
    SELECT r.target, r.roles FROM jsonb_to_recordset(:rows::jsonb) AS r(target uuid, roles text[])`, { rows: json(alerts) })
}

/** Alerts for some roles after an id, oldest first. */
export const alertsAfter = (knex: Knex, roles: readonly string[], after: number, limit: number): Promise<readonly { id: number, target: string, consignment: string, at: Date, lane: string, score: number, document: string | null }[]> =>
  ask(knex, `
    SELECT a.id, a.target, a.at, t.consignment, t.lane, t.score, c.number AS document FROM cts.alert a
    JOIN cts.target t ON t.id = a.target JOIN cts.consignment c ON c.id = t.consignment
    WHERE a.id > :after AND a.roles && :roles::text[]
    ORDER BY a.id LIMIT :limit`, { after, roles, limit })

/** The newest alert; a stream without a memory begins here. */
export const newestAlert = async (knex: Knex): Promise<number> =>
  (await ask<{ id: number | null }>(knex, 'SELECT max(id) AS id FROM cts.alert'))[0]?.id ?? 0

/** Locks one target for the transaction. */
export const lockTarget = async (trx: Knex, id: string): Promise<(Target & { readonly ended: boolean, readonly result: string | null, readonly decided: number }) | null> => {
  const [row] = await ask<TargetRecord>(trx, 'SELECT * FROM cts.target WHERE id = :id FOR UPDATE', { id })
  return row === undefined ? null : { ...targetOf(row), ended: row.ended !== null, result: row.outcome, decided: row.decided }
}

/** One thing done to a target, for its timeline. */
export interface NewDeed { readonly target: string, readonly at: Date, readonly actor: string, readonly actor_name: string, readonly plugin: string, readonly step: string, readonly from_state: string, readonly to_state: string, readonly says: string, readonly params: Params | null }

/** What a step leaves on a target. */
export interface Moved { readonly state: string, readonly assignee: string | null, readonly ended: boolean, readonly outcome: string | null }

/** Moves a target on and writes its timeline. */
export const moveTarget = async (trx: Knex, moved: Moved, deed: NewDeed): Promise<void> => {
  await ask(trx, `
    UPDATE cts.target SET state = :state, assignee = :assignee, version = version + 1, decided = version + 1, outcome = :outcome,
      ended = CASE WHEN :ended THEN :at::timestamptz END WHERE id = :target`,
  { state: moved.state, assignee: moved.assignee, outcome: moved.outcome, ended: moved.ended, at: deed.at, target: deed.target })
  await ask(trx, `
    INSERT INTO cts.deed (id, target, ordinal, at, actor, actor_name, plugin, step, from_state, to_state, says, params)
    VALUES (:id, :target, (SELECT count(*) FROM cts.deed WHERE target = :target), :at, :actor, :actor_name, :plugin, :step, :from_state, :to_state, :says, :params::jsonb)`,
  { ...deed, id: randomUUID(), params: deed.params === null ? null : json(deed.params) })
}

export const keepControl = async (trx: Knex, target: string, actor: string, at: Date, control: Control): Promise<void> => {
  await ask(trx, 'INSERT INTO cts.control (id, target, at, actor, content) VALUES (:id, :target, :at, :actor, :content::jsonb)',
    { id: randomUUID(), target, actor, at, content: json(control) })
}

/** Records on a control what it came to: one control is one row, ordered first and done later. False where the target has no such control. */
export const fulfilControl = async (trx: Knex, { target, id }: { readonly target: string, readonly id: string }, actor: string, at: Date, control: Control): Promise<boolean> =>
  (await ask(trx, 'UPDATE cts.control SET content = content || :content::jsonb, done = :at, done_by = :actor WHERE id = :id AND target = :target RETURNING id',
    { id, target, actor, at, content: json(control) })).length === 1

export const keepOutcome = async (trx: Knex, outcome: Outcome, actor: string, at: Date): Promise<void> => {
  const { target, code, reason = null, note = null } = outcome
  await ask(trx, `
    INSERT INTO cts.outcome (target, at, actor, code, reason, note) VALUES (:target, :at, :actor, :code, :reason, :note)
    ON CONFLICT (target) DO UPDATE SET at = excluded.at, actor = excluded.actor, code = excluded.code, reason = excluded.reason, note = excluded.note`,
  { target, at, actor, code, reason, note })
}

export const placeHold = async (trx: Knex, target: string, actor: string, at: Date, hold: Hold): Promise<void> => {
  await ask(trx, 'INSERT INTO cts.hold (id, target, placed, placed_by, content) VALUES (:id, :target, :at, :actor, :content::jsonb)',
    { id: randomUUID(), target, actor, at, content: json(hold) })
}

export const liftHold = async (trx: Knex, id: string, actor: string, at: Date): Promise<void> => {
  await ask(trx, 'UPDATE cts.hold SET lifted = :at, lifted_by = :actor WHERE id = :id AND lifted IS NULL', { id, actor, at })
}

/** Controls, open holds, outcome and timeline of one target. */
export const workOn = async (knex: Knex, target: string): Promise<{
  readonly controls: readonly (Control & { id: string })[]
  readonly holds: readonly (Hold & { id: string })[]
  readonly outcome: Outcome | null
  readonly deeds: readonly NewDeed[]
}> => {
  const controls = await ask<{ id: string, content: Control }>(knex, 'SELECT id, content FROM cts.control WHERE target = :target ORDER BY at', { target })
  const holds = await ask<{ id: string, content: Hold }>(knex, 'SELECT id, content FROM cts.hold WHERE target = :target AND lifted IS NULL ORDER BY placed', { target })
  const [outcome] = await ask<{ code: Outcome['code'], reason: string | null, note: string | null }>(knex, 'SELECT code, reason, note FROM cts.outcome WHERE target = :target', { target })
  const deeds = await ask<NewDeed>(knex, 'SELECT * FROM cts.deed WHERE target = :target ORDER BY ordinal', { target })
  return {
    controls: controls.map(({ id, content }) => ({ ...content, id })),
    holds: holds.map(({ id, content }) => ({ ...content, id })),
    outcome: outcome === undefined ? null : { target, code: outcome.code, ...(outcome.reason === null ? {} : { reason: outcome.reason }), ...(outcome.note === null ? {} : { note: outcome.note }) },
    deeds
  }
}
