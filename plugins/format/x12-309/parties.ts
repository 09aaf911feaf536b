import type { Declaration } from 'wco-cts'
import { CHANNELS, ROLES, SCHEMES } from './codes.ts'
import { add, fill, setAside, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'

type Party = Declaration['parties'][number]

/** Opens a party (N1): its role, name and code. */
export const readParty = (draft: Draft, words: Reading): true => {
  const identifier = identified(words.value(3), words.value(4))
  const fields = { role: ROLES.get(words.qualifier), roleDeclared: words.qualifier || undefined, name: words.value(2) }
  const party: Party = { identifiers: identifier, contacts: [] }
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) Object.assign(party, { [field]: value })
  add(draft, '/parties', draft.declaration.parties, party, words.at)
  draft.party = party
  draft.stop = null
  return true
}

/** Reads more of the name of a party (N2), as one text. */
export const readMoreName = (draft: Draft, words: Reading): boolean =>
  grown(draft, words, 'name', [draft.party?.name, words.value(1), words.value(2)], ' ')

/** Reads the street of a party (N3). */
export const readStreet = (draft: Draft, words: Reading): boolean =>
  grown(draft, words, 'address', [draft.party?.address, words.value(1), words.value(2)], ', ')

/** Reads city, state, postcode and country of a party (N4). */
export const readCity = (draft: Draft, words: Reading): boolean => {
  const { party } = draft
  if (!party) return setAside(draft, words)
  fill(draft, baseOf(draft), party, { at: words.at, fields: { city: words.value(1), region: words.value(2), postcode: words.value(3), country: words.value(4) } })
  return true
}

/** Reads whom to ask for and how to reach them (PER, G61), under the party before it. */
export const readContact = (draft: Draft, words: Reading): boolean => {
  const { party } = draft
  if (!party || party.contacts.length >= MOST_OF_PARTY) return setAside(draft, words)
  const contact = (kind: string | undefined, value: string | undefined): void => {
    if (value !== undefined) add(draft, `${baseOf(draft)}/contacts`, party.contacts, { ...(kind !== undefined && { kind }), value }, words.at)
  }
  contact('name', words.value(2))
  for (const element of [3, 5, 7]) {
    const kind = words.value(element)
    contact(CHANNELS.get(kind ?? '') ?? kind, words.value(element + 1))
  }
  return true
}

/** Adds a party that is named by a carrier's code alone. */
export const addCarrier = (draft: Draft, words: Reading, element: number, role: string): void => {
  const value = words.value(element)
  if (value === undefined) return
  const roleDeclared = `${words.tag}-${String(element).padStart(2, '0')}`
  add(draft, '/parties', draft.declaration.parties, { role, roleDeclared, identifiers: [{ scheme: 'SCAC', value }], contacts: [] }, words.at)
}

const MOST_OF_PARTY = 90
const LONG = 2_000

const baseOf = ({ declaration: { parties } }: Draft): string => `/parties/${parties.length - 1}`

const identified = (qualifier: string | undefined, value: string | undefined): Party['identifiers'] => {
  if (value === undefined) return []
  const scheme = SCHEMES.get(qualifier ?? '') ?? qualifier
  return [{ ...(scheme !== undefined && { scheme }), value }]
}

const grown = (draft: Draft, words: Reading, field: 'name' | 'address', parts: readonly (string | undefined)[], glue: string): boolean => {
  const { party } = draft
  const text = parts.filter(part => part !== undefined).join(glue)
  if (!party || text === '' || text.length > LONG) return setAside(draft, words)
  const at = draft.declaration.positions[`${baseOf(draft)}/${field}`] ?? words.at
  fill(draft, baseOf(draft), party, { at, fields: { [field]: text } })
  return true
}
