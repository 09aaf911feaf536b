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

/** Keeps keys that are new to their consignment and counts each once; a second run counts nothing twice. Sorted, so that no two batches wait for each other. */
export const keepKeys = async (trx: Knex, keys: readonly KeyOf[], received: Date): Promise<void> => {
  const fresh = await insertMany<Key>(trx, 'cts.consignment_key', ['kind', 'value', 'consignment', 'known'], keys, 'ON CONFLICT DO NOTHING RETURNING kind, value')
  const counts = new Map<string, Key & { consignments: number }>()
  for (const { kind, value } of fresh) {
    const name = nameOf({ kind, value })
    const known = counts.get(name) ?? { kind, value, consignments: 0 }
    known.consignments++
    counts.set(name, known)
  }
  const rows = [...counts].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => ({ ...row, first: received, last: received, targets: 0, outcomes: {} }))
  await insertMany(trx, 'cts.key_tally', ['kind', 'value', 'consignments', 'first', 'last', 'targets', 'outcomes'], rows, `
    ON CONFLICT (kind, value) DO UPDATE SET consignments = cts.key_tally.consignments + excluded.consignments,
      last = greatest(cts.key_tally.last, excluded.last)`)
}

const keysSorted = `SELECT kind, value, count(*) AS n FROM cts.consignment_key WHERE consignment = ANY(:consignments::uuid[]) GROUP BY 1, 2 ORDER BY 1, 2`

/** Counts targets opened on consignments to each of their keys. */
export const countTargets = async (trx: Knex, consignments: readonly string[]): Promise<void> => {
  if (consignments.length === 0) return
  await ask(trx, `
    WITH k AS MATERIALIZED (SELECT t.kind, t.value, k.n FROM (${keysSorted}) k JOIN cts.key_tally t USING (kind, value) ORDER BY 1, 2 FOR UPDATE OF t)
    UPDATE cts.key_tally t SET targets = t.targets + k.n FROM k WHERE t.kind = k.kind AND t.value = k.value`, { consignments })
}

/** Counts how a target ended to each key of its consignment. */
export const countOutcome = async (trx: Knex, consignment: string, code: string): Promise<void> => {
  await ask(trx, `
    WITH k AS MATERIALIZED (SELECT t.kind, t.value, k.n FROM (${keysSorted}) k JOIN cts.key_tally t USING (kind, value) ORDER BY 1, 2 FOR UPDATE OF t)
    UPDATE cts.key_tally t SET outcomes = jsonb_set(t.outcomes, ARRAY[:code], to_jsonb(coalesce((t.outcomes->>:code)::int, 0) + 1))
    FROM k WHERE t.kind = k.kind AND t.value = k.value`, { consignments: [consignment], code })
}
