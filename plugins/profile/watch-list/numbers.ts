import { fold, foldIdentifier, normalShip, pointer, type Consignment, type Listed } from 'wco-cts'
import type { Space } from './facts.ts'
import { lookAlike } from './slips.ts'

interface Numbered { readonly space: Space, readonly key: string, readonly text: string }
interface Placed extends Numbered { readonly at: string }

/** The numbers an entry can be met by, each under its key. */
export const numbersOfEntry = (what: Listed['what']): readonly Numbered[] => {
  const values = [...what.identifiers.map(({ value }) => value), ...(NAMED_BY_NUMBER.has(what.kind) ? what.names.map(({ text }) => text) : [])]
  const countries = what.kind === 'place' && values.length === 0 ? what.countries : []
  return [...values, ...countries].flatMap(text => {
    const numbered = spacesOf(what.kind).map(space => ({ space, key: KEYS[space](text), text }))
    return numbered.filter(({ key }) => key !== '')
  })
}

/** Every number of a consignment an entry could stand for, where it stands; spaces nobody watches are left out. */
export const numbersOfConsignment = (consignment: Consignment, watched: (space: Space) => boolean): readonly Placed[] => {
  const found: Placed[] = []
  const add = (space: Space, text: string | undefined, ...at: readonly (string | number)[]): void => {
    if (text === undefined) return
    for (const key of space === 'commodity' ? prefixes(text) : space === 'place' ? places(text) : [KEYS[space](text)]) {
      if (key !== '') found.push({ space, key, text, at: pointer(...at) })
    }
  }
  for (const space of SPACES) if (watched(space)) READ[space](consignment, (text, ...at) => add(space, text, ...at))
  return found
}

/** Kinds whose names are numbers or codes, where no scheme is known. */
const NAMED_BY_NUMBER: ReadonlySet<string> = new Set(['container', 'seal', 'identifier', 'contact', 'place', 'commodity'])

const spacesOf = (kind: Listed['what']['kind']): readonly Space[] => {
  if (kind === 'party' || kind === 'person' || kind === 'identifier') return ['identifier']
  if (kind === 'vessel' || kind === 'aircraft') return ['vessel']
  return kind === 'container' || kind === 'seal' || kind === 'contact' || kind === 'place' || kind === 'commodity' ? [kind] : []
}

// Shorter ones are line numbers and codes: they would meet half of all cargo.
const SHORTEST = 4
const long = (key: string): string => key.length < SHORTEST ? '' : key

const KEYS: Readonly<Record<Space, (text: string) => string>> = {
  identifier: text => long(foldIdentifier(text)),
  vessel: text => normalShip(text) ?? long(foldIdentifier(text)),
  // ISO 6346: owner, category and serial are ten characters; the eleventh is the check digit.
  container: text => long(lookAlike(foldIdentifier(text)).slice(0, 10)),
  seal: text => long(lookAlike(foldIdentifier(text))),
  contact: text => text.includes('@') ? text.trim().toLowerCase() : telephone(text),
  place: text => foldIdentifier(text) || fold(text),
  commodity: text => text.replace(/\D/g, '')
}
const SPACES: readonly Space[] = ['identifier', 'vessel', 'container', 'seal', 'contact', 'place', 'commodity']

/** The last nine digits: country code, trunk zero and extension signs are written in as many ways as there are writers. */
const telephone = (text: string): string => {
  const digits = text.replace(/\D/g, '')
  return digits.length >= 9 ? digits.slice(-9) : long(digits)
}

/** A UN/LOCODE is met by itself and by its country. */
const places = (text: string): readonly string[] => {
  const key = KEYS.place(text)
  return /^[A-Z]{2}[A-Z2-9]{3}$/.test(key) ? [key, key.slice(0, 2)] : [key]
}

/** A commodity code is met by each chapter, heading and subheading it lies in (Harmonized System: 2, 4, 6 digits and national ones). */
const prefixes = (text: string): readonly string[] => {
  const key = KEYS.commodity(text)
  return Array.from({ length: Math.max(0, key.length - 1) }, (_, index) => key.slice(0, index + 2))
}

type Tell = (text: string | undefined, ...at: readonly (string | number)[]) => void

const READ: Readonly<Record<Space, (consignment: Consignment, tell: Tell) => void>> = {
  identifier ({ document, parties, references, conveyance }, tell) {
    tell(document.number, 'document', 'number')
    tell(document.parent, 'document', 'parent')
    tell(conveyance.identifier, 'conveyance', 'identifier')
    parties.forEach(({ identifiers }, party) => identifiers.forEach(({ value }, index) => tell(value, 'parties', party, 'identifiers', index, 'value')))
    references.forEach(({ value }, index) => tell(value, 'references', index, 'value'))
  },
  vessel: ({ conveyance }, tell) => tell(conveyance.identifier, 'conveyance', 'identifier'),
  container: ({ equipment }, tell) => equipment.forEach(({ number }, index) => tell(number, 'equipment', index, 'number')),
  seal: ({ equipment }, tell) => equipment.forEach(({ seals }, index) => seals.forEach((seal, place) => tell(seal, 'equipment', index, 'seals', place))),
  contact: ({ parties }, tell) => parties.forEach(({ contacts }, party) => contacts.forEach(({ value }, index) => tell(value, 'parties', party, 'contacts', index, 'value'))),
  place ({ loading, discharge, origin, destination, transhipments, conveyance }, tell) {
    // A port of loading is a call as well: one place is told once.
    const told = new Set<string | undefined>()
    const once: Tell = (place, ...at) => { if (!told.has(place)) tell(place, ...at); told.add(place) }
    for (const [name, place] of Object.entries({ loading, discharge, origin, destination })) once(place, name)
    transhipments.forEach((place, index) => once(place, 'transhipments', index))
    conveyance.stops.forEach(({ place }, index) => once(place, 'conveyance', 'stops', index, 'place'))
  },
  commodity: ({ goods }, tell) => goods.forEach(({ commodity }, line) => commodity.forEach((code, index) => tell(code, 'goods', line, 'commodity', index)))
}
