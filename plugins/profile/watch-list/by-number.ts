import type { Consignment, Listed } from 'wco-cts'
import type { Matcher, Met } from './matcher.ts'
import type { Space } from './facts.ts'
import { numbersOfConsignment, numbersOfEntry } from './numbers.ts'
import { verdict } from './slips.ts'

/** Entries met by a number or a code: identifiers, ships, containers, seals, contacts, places, commodities. */
export const byNumber = (): Matcher => {
  const spaces = new Map<Space, Map<string, { readonly listed: Listed, readonly text: string }[]>>()

  return {
    add (listed) {
      for (const { space, key, text } of numbersOfEntry(listed.what)) {
        const held = spaces.get(space) ?? new Map<string, { readonly listed: Listed, readonly text: string }[]>()
        spaces.set(space, held)
        const list = held.get(key)
        if (list) list.push({ listed, text })
        else held.set(key, [{ listed, text }])
      }
    },
    remove (listed) {
      for (const { space, key } of numbersOfEntry(listed.what)) {
        const held = spaces.get(space)
        const kept = held?.get(key)?.filter(one => one.listed !== listed) ?? []
        if (kept.length > 0) held?.set(key, kept)
        else held?.delete(key)
      }
    },
    find (consignment: Consignment) {
      const met: Met[] = []
      if (spaces.size === 0) return met
      for (const { space, key, text: found, at } of numbersOfConsignment(consignment, space => (spaces.get(space)?.size ?? 0) > 0)) {
        for (const { listed, text: matched } of spaces.get(space)?.get(key) ?? []) {
          met.push({ listed, at, matched, found, parts: [`${found}=${matched}`], ...verdict(space, matched, found) })
        }
      }
      return met
    }
  }
}
