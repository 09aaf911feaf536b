import type { Knex } from 'knex'
import type { Consignment } from '../model/consignment.ts'
import { fold } from '../model/fold.ts'
import { ask, insertMany, json } from './rows.ts'

/** A consignment as it stands, found by its mode's key; no content where this transaction has just taken its place. */
export interface Standing { readonly id: string, readonly key: string, readonly version: number, readonly received: Date, readonly content: Omit<Consignment, 'id'> | null }

/** Which of some keys nobody has taken a place for yet. */
export const unclaimed = async (trx: Knex, mode: string, keys: readonly string[]): Promise<readonly string[]> => {
  const there = new Set((await ask<{ key: string }>(trx, 'SELECT key FROM cts.consignment WHERE mode = :mode AND key = ANY(:keys::text[])', { mode, keys })).map(({ key }) => key))
  return keys.filter(key => !there.has(key))
}

/** Takes a place for consignments never seen before; another server may have been first, and then its id counts. */
export const claimKeys = async (trx: Knex, rows: readonly { readonly id: string, readonly mode: string, readonly key: string, readonly received: Date }[]): Promise<void> => {
  const claims = rows.map(row => ({ ...row, version: 0, changed: row.received, kind: '', equipment: [], words: '', cancelled: false, state: 'unassessed', covered: 0 }))
  await insertMany(trx, 'cts.consignment', ['id', 'mode', 'key', 'version', 'received', 'changed', 'kind', 'equipment', 'words', 'cancelled', 'state', 'covered'],
    claims, `ORDER BY key COLLATE "C" ON CONFLICT (mode, key) DO NOTHING`)
}

// Whoever holds many consignments takes them in this order: so no two wait for each other.
const IN_ORDER = 'ORDER BY mode COLLATE "C", key COLLATE "C" FOR UPDATE'

/** Begins a statement that changes many consignments: `held` are those a condition names, locked in the order of their keys as everybody locks them. `… UPDATE cts.consignment c SET … FROM held WHERE c.id = held.id` */
export const holding = (which: string): string => `WITH held AS MATERIALIZED (SELECT id FROM cts.consignment WHERE ${which} ${IN_ORDER})`

/** Locks the consignments of some keys for the transaction, in the order of their keys so that no two batches wait for each other, and reads them as they stand then. */
export const standing = async (trx: Knex, mode: string, keys: readonly string[]): Promise<ReadonlyMap<string, Standing>> => {
  if (keys.length === 0) return new Map()
  await ask(trx, `SELECT FROM cts.consignment WHERE mode = :mode AND key = ANY(:keys::text[]) ${IN_ORDER}`, { mode, keys })
  const rows = await ask<Standing>(trx, `
    SELECT c.id, c.key, c.version, c.received, v.content FROM cts.consignment c
    LEFT JOIN cts.consignment_version v ON v.consignment = c.id AND v.version = c.version
    WHERE c.mode = :mode AND c.key = ANY(:keys::text[])`, { mode, keys })
  return new Map(rows.map(row => [row.key, row]))
}

/** Takes back places whose consignment could not be made. */
export const forgetUnmade = async (trx: Knex, ids: readonly string[]): Promise<void> => {
  await ask(trx, 'DELETE FROM cts.consignment WHERE id = ANY(:ids::uuid[]) AND version = 0', { ids })
}

/** A new version of a consignment, with which message made it and what of it changed. */
export interface NewVersion {
  readonly consignment: Consignment
  readonly version: number
  readonly made: Date
  readonly message: string
  readonly changed: readonly string[]
}

const MOST_WORDS = 400

const party = (consignment: Consignment, role: string): string | undefined => consignment.parties.find(each => each.role === role)?.name

/** Words by which a consignment is searched: goods descriptions, marks, names of parties and of the ship. */
const wordsOf = (consignment: Consignment): string => {
  const texts = [
    ...consignment.goods.flatMap(({ description, marks }) => [description, marks]),
    ...consignment.parties.map(({ name }) => name), consignment.conveyance.name
  ]
  const words = new Set(texts.flatMap(text => text === undefined ? [] : fold(text).split(' ')))
  return [...words].filter(word => word !== '' && word.length < 100).slice(0, MOST_WORDS).map(word => `'${word}'`).join(' ')
}

const columnsOf = ({ consignment: c, version }: Renewed, changed: Date): object => ({
  id: c.id,
  version,
  changed,
  number: c.document.number ?? null,
  kind: c.document.kind,
  movement: c.movement ?? null,
  loading: c.loading ?? null,
  discharge: c.discharge ?? null,
  consignor: party(c, 'consignor') ?? null,
  consignee: party(c, 'consignee') ?? null,
  description: c.goods.find(({ description }) => description !== undefined)?.description?.slice(0, 300) ?? null,
  equipment: c.equipment.map(({ number }) => number).slice(0, 50),
  conveyance: c.conveyance.name ?? c.conveyance.identifier ?? null,
  journey: c.conveyance.journey ?? null,
  arrival: c.arrival ?? null,
  office: c.office ?? null,
  cancelled: c.cancelled ?? false,
  words: wordsOf(c)
})

const SHOWN = ['version', 'changed', 'number', 'kind', 'movement', 'loading', 'discharge', 'consignor', 'consignee', 'description', 'equipment', 'conveyance', 'journey', 'arrival', 'office', 'cancelled', 'words', 'state', 'lane', 'score', 'covered', 'tried', 'left_out']

/** Keeps new versions of a batch. */
export const keepVersions = async (trx: Knex, versions: readonly NewVersion[]): Promise<void> => {
  await insertMany(trx, 'cts.consignment_version', ['consignment', 'version', 'made', 'message', 'content', 'changed'],
    versions.map(({ consignment: { id, ...content }, ...rest }) => ({ ...rest, consignment: id, content })))
}

/** A consignment's new version with what its assessment came to. */
export interface Renewed { readonly consignment: Consignment, readonly version: number, readonly assessed: { readonly state: string, readonly lane: string, readonly score: number, readonly change: number }, readonly leftOut: readonly string[] }

/** Brings the rows of the list up to new versions and their assessments, in one write: each row is indexed eight times. */
export const renewRows = async (trx: Knex, renewed: readonly Renewed[], changed: Date): Promise<void> => {
  await trx.raw(`
    UPDATE cts.consignment c SET ${SHOWN.map(name => `${name} = r.${name}`).join(', ')}
    FROM jsonb_populate_recordset(NULL::cts.consignment, ?::jsonb) r WHERE c.id = r.id`,
  [json(renewed.map(each => ({ ...columnsOf(each, changed), state: each.assessed.state, lane: each.assessed.lane, score: each.assessed.score, covered: each.assessed.change, tried: 0, left_out: each.leftOut })))])
}

/** Says what came of assessing consignments again whose content stands. */
export const markAssessed = async (trx: Knex, renewed: readonly Renewed[]): Promise<void> => {
  await trx.raw(`
    UPDATE cts.consignment c SET state = r.state, lane = r.lane, score = r.score, covered = r.covered, tried = 0, left_out = r.left_out
    FROM jsonb_to_recordset(?::jsonb) AS r(id uuid, state text, lane text, score real, covered bigint, left_out text[]) WHERE c.id = r.id`,
  [json(renewed.map(({ consignment: { id }, assessed: { state, lane, score, change }, leftOut }) => ({ id, state, lane, score, covered: change, left_out: leftOut })))])
}

/** Says which consignments a message named, once each. Resolves with how many were new to it. */
export const nameInMessage = async (trx: Knex, message: string, consignments: readonly string[]): Promise<number> =>
  (await insertMany(trx, 'cts.consignment_of_message', ['message', 'consignment'],
    consignments.map(consignment => ({ message, consignment })), 'ON CONFLICT DO NOTHING RETURNING 1')).length

/** Keeps the links of consignments: values another consignment may share or be known by. */
export const keepLinks = async (trx: Knex, links: readonly { readonly scheme: string, readonly value: string, readonly consignment: string }[]): Promise<void> => {
  await insertMany(trx, 'cts.consignment_link', ['scheme', 'value', 'consignment'], links, 'ON CONFLICT DO NOTHING')
}

/** The current versions of some consignments. */
export const consignmentsById = async (knex: Knex, ids: readonly string[]): Promise<readonly (Consignment & { readonly version: number })[]> => {
  const rows = await ask<{ id: string, version: number, content: Omit<Consignment, 'id'> }>(knex, `
    SELECT c.id, c.version, v.content FROM cts.consignment c
    JOIN cts.consignment_version v ON v.consignment = c.id AND v.version = c.version WHERE c.id = ANY(:ids::uuid[])`, { ids })
  return rows.map(({ id, version, content }) => ({ ...content, id, version }))
}
