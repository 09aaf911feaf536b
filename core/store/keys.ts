import type { Knex } from 'knex'
import type { Earlier } from '../contract/enricher.ts'
import type { Key } from '../model/keys.ts'
import { ask, insertMany, json } from './rows.ts'

/** A key of one consignment, with what was known of it as the consignment came. */
export interface KeyOf extends Key { readonly consignment: string, readonly known: Earlier | null }

export const nameOf = ({ kind, value }: Key): string => `${kind} ${value}`

interface TallyRow extends Key { consignments: number, first: Date, last: Date, targets: number, outcomes: Record<string, number> }

/** What is known of keys before the batch at hand. */
export const talliesOf = async (trx: Knex, keys: readonly Key[]): Promise<Map<string, Earlier>> => {
  if (keys.length === 0) return new Map()
  const rows = await ask<TallyRow>(trx, `
    SELECT t.* FROM jsonb_to_recordset(:keys::jsonb) AS k(kind text, value text)
    JOIN cts.key_tally t ON t.kind = k.kind AND t.value = k.value`, { keys: json(keys.map(({ kind, value }) => ({ kind, value }))) })
  return new Map(rows.map(({ kind, value, ...known }) => [nameOf({ kind, value }), known]))
}

interface KeyRow extends Key { consignment: string, known: (Omit<Earlier, 'first' | 'last'> & { first: string, last: string }) | null }

/** The keys some consignments have been counted by already, each as `<consignment> <key>`, with what was known of it then. */
export const countedKeys = async (trx: Knex, consignments: readonly string[]): Promise<ReadonlyMap<string, Earlier | null>> => {
  if (consignments.length === 0) return new Map()
  const rows = await ask<KeyRow>(trx, 'SELECT kind, value, consignment, known FROM cts.consignment_key WHERE consignment = ANY(:consignments::uuid[])', { consignments })
  return new Map(rows.map(({ known, ...key }) => [countedName(key.consignment, key), known === null ? null : { ...known, first: new Date(known.first), last: new Date(known.last) }]))
}

export const countedName = (consignment: string, key: Key): string => `${consignment} ${nameOf(key)}`

/** How many consignments are new to a key. */
export interface Count extends Key { readonly consignments: number }

/** Keeps keys that are new to their consignment; resolves with how often each is to be counted. A second run counts nothing twice. */
export const keepKeys = async (trx: Knex, keys: readonly KeyOf[]): Promise<readonly Count[]> => {
  const fresh = await insertMany<Key>(trx, 'cts.consignment_key', ['kind', 'value', 'consignment', 'known'], keys, 'ON CONFLICT DO NOTHING RETURNING kind, value')
  const counts = new Map<string, Count>()
  for (const { kind, value } of fresh) {
    const name = nameOf({ kind, value })
    counts.set(name, { kind, value, consignments: (counts.get(name)?.consignments ?? 0) + 1 })
  }
  return [...counts.values()]
}

// A transaction locks consignments, then targets, then tallies, and tallies once, in this order: so no two wait for each other.
const IN_ORDER = 'ORDER BY kind COLLATE "C", value COLLATE "C"'

/** Counts what a batch brought: consignments new to keys, and targets opened on consignments to each of their keys. The last thing it locks. */
export const countKeys = async (trx: Knex, fresh: readonly Count[], opened: readonly string[], received: Date): Promise<void> => {
  if (fresh.length === 0 && opened.length === 0) return
  await ask(trx, `
    INSERT INTO cts.key_tally AS t (kind, value, consignments, first, last, targets, outcomes)
    SELECT kind, value, sum(consignments), :received, :received, sum(targets), '{}' FROM (
      SELECT kind, value, consignments, 0 AS targets FROM jsonb_to_recordset(:fresh::jsonb) AS f(kind text, value text, consignments integer)
      UNION ALL SELECT kind, value, 0, 1 FROM cts.consignment_key WHERE consignment = ANY(:opened::uuid[])) counted
    GROUP BY kind, value ${IN_ORDER}
    ON CONFLICT (kind, value) DO UPDATE SET consignments = t.consignments + excluded.consignments, targets = t.targets + excluded.targets,
      last = CASE WHEN excluded.consignments > 0 THEN greatest(t.last, excluded.last) ELSE t.last END`, { fresh: json(fresh), opened, received })
}

/** Counts how a target ended to each key of its consignment. */
export const countOutcome = async (trx: Knex, consignment: string, code: string): Promise<void> => {
  await ask(trx, `
    WITH k AS MATERIALIZED (SELECT kind, value FROM cts.key_tally JOIN cts.consignment_key USING (kind, value) WHERE consignment = :consignment ${IN_ORDER} FOR UPDATE OF key_tally)
    UPDATE cts.key_tally t SET outcomes = jsonb_set(t.outcomes, ARRAY[:code], to_jsonb(coalesce((t.outcomes->>:code)::int, 0) + 1))
    FROM k WHERE t.kind = k.kind AND t.value = k.value`, { consignment, code })
}
