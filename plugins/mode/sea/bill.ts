import { createHash } from 'node:crypto'
import { equipmentOf, foldIdentifier, type Belonging, type Declaration, type Report } from 'wco-cts'

/** Masters before houses; a `bill` is one whose sender did not say whether houses lie under it. */
export const documents = ['master-bill', 'bill', 'house-bill']

/** The kind of a declared document: the one it names, or what follows from its having a master or none. */
export const kindOf = ({ kind, parent }: Pick<Declaration, 'kind' | 'parent'>): string =>
  kind !== undefined && documents.includes(kind) ? kind : numbered(parent) === null ? 'bill' : 'house-bill'

/** A bill number as it is compared; null where there is none, or only a word that stands for none. */
export const numbered = (number: string | undefined): string | null => {
  const folded = foldIdentifier(number ?? '')
  return NO_NUMBER.test(folded) ? null : folded
}

/**
 * Which consignment a filing belongs to. A carrier's bill is known by carrier and number, whether the number has the carrier's code
 * in front or not; a house bill by whoever issued it, or by its master where nobody says who did.
 */
export const belongingOf = (declared: Declaration, report: Report): Belonging => {
  const number = numbered(declared.number)
  const house = kindOf(declared) === 'house-bill'
  const master = numbered(declared.parent)
  const masterKey = master === null ? null : billKey(carrierOf(declared), master)
  const key = number === null ? unnumbered(declared, report) : house ? houseKey(declared, number, master, report) : billKey(foldIdentifier(declared.issuer ?? '') || carrierOf(declared), number)
  return { key, links: [...(house && masterKey ? [{ scheme: 'master', value: masterKey }] : []), ...linksOf(declared)] }
}

const billKey = (carrier: string, number: string): string => {
  if (carrier !== '') return `bill ${carrier} ${without(carrier, number)}`
  // Nobody named the carrier: four letters in front of a number are taken for its code.
  const [, code = '-', serial = number] = /^([A-Z]{4})([A-Z0-9]*\d[A-Z0-9]*)$/.exec(number) ?? []
  return `bill ${code} ${serial}`
}

const houseKey = (declared: Declaration, number: string, master: string | null, report: Report): string => {
  const issuer = foldIdentifier(declared.issuer ?? '')
  if (issuer !== '') return `house ${issuer} ${without(issuer, number)}`
  return master === null ? `house by ${foldIdentifier(report.sender ?? '')} ${number}` : `house under ${without(carrierOf(declared), master)} ${number}`
}

const without = (carrier: string, number: string): string =>
  carrier !== '' && number.startsWith(carrier) && number.length > carrier.length ? number.slice(carrier.length) : number

const carrierOf = ({ conveyance, parties }: Declaration): string => {
  const party = parties.find(({ role }) => role === 'carrier')
  return foldIdentifier(conveyance.carrier ?? party?.identifiers[0]?.value ?? '')
}

/** Without a number only its own content tells a document apart: said again, it is the same. */
const unnumbered = (declared: Declaration, report: Report): string =>
  `unnumbered ${createHash('sha256').update(JSON.stringify([report.sender, { ...declared, action: '', positions: {} }])).digest('hex').slice(0, 32)}`

const linksOf = ({ equipment, conveyance }: Declaration): Belonging['links'] => {
  const [carrier, voyage] = [foldIdentifier(conveyance.carrier ?? ''), foldIdentifier(conveyance.journey ?? '')]
  const containers = new Set(equipment.flatMap(({ number }) => equipmentOf(number) ?? []))
  return [
    ...[...containers].map(value => ({ scheme: 'container', value })),
    ...(voyage === '' ? [] : [{ scheme: 'journey', value: `${carrier} ${voyage}`.trim() }])
  ]
}

// What stands where a bill of an empty container has no number; `VACIO` was met in South American CUSCAR.
const NO_NUMBER = /^(?:0*|VACIO|VACIOS|EMPTY|EMPTIES|NONE|NIL|NA|TBA|TBN|UNKNOWN|DUMMY|X{2,})$/
