import type { DeclaredParty, XmlElement } from 'wco-cts'
import { fill, said, type Draft } from './draft.ts'
import { all, capital, meaning, placeOf, take } from './nodes.ts'
import { given } from './values.ts'

/** Reads the traders of a bill: exporter, consignee, notify, its carrier and agent. */
export const readTraders = (draft: Draft, bill: XmlElement): void => {
  for (const [name, role] of Object.entries(ROLES)) for (const party of all(bill, `Traders_segment/${name}`).slice(0, MOST)) readParty(draft, party, name, role)
}

/** Reads one party: `Exporter_code`, `Exporter_name` and `Exporter_address` within `Exporter`. An empty one is none. */
export const readParty = (draft: Draft, element: XmlElement, name: string, role: string): void => {
  const { used, declaration } = draft
  const [code, called, address] = ['code', 'name', 'address'].map(what => take(used, element, `${name}_${what}`, what))
  if (!given(code) && !called && !address) return
  const party: DeclaredParty = { identifiers: [], contacts: [] }
  const pointer = `/parties/${declaration.parties.push(party) - 1}`
  const here = { text: name, at: placeOf(element) }
  const country = take(used, element, `${name}_country_code`, `${name}_country`)
  fill(draft, pointer, party, { role: meaning(role, here), roleDeclared: here, name: called, address, country: capital(country) })
  const identifier = given(code)
  if (identifier) party.identifiers.push({ scheme: said(draft, `${pointer}/identifiers/0/scheme`, meaning('code', identifier)), value: said(draft, `${pointer}/identifiers/0/value`, identifier) })
}

const ROLES: Readonly<Record<string, string>> = { Exporter: 'consignor', Consignee: 'consignee', Notify: 'notify', Carrier: 'carrier', Shipping_Agent: 'agent' }
const MOST = 20
