import type { ConsignmentRow } from 'wco-cts'

/** A line of cargo as lists show it: what is long is cut to what fits, the rest counted. */
export interface CargoInShort {
  readonly href: string
  readonly number: string | null
  readonly equipment: readonly string[]
  readonly moreEquipment: number
  readonly consignor: string | null
  readonly consignee: string | null
  readonly goods: string | null
  readonly loading: string | null
  readonly discharge: string | null
  readonly journey: string | null
}

/** One row of cargo as lists show it. */
export const cargoInShort = (row: ConsignmentRow): CargoInShort => ({
  href: `/consignments/${row.id}`,
  number: row.number ?? null,
  equipment: row.equipment.slice(0, 1),
  moreEquipment: Math.max(0, row.equipment.length - 1),
  consignor: row.consignor ?? null,
  consignee: row.consignee ?? null,
  goods: row.description ?? null,
  loading: row.loading ?? null,
  discharge: row.discharge ?? null,
  journey: [row.conveyance, row.journey].filter(part => part !== undefined).join(' ') || null
})
