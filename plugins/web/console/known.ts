import { valueAt, type ConsignmentView, type Party } from 'wco-cts'

/** What is known of one party or one container from before: three figures, and since when. */
export interface Known { readonly what: string, readonly role: string, readonly movements: number, readonly examinations: number, readonly discoveries: number, readonly first: string | null }

/** What the enricher `history` has said, one row for each party and container; empty where it does not run. */
export const knownOf = (consignment: ConsignmentView): readonly Known[] => {
  const history = consignment.facts['history']
  if (!isRecord(history)) return []
  return ['parties', 'equipment'].flatMap(group => {
    const rows = history[group]
    return Array.isArray(rows) ? rows.filter(isRecord).map(row => knownRow(row, group, consignment)) : []
  })
}

/** What a party is called: by its name, or by a number where it gave no name. */
export const partyName = ({ name, identifiers }: Pick<Party, 'name' | 'identifiers'>): string | null => name ?? identifiers[0]?.value ?? null

const knownRow = (row: Readonly<Record<string, unknown>>, group: string, consignment: ConsignmentView): Known => ({
  what: text(valueAt(consignment, `${text(row['at']) ?? ''}/name`)) ?? text(row['number']) ?? text(valueAt(consignment, `${text(row['at']) ?? ''}/identifiers/0/value`)) ?? '',
  role: text(row['role']) ?? group,
  movements: figure(row['movements']),
  examinations: figure(row['examined']),
  discoveries: figure(row['positive']),
  first: text(row['since'])
})

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | null => typeof value === 'string' ? value : null
const figure = (value: unknown): number => typeof value === 'number' ? value : 0
