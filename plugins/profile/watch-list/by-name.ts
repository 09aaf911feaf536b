import { nameIndex, pointer, readName, type Consignment, type Listed, type NameComparison } from 'wco-cts'
import type { Ground } from './facts.ts'
import type { Matcher, Met } from './matcher.ts'

/** Entries met by a name: parties by theirs, ships and aircraft by theirs, addresses by their text. */
export const byName = (threshold: number): readonly Matcher[] => [
  nameMatcher({ by: 'name', threshold, listed: partyNames, declared: declaredParties }),
  nameMatcher({ by: 'vessel-name', threshold, listed: shipNames, declared: declaredShips }),
  nameMatcher({ by: 'address', threshold, listed: addresses, declared: declaredAddresses })
]

/** A name of an entry. A weak alias counts less than a name that is surely borne. */
interface ListedName { readonly text: string, readonly worth: number }
interface DeclaredName { readonly text: string, readonly at: string }
interface Naming {
  readonly by: Ground
  readonly threshold: number
  readonly listed: (what: Listed['what']) => readonly ListedName[]
  readonly declared: (consignment: Consignment) => readonly DeclaredName[]
}
interface Answer { readonly listed: Listed, readonly score: number, readonly matched: string, readonly parts: readonly string[] }

const WEAK = 0.93
const MOST_REMEMBERED = 20000

const nameMatcher = ({ by, threshold, listed: namesOf, declared }: Naming): Matcher => {
  const index = nameIndex()
  const names = new Map<number, { readonly listed: Listed, readonly name: ListedName }>()
  const numbers = new Map<Listed, readonly number[]>()
  // The same carriers, agents and banks stand in most consignments of a manifest.
  const remembered = new Map<string, readonly Answer[]>()
  let next = 0

  const ask = (text: string): readonly Answer[] => {
    const before = remembered.get(text)
    if (before) return before
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    const answers = index.find(readName(text), threshold).flatMap(({ number, comparison }) => {
      const known = names.get(number)
      const score = Math.round(comparison.score * (known?.name.worth ?? 0) * 10) / 10
      return known && score >= threshold ? [{ listed: known.listed, score, matched: known.name.text, parts: partsOf(comparison) }] : []
    })
    remembered.set(text, answers)
    return answers
  }

  return {
    add (listed) {
      const given = namesOf(listed.what)
      if (given.length === 0) return
      remembered.clear()
      numbers.set(listed, given.map(name => {
        const number = next++
        names.set(number, { listed, name })
        index.add(number, readName(name.text))
        return number
      }))
    },
    remove (listed) {
      const given = numbers.get(listed)
      if (!given) return
      remembered.clear()
      numbers.delete(listed)
      for (const number of given) {
        index.remove(number)
        names.delete(number)
      }
    },
    find: consignment => index.size === 0 ? [] : declared(consignment).flatMap(({ text, at }) => ask(text).map((answer): Met => ({ ...answer, by, at, found: text })))
  }
}

const partsOf = ({ pairs, onlyOne, onlyOther }: NameComparison): readonly string[] => [
  ...pairs.map(({ one, other, likeness }) => `${one}${likeness === 1 ? '=' : '≈'}${other}`),
  ...onlyOne.map(part => `+${part}`),
  ...onlyOther.map(part => `-${part}`)
]

const namesOf = ({ names }: Listed['what']): readonly ListedName[] => names.map(({ text, strength }) => ({ text, worth: strength === 'weak' ? WEAK : 1 }))

const partyNames = (what: Listed['what']): readonly ListedName[] => what.kind === 'party' || what.kind === 'person' ? namesOf(what) : []

const shipNames = (what: Listed['what']): readonly ListedName[] =>
  what.kind === 'vessel' || what.kind === 'aircraft' ? namesOf(what).map(({ text, worth }) => ({ text: text.replace(PREFIX, ''), worth })) : []

const addresses = (what: Listed['what']): readonly ListedName[] =>
  what.kind === 'address' ? [...namesOf(what), ...what.addresses.map(text => ({ text, worth: 1 }))] : []

const declaredParties = ({ parties }: Consignment): readonly DeclaredName[] =>
  parties.flatMap(({ name }, index) => name === undefined ? [] : [{ text: name, at: pointer('parties', index, 'name') }])

const declaredShips = ({ conveyance: { name } }: Consignment): readonly DeclaredName[] =>
  name === undefined ? [] : [{ text: name.replace(PREFIX, ''), at: pointer('conveyance', 'name') }]

const declaredAddresses = ({ parties }: Consignment): readonly DeclaredName[] => parties.flatMap(({ address, city, postcode, country }, index) =>
  address === undefined ? [] : [{ text: [address, postcode, city, country].filter(part => part !== undefined).join(' '), at: pointer('parties', index, 'address') }])

// Motor vessel, motor tanker, steamship and their kin: written before a ship's name or left out as the writer likes.
const PREFIX = /^\s*(?:m\/?[vtys]|s\/?s|f\/?v|l\/?v|h\/?v|lpg\/?c|lng\/?c|m\.[vtys]\.?|s\.s\.?)\s+/i
