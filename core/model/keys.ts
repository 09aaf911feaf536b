import type { Consignment, Party } from './consignment.ts'
import { fold, foldIdentifier } from './fold.ts'

/** A value that consignments share, folded so that two spellings of one thing meet. */
export interface Key { readonly kind: string, readonly value: string }

const MOST = 400

const ofParty = (party: Party): Key[] => [
  ...(party.name ? [{ kind: 'name', value: fold(party.name) }] : []),
  ...(party.address ? [{ kind: 'address', value: fold([party.address, party.city ?? '', party.country ?? ''].join(' ')) }] : []),
  ...party.identifiers.map(({ value }) => ({ kind: 'identifier', value: foldIdentifier(value) })),
  ...party.contacts.map(({ value }) => ({ kind: 'contact', value: foldIdentifier(value) }))
]

/** Every value of a consignment that others may share: documents, containers, parties, ships, seals. Search, history and sweeps ask by these. */
export const keysOf = (consignment: Consignment): readonly Key[] => {
  const { document, conveyance } = consignment
  const keys: Key[] = [
    ...[document.number, document.parent].flatMap(number => number ? [{ kind: 'document', value: foldIdentifier(number) }] : []),
    ...consignment.equipment.map(({ number }) => ({ kind: 'equipment', value: foldIdentifier(number) })),
    ...consignment.equipment.flatMap(({ seals }) => seals.map(seal => ({ kind: 'seal', value: foldIdentifier(seal) }))),
    ...(conveyance.identifier ? [{ kind: 'vessel', value: foldIdentifier(conveyance.identifier) }] : []),
    ...consignment.parties.flatMap(ofParty),
    ...consignment.references.map(({ value }) => ({ kind: 'identifier', value: foldIdentifier(value) }))
  ]
  const unique = new Map(keys.filter(({ value }) => value !== '' && value.length <= MOST).map(key => [`${key.kind} ${key.value}`, key]))
  return [...unique.values()]
}
