import { fold, foldIdentifier, pointer, readName, type Consignment, type Earlier, type Enricher, type Key, type Party, type Within } from 'wco-cts'
import { HistoryFacts } from './facts.ts'
import { pastOf } from './past.ts'

/** Asks core's counts by the keys of each consignment: one pass, nothing kept. */
export const historyEnricher: Enricher<typeof HistoryFacts> = {
  id: 'history',
  facts: HistoryFacts,
  async enrich (batch, _known, within) {
    return batch.map(consignment => factsOf(consignment, within))
  }
}

const factsOf = (consignment: Consignment, within: Within): HistoryFacts => {
  const { id, conveyance: { identifier } } = consignment
  const kept = new Set(within.keys(id).map(written))
  const ask = (keys: readonly Key[]): readonly (Earlier | null)[] | null => {
    const asked = keys.filter(key => kept.has(written(key)))
    // What nothing is counted by is neither new nor known.
    return asked.length === 0 ? null : asked.map(key => within.earlier(id, key))
  }
  const parties = consignment.parties.flatMap((party, index) => {
    const earlier = ask(keysOfParty(party))
    return earlier === null ? [] : [{ role: party.role, ...pastOf(earlier, pointer('parties', index), within.now) }]
  })
  const equipment = consignment.equipment.flatMap(({ number }, index) => {
    const earlier = ask([{ kind: 'equipment', value: foldIdentifier(number) }])
    return earlier === null ? [] : [{ number, ...pastOf(earlier, pointer('equipment', index), within.now) }]
  })
  const ship = identifier === undefined ? null : ask([{ kind: 'vessel', value: foldIdentifier(identifier) }])
  return {
    parties,
    equipment,
    ...(identifier === undefined || ship === null ? {} : { conveyance: { identifier, ...pastOf(ship, pointer('conveyance'), within.now) } }),
    ...whoIsNew(parties)
  }
}

const written = ({ kind, value }: Key): string => `${kind} ${value}`

/** A party is known by its name and by its numbers. */
const keysOfParty = ({ name, identifiers }: Party): readonly Key[] => [
  ...(name === undefined || isNobody(name) ? [] : [{ kind: 'name', value: fold(name) }]),
  ...identifiers.map(({ value }) => ({ kind: 'identifier', value: foldIdentifier(value) }))
]

/** TO ORDER is no name: half the world ships to it. Such phrases are short; longer texts hold somebody. */
const isNobody = (name: string): boolean => name.length <= LONGEST_PHRASE && readName(name).parts.length === 0
const LONGEST_PHRASE = 24

/** Of a pair only this much can be told from counts of each: with one of the two new, the two were never together. */
const whoIsNew = (parties: HistoryFacts['parties']): Pick<HistoryFacts, 'consigneeFirstSeen' | 'consignorFirstSeen' | 'pairFirstSeen'> => {
  const consignees = parties.filter(({ role }) => role === 'consignee')
  const consignors = parties.filter(({ role }) => role === 'consignor')
  const consigneeFirstSeen = consignees.length > 0 && consignees.every(({ firstSeen }) => firstSeen)
  const consignorFirstSeen = consignors.length > 0 && consignors.every(({ firstSeen }) => firstSeen)
  const pair = consignees.length > 0 && consignors.length > 0 && (consigneeFirstSeen || consignorFirstSeen)
  return { consigneeFirstSeen, consignorFirstSeen, ...(pair ? { pairFirstSeen: true } : {}) }
}
