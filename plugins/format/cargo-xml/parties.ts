import type { DeclaredParty, XmlElement } from 'wco-cts'
import { fill, said, type Draft } from './draft.ts'
import { all, capital, first, meaning, placeOf, take, takeAttribute, type Words } from './nodes.ts'

/** Reads the parties of a consignment: shipper, consignee, forwarder, and those associated by a role code. */
export const readParties = (draft: Draft, consignment: XmlElement): void => {
  for (const [name, role] of Object.entries(ROLES)) for (const party of all(consignment, name).slice(0, MOST)) readParty(draft, party, role, { text: name, at: placeOf(party) })
  for (const party of all(consignment, 'AssociatedParty').slice(0, MOST)) {
    const code = capital(take(draft.used, party, 'RoleCode'))
    readParty(draft, party, code ? ASSOCIATED[code.text] : undefined, code ?? { text: party.name, at: placeOf(party) })
  }
}

/** The party of a role that is there, or a new one: Customs notes may name one that has no element of its own. */
export const partyOf = (draft: Draft, role: string, code: Words): { readonly party: DeclaredParty, readonly pointer: string } => {
  const index = draft.declaration.parties.findIndex(party => party.role === role)
  const party = draft.declaration.parties[index]
  return party ? { party, pointer: `/parties/${index}` } : addParty(draft, role, code)
}

/** Adds an identifier to a party. */
export const addIdentifier = (draft: Draft, pointer: string, party: DeclaredParty, scheme: Words, value: Words | undefined): void => {
  if (!value) return
  const own = `${pointer}/identifiers/${party.identifiers.length}`
  party.identifiers.push({ scheme: said(draft, `${own}/scheme`, scheme), value: said(draft, `${own}/value`, value) })
}

/** Adds a person, telephone, fax or mail address to a party; Customs notes often repeat what the party itself gave. */
export const addContact = (draft: Draft, pointer: string, party: DeclaredParty, kind: string, value: Words | undefined): void => {
  if (!value || party.contacts.some(known => known.value === value.text)) return
  const own = `${pointer}/contacts/${party.contacts.length}`
  party.contacts.push({ kind: said(draft, `${own}/kind`, meaning(kind, value)), value: said(draft, `${own}/value`, value) })
}

const ROLES: Readonly<Record<string, string>> = { ConsignorParty: 'consignor', ConsigneeParty: 'consignee', FreightForwarderParty: 'forwarder' }
/** UN/EDIFACT 3035, as far as an air waybill names such parties. */
const ASSOCIATED: Readonly<Record<string, string | undefined>> = { NI: 'notify', N1: 'notify', N2: 'notify', AG: 'agent', CB: 'broker', IM: 'importer', EX: 'exporter', DT: 'declarant', CA: 'carrier', FW: 'forwarder' }
/** An air waybill names a handful; a thousand are no waybill. */
const MOST = 50

const addParty = (draft: Draft, role: string | undefined, code: Words): { readonly party: DeclaredParty, readonly pointer: string } => {
  const party: DeclaredParty = { identifiers: [], contacts: [] }
  const pointer = `/parties/${draft.declaration.parties.push(party) - 1}`
  fill(draft, pointer, party, { role: role === undefined ? undefined : meaning(role, code), roleDeclared: code })
  return { party, pointer }
}

const readParty = (draft: Draft, element: XmlElement, role: string | undefined, code: Words): void => {
  const { used } = draft
  const { party, pointer } = addParty(draft, role, code)
  const address = first(element, 'PostalStructuredAddress') ?? first(element, 'FreightForwarderAddress')
  fill(draft, pointer, party, {
    name: take(used, element, 'Name'),
    address: take(used, address, 'StreetName'),
    city: take(used, address, 'CityName'),
    region: take(used, address, 'CountrySubDivisionName', 'CountrySubDivisionID'),
    postcode: take(used, address, 'PostcodeCode'),
    country: capital(take(used, address, 'CountryID'))
  })
  for (const [path, scheme] of IDENTIFIERS) {
    const declared = takeAttribute(used, element, path, 'schemeID') ?? takeAttribute(used, element, path, 'schemeAgencyID')
    const value = take(used, element, path)
    if (value) addIdentifier(draft, pointer, party, declared ?? meaning(scheme, value), value)
  }
  for (const contact of all(element, 'DefinedTradeContact').slice(0, MOST)) for (const [path, kind] of CONTACTS) addContact(draft, pointer, party, kind, take(used, contact, path))
}

const IDENTIFIERS: readonly (readonly [string, string])[] = [
  ['PrimaryID', 'primary'], ['AdditionalID', 'additional'], ['AccountID', 'account'], ['CargoAgentID', 'IATA'], ['SpecifiedCargoAgentLocation/ID', 'CASS']
]
/** Kinds of contact as Cargo-IMP writes them: CP person, TE telephone, FX fax, EM mail, TL telex. */
const CONTACTS: readonly (readonly [string, string])[] = [
  ['PersonName', 'CP'], ['DepartmentName', 'department'], ['DirectTelephoneCommunication/CompleteNumber', 'TE'], ['FaxCommunication/CompleteNumber', 'FX'],
  ['URIEmailCommunication/URIID', 'EM'], ['URIEmailCommunication/CompleteNumber', 'EM'], ['TelexCommunication/CompleteNumber', 'TL']
]
