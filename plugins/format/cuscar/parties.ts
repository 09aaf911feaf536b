import type { Declaration } from 'wco-cts'
import { CHANNELS, ROLES } from './codes.ts'
import { add, fill, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'
import { joined } from './texts.ts'

type Party = Declaration['parties'][number]

/** Reads a party (NAD): its role, identifier, name and address, structured or not. */
export const readParty = (draft: Draft, segment: Reading): void => {
  const { name, address } = namedAndPlaced(segment)
  const identifier = segment.peek(1)
  const fields = {
    role: ROLES.get(segment.qualifier),
    roleDeclared: segment.qualifier || undefined,
    name,
    address,
    city: segment.value(5),
    region: segment.code(6) ?? segment.value(6, 3),
    postcode: segment.value(7),
    country: segment.value(8)
  }
  const party: Party = { identifiers: identifier === undefined ? [] : [identified(segment)], contacts: [] }
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) Object.assign(party, { [field]: value })
  add(draft, '/parties', draft.declaration.parties, party, segment.at)
  draft.group = 'party'
}

/** Reads whom to ask for (CTA) and how to reach them (COM), under the party before it. */
export const readContact = (draft: Draft, segment: Reading): boolean => {
  const index = draft.declaration.parties.length - 1
  const party = draft.declaration.parties[index]
  if (party === undefined) return false
  const found = segment.tag === 'CTA'
    ? { kind: 'name', value: segment.value(1, 1) ?? segment.value(1) }
    : { kind: kindOf(segment.value(0, 1)), value: segment.value(0) }
  if (found.value === undefined) return segment.tag === 'CTA'
  if (party.contacts.length >= MOST_OF_PARTY) return false
  add(draft, `/parties/${index}/contacts`, party.contacts, { ...(found.kind !== undefined && { kind: found.kind }), value: found.value }, segment.at)
  return true
}

/** Reads a reference (RFF) that stands under a party: a tax or register number of theirs. */
export const readPartyReference = (draft: Draft, segment: Reading): boolean => {
  const index = draft.declaration.parties.length - 1
  const party = draft.declaration.parties[index]
  const value = segment.value(0, 1)
  if (party === undefined || value === undefined || party.identifiers.length >= MOST_OF_PARTY) return false
  add(draft, `/parties/${index}/identifiers`, party.identifiers, { scheme: segment.qualifier, value }, segment.at)
  return true
}

/** The carrier of a conveyance or consignment from its NAD+CA, where nothing else named one. */
export const carrierFrom = (draft: Draft, segment: Reading): void => {
  const { conveyance } = draft.declaration
  if (segment.qualifier !== 'CA' || conveyance.carrier !== undefined) return
  const { name } = namedAndPlaced(segment)
  fill(draft, '/conveyance', conveyance, { at: segment.at, fields: { carrier: segment.peek(1), carrierName: conveyance.carrierName ?? name } })
}

// CTA C9 with COM C9 each, and as many references.
const MOST_OF_PARTY = 90

const kindOf = (code: string | undefined): string | undefined => code === undefined ? undefined : CHANNELS.get(code) ?? code

// 1131 = 172 is the list of carrier codes, 3055 = 20, 166 and 182 keep SCAC; another list is named as sent.
const identified = (segment: Reading): Party['identifiers'][number] => {
  const [list, agency] = [segment.peek(1, 1), segment.peek(1, 2)]
  const scheme = list === '172' || ['20', '166', '182'].includes(agency ?? '') ? 'SCAC' : list ?? agency
  return { ...(scheme !== undefined && { scheme }), value: segment.code(1) ?? '' }
}

/** C080 is the name and C059 the street; C058 holds what has no structure: a name and an address, or the address alone. */
const namedAndPlaced = (segment: Reading): { readonly name?: string | undefined, readonly address?: string | undefined } => {
  const loose = lines(segment.all(2))
  // The sixth component of C080 is the format of the name (3045).
  const named = lines(segment.all(3).slice(0, 5))
  const street = lines(segment.all(4))
  if (named.length === 0) return unstructured(loose, street)
  const elsewhere = [segment.peek(5), segment.peek(7), segment.peek(8)].some(value => value !== undefined)
  const isList = named.length > 2 && street.length === 0 && loose.length === 0 && !elsewhere
  return isList
    ? { name: named[0], address: addressOf(named.slice(1)) }
    : { name: joined(named), address: addressOf([...street, ...loose]) }
}

const unstructured = (loose: readonly string[], street: readonly string[]): { readonly name?: string | undefined, readonly address?: string | undefined } => {
  const [first, ...rest] = loose.length === 1 ? byComma(loose[0] ?? '') : loose
  return { name: first, address: addressOf([...rest, ...street]) }
}

// All in one line: the name is before the first comma that no company form follows (`CO., LTD`). One comma alone may be in a name.
const byComma = (line: string): readonly string[] => {
  const pieces = line.split(',').map(piece => piece.trim()).filter(piece => piece !== '')
  if (pieces.length < 3) return [line]
  let taken = 1
  while (taken < pieces.length - 1 && FORM.test(pieces[taken] ?? '')) taken += 1
  return [pieces.slice(0, taken).join(', '), pieces.slice(taken).join(', ')]
}

const FORM = /^(?:CO|LTD|LIMITED|INC|LLC|CORP|PLC|PTE|PVT|BV|NV|AG|SA|SL|SRL|SAS|SARL|GMBH|S\.A|S\.L|S\.R\.L|S\.A\.S|B\.V|N\.V)\b/i

const lines = (parts: readonly string[]): readonly string[] => parts.map(part => part.trimEnd()).filter(part => part.trim() !== '')
const addressOf = (parts: readonly string[]): string | undefined => parts.map(part => part.trim()).join(', ') || undefined
