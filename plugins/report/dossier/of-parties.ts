import type { Block, ConsignmentView } from 'wco-cts'
import { knownOf } from './known.ts'

type Party = ConsignmentView['parties'][number]

const column = (name: string) => ({ key: `reports.columns.${name}` })

/** Who stands in the document, and what is known of each from before. */
export const parties = (cargo: ConsignmentView): readonly Block[] => cargo.parties.length === 0 ? [] : [{
  type: 'table',
  title: { key: 'reports.parties' },
  columns: ['role', 'name', 'address', 'identifiers', 'movements', 'examinations', 'discoveries'].map(column),
  rows: cargo.parties.map((party, index) => [
    { value: `role.${party.role}`, kind: 'code' },
    { value: party.name ?? null },
    { value: addressOf(party) },
    { value: identifiersOf(party) },
    ...knownOf(cargo.facts, 'parties', `/parties/${index}`)
  ])
}]

const addressOf = ({ address, postcode, city, country }: Party): string | null =>
  [address, [postcode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ') || null

const identifiersOf = ({ identifiers, contacts }: Party): string | null =>
  [...identifiers.map(({ scheme, value }) => `${scheme} ${value}`), ...contacts.map(({ value }) => value)].join('\n') || null
