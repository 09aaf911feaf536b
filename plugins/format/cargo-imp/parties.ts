import type { DeclaredParty } from 'wco-cts'
import { fill, heading, keepRest, said, setAside, type Draft } from './draft.ts'
import { capital, elementsOf, rejoined, slantsOf, spanning, type Field, type Words } from './field.ts'
import { contentOf, type Section } from './sections.ts'

/** Roles in the words of the trade, by the identifiers of party lines and of OCI. */
export const roles: Readonly<Record<string, string>> = { SHP: 'consignor', CNE: 'consignee', NFY: 'notify', AGT: 'agent', IMP: 'importer', EXP: 'exporter', DCL: 'declarant' }

/** Adds a party of a role and gives it with its pointer. */
export const addParty = (draft: Draft, code: string, at: Words): { readonly party: DeclaredParty, readonly pointer: string } => {
  const party: DeclaredParty = { identifiers: [], contacts: [] }
  const pointer = `/parties/${draft.declaration.parties.push(party) - 1}`
  fill(draft, pointer, party, { role: { text: roles[code] ?? code.toLowerCase(), at: at.at }, roleDeclared: { text: code, at: at.at } })
  return { party, pointer }
}

/** Adds an identifier to a party. */
export const addIdentifier = (draft: Draft, pointer: string, party: DeclaredParty, scheme: Words, value: Words | undefined): void => {
  if (!value || value.text === '') return
  const own = `${pointer}/identifiers/${party.identifiers.length}`
  party.identifiers.push({ scheme: said(draft, `${own}/scheme`, scheme), value: said(draft, `${own}/value`, value) })
}

/** Adds a telephone, fax or mail address to a party; OCI often repeats what the party's own lines gave. */
export const addContact = (draft: Draft, pointer: string, party: DeclaredParty, kind: Words, value: Words | undefined): void => {
  if (!value || value.text === '' || party.contacts.some(known => known.value === value.text)) return
  const own = `${pointer}/contacts/${party.contacts.length}`
  party.contacts.push({ kind: said(draft, `${own}/kind`, kind), value: said(draft, `${own}/value`, value) })
}

/** Reads shipper, consignee or notify: the lines under NAM, ADR, LOC of FWB/17 and FHL/5, or the four lines of older versions. */
export const readParty = (draft: Draft, section: Section): void => {
  if (draft.declaration.parties.length >= MOST) return setAside(draft, section)
  const { party, pointer } = addParty(draft, section.tag, heading(section))
  const [head] = contentOf(section)
  const account = rejoined(head ?? [])
  const lines = partsOf(section)
  const isName = account !== undefined && account.text !== '' && !lines.modern && !isAccount(account, lines)
  if (account && !isName) addIdentifier(draft, pointer, party, { text: 'account', at: account.at }, account)
  const { name, address, place, country } = lines.modern ? lines : ordered([...(isName ? [account] : []), ...lines.plain])
  fill(draft, pointer, party, { name: textOf(name), address: textOf(address) })
  readPlace(draft, pointer, party, place)
  if (country) readCountry(draft, pointer, party, country)
  for (const line of lines.more) keepRest(draft, section.tag, line)
}

/** Reads the agent: account, IATA code and CASS address, then name and place. */
export const readAgent = (draft: Draft, section: Section): void => {
  const { party, pointer } = addParty(draft, section.tag, heading(section))
  const [head = [], ...lines] = contentOf(section)
  const schemes = ['account', 'IATA', 'CASS']
  head.forEach((value, index) => addIdentifier(draft, pointer, party, { text: schemes[index] ?? 'participant', at: value.at }, value))
  const [name, city, ...more] = lines.map(rejoined)
  fill(draft, pointer, party, { name, city })
  for (const line of more) if (line) keepRest(draft, section.tag, line)
}

/** An air waybill names four parties and a few to be notified. */
const MOST = 50

interface Parts { readonly modern: boolean, readonly plain: readonly Field[], readonly name: readonly Field[], readonly address: readonly Field[], readonly place: Field | undefined, readonly country: Field | undefined, readonly more: readonly Field[] }

const COUNTRY = /^[A-Z]{2}(?:\/|$)/i

/** Sorts the lines below the head: those under NAM, ADR and LOC, and, where there is none of these, all of them as they come. */
const partsOf = (section: Section): Parts => {
  const found: Record<'NAM' | 'ADR' | 'LOC' | 'CTY' | 'MORE' | 'PLAIN', Field[]> = { NAM: [], ADR: [], LOC: [], CTY: [], MORE: [], PLAIN: [] }
  let under: keyof typeof found = 'PLAIN'
  for (const line of section.lines.slice(1)) {
    const tag = (['NAM', 'ADR', 'LOC'] as const).find(tag => line.text.toUpperCase().startsWith(`${tag}/`))
    under = tag ?? (under === 'LOC' ? 'CTY' : under === 'CTY' ? 'MORE' : under)
    const content = rejoined(elementsOf(line, section.tag).slice(1))
    if (content) found[under].push(content)
  }
  const [place] = found.LOC
  const [country] = found.CTY
  const modern = found.NAM.length + found.ADR.length + found.LOC.length > 0
  return { modern, plain: modern ? [] : found.PLAIN, name: found.NAM, address: found.ADR, place, country, more: modern ? [...found.PLAIN, ...found.MORE] : found.MORE }
}

/** The four lines of older versions: name, street, place, country; a country code makes the last one. */
const ordered = (lines: readonly Field[]): Pick<Parts, 'name' | 'address' | 'place' | 'country'> => {
  const last = lines.findLastIndex(({ text }) => COUNTRY.test(text))
  const country = last > 0 ? lines[last] : undefined
  const [name, ...middle] = country ? lines.slice(0, last) : lines
  const place = middle.length > 1 ? middle.at(-1) : undefined
  return { name: name ? [name] : [], address: place ? middle.slice(0, -1) : middle, place, country }
}

/** On the head's own line stands the account of an FWB; in an FHL/4, where three lines follow, the name. */
const isAccount = ({ text }: Field, { plain }: Parts): boolean => plain.length >= 4 || /^\d{1,14}$/.test(text)

const textOf = (fields: readonly Field[]): Words | undefined => {
  const [first] = fields
  const last = fields.at(-1)
  return first && last && { text: fields.map(({ text }) => text).join(' '), at: spanning(first, last) }
}

/** `BLOOMINGTON/MN`: place and state. A number before the slant is no place: the text then stays whole. */
const readPlace = (draft: Draft, pointer: string, party: DeclaredParty, place: Field | undefined): void => {
  if (!place) return
  const [city, ...state] = slantsOf(place)
  if (/^\d*$/.test(city?.text ?? '')) fill(draft, pointer, party, { city: place })
  else fill(draft, pointer, party, { city, region: rejoined(state) })
}

const CONTACTS = ['TE', 'FX', 'TL', 'EM', 'EA']

/** `US/52601/TE/4653425`: country, post code, then contacts in pairs; the empty element of a missing post code is often left out. */
const readCountry = (draft: Draft, pointer: string, party: DeclaredParty, line: Field): void => {
  const [country, ...rest] = slantsOf(line)
  fill(draft, pointer, party, { country: capital(country) })
  const isContact = (field: Field | undefined): boolean => CONTACTS.includes(field?.text.toUpperCase() ?? '')
  if (!isContact(rest[0])) fill(draft, pointer, party, { postcode: rest.shift() })
  while (rest.length > 0) {
    const [kind, value] = rest.splice(0, 2)
    if (kind && isContact(kind)) addContact(draft, pointer, party, { text: kind.text.toUpperCase(), at: kind.at }, value)
    else for (const field of [kind, value]) if (field && field.text !== '') keepRest(draft, field.path, field)
  }
}
