import type { Knex } from 'knex'
import type { Found } from '../model/assessment.ts'
import type { Quoted } from '../model/target-view.ts'
import { ask, insertMany, json } from './rows.ts'

/** A finding for a target to keep: `key` is what it is known again by in a later version. */
export interface FindingToKeep { readonly key: string, readonly content: Found & { readonly quoted: readonly Quoted[] } }

/** What was found of one target's consignment in one of its versions. */
export interface FoundOnTarget { readonly target: string, readonly version: number, readonly findings: readonly FindingToKeep[] }

/** A finding of a target: in which version of the consignment it was found last, and in which it no longer was. */
export type KeptFinding = Found & { quoted: Quoted[], stands: boolean, consignmentVersion: number, gone?: number }

/** Brings what open targets keep up to a new assessment. Nothing is taken away: what was not found again is kept as what it was, and since when it is gone. */
export const keepFindings = async (trx: Knex, found: readonly FoundOnTarget[]): Promise<void> => {
  if (found.length === 0) return
  await ask(trx, `
    UPDATE cts.target_finding f SET gone = r.version
    FROM jsonb_to_recordset(:rows::jsonb) AS r(target uuid, version integer, keys text[])
    WHERE f.target = r.target AND f.gone IS NULL AND f.key <> ALL (r.keys)`,
  { rows: json(found.map(({ target, version, findings }) => ({ target, version, keys: findings.map(({ key }) => key) }))) })
  await insertMany(trx, 'cts.target_finding', ['target', 'key', 'version', 'content'],
    found.flatMap(({ target, version, findings }) => findings.map(finding => ({ ...finding, target, version }))),
    'ON CONFLICT (target, key) DO UPDATE SET version = excluded.version, content = excluded.content, gone = NULL')
}

interface Row { readonly target: string, readonly version: number, readonly gone: number | null, readonly content: Found & { quoted: Quoted[] } }

/** What some targets were opened for and what joined them, strongest first: of ended ones as they were decided. */
export const keptFindings = async (knex: Knex, targets: readonly string[]): Promise<ReadonlyMap<string, readonly KeptFinding[]>> => {
  const kept = new Map<string, KeptFinding[]>()
  if (targets.length === 0) return kept
  const rows = await ask<Row>(knex, `
    SELECT target, version, gone, content FROM cts.target_finding WHERE target = ANY(:targets::uuid[])
    ORDER BY (content->>'score')::real DESC, gone IS NOT NULL, content->>'title', key`, { targets })
  for (const { target, version, gone, content } of rows) {
    const finding = { ...content, stands: gone === null, consignmentVersion: version, ...(gone === null ? {} : { gone }) }
    const list = kept.get(target)
    if (list === undefined) kept.set(target, [finding])
    else list.push(finding)
  }
  return kept
}
