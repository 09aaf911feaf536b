import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Knex } from 'knex'
import type { Declaration } from '../model/declaration.ts'
import type { Filing, Report } from '../model/report.ts'
import { ask, bytea, insertMany } from './rows.ts'

/** A filing to keep: `consignment` null where no mode could say where it belongs. */
export interface NewFiling extends Filing { readonly ordinal: number, readonly consignment: string | null, readonly doubtful: boolean }

interface FilingRow { id: string, message: string, consignment: string, sender: string, received: Date, report: Report, declaration: Omit<Declaration, 'positions'>, positions: Buffer }

/** Positions are many and alike: they are kept compressed, beside what they point into. */
const packed = (positions: Declaration['positions']): string => bytea(deflateRawSync(JSON.stringify(positions), { level: 1 }))

const unpacked = (bytes: Buffer): Declaration['positions'] => JSON.parse(inflateRawSync(bytes).toString()) as Declaration['positions']

const COLUMNS = ['id', 'message', 'ordinal', 'consignment', 'sender', 'received', 'report', 'declaration', 'positions', 'doubtful']

/** Keeps a batch of filings as declared. */
export const keepFilings = async (trx: Knex, filings: readonly NewFiling[]): Promise<void> => {
  await insertMany(trx, 'cts.filing', COLUMNS, filings.map(filing => {
    const { positions, ...declaration } = filing.declaration
    return { ...filing, declaration, positions: packed(positions) }
  }))
}

const filingOf = ({ declaration, positions, received, id, message, sender, report }: FilingRow, places: boolean): Filing =>
  ({ id, message, sender, report, received: received.toISOString(), declaration: { ...declaration, positions: places ? unpacked(positions) : {} } })

/** All filings of some consignments, oldest first, without their positions unless asked for. */
export const filingsOf = async (knex: Knex, consignments: readonly string[], places = false): Promise<ReadonlyMap<string, readonly Filing[]>> => {
  const found = new Map<string, Filing[]>()
  if (consignments.length === 0) return found
  const rows = await ask<FilingRow>(knex, `
    SELECT id, message, consignment, sender, received, report, declaration, positions FROM cts.filing
    WHERE consignment = ANY(:consignments::uuid[]) ORDER BY received, message, ordinal`, { consignments })
  for (const row of rows) {
    const list = found.get(row.consignment) ?? []
    list.push(filingOf(row, places))
    found.set(row.consignment, list)
  }
  return found
}

/** One filing with its positions. */
export const filingById = async (knex: Knex, id: string): Promise<Filing | null> => {
  const [row] = await ask<FilingRow>(knex, 'SELECT * FROM cts.filing WHERE id = :id', { id })
  return row === undefined ? null : filingOf(row, true)
}
