import { normalShip, type Consignment } from 'wco-cts'
import type { Met } from './matcher.ts'

/** A ship is known by her IMO number first: met by it, her name adds nothing; with another number declared, her name alone is seldom her. */
export const oneShipOnce = (met: readonly Met[], { conveyance }: Consignment, threshold: number): Met[] => {
  const declared = normalShip(conveyance.identifier ?? '')
  const byNumber = new Set(met.filter(({ by }) => by === 'vessel').map(({ listed }) => listed.entry))
  return met.flatMap(one => {
    if (one.by !== 'vessel-name') return [one]
    if (byNumber.has(one.listed.entry)) return []
    const numbers = one.listed.what.identifiers.map(({ value }) => normalShip(value)).filter(number => number !== null)
    if (declared === null || numbers.length === 0) return [one]
    const score = one.score - OTHER_SHIP
    return score < threshold ? [] : [{ ...one, score, parts: [...one.parts, `-IMO ${numbers[0]}`, `+IMO ${declared}`] }]
  })
}

// Two ships of one name are common; one ship under a false number is not unheard of.
const OTHER_SHIP = 30
