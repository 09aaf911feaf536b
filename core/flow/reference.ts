import type { Code, Home, Lookup } from '../contract/mode.ts'
import { changesSince, newestChange } from '../store/changes.ts'
import type { Database } from '../store/database.ts'
import { codes } from '../store/lists.ts'
import type { Locale } from './works.ts'

/** Reference lists that modes look codes up in, held in memory; `reload` brings one up to date. */
export interface Reference {
  readonly lookup: Lookup
  /** The clock of a place, from whichever list knows it. */
  zone (place: string): string | null
  reload (list: string): Promise<void>
  /** Brings up to date what could not be when it was told to: nothing is resolved with half of what is known. */
  renew (): Promise<void>
}

/** A list as of one moment. It is read by many short questions, and read again where it was replaced between them. */
const asOfOneMoment = async ({ knex }: Database, list: string): Promise<ReadonlyMap<string, Code>> => {
  for (;;) {
    const before = await newestChange(knex)
    const entries = new Map<string, Code>()
    for await (const { code, name, zone } of codes(knex, list)) entries.set(code, zone === undefined ? { code, name } : { code, name, zone })
    const since = await changesSince(knex, before)
    if (!since.some(({ kind, subject }) => kind === 'list' && subject === list)) return entries
  }
}

/** Loads the named lists. A list nobody has filled is not kept: its codes are neither known nor unknown. */
export const loadReference = async (database: Database, lists: readonly string[]): Promise<Reference> => {
  const all = new Map<string, ReadonlyMap<string, Code>>()
  /** Lists that are not up to date, with how often they were told to be. */
  const stale = new Map<string, number>()
  const underWay = new Map<string, Promise<void>>()
  const read = async (list: string): Promise<void> => {
    try {
      let told: number | undefined
      do {
        told = stale.get(list)
        const entries = await asOfOneMoment(database, list)
        if (entries.size > 0) all.set(list, entries)
        else all.delete(list)
      } while (told !== stale.get(list))
      stale.delete(list)
    } finally {
      underWay.delete(list)
    }
  }
  // One reading of a list at a time: who comes meanwhile waits for it, and has it read again.
  const brought = (list: string): Promise<void> => {
    const reading = underWay.get(list) ?? read(list)
    underWay.set(list, reading)
    return reading
  }
  const reload = async (list: string): Promise<void> => {
    if (!lists.includes(list)) return
    stale.set(list, (stale.get(list) ?? 0) + 1)
    await brought(list)
  }
  for (const list of lists) await reload(list)
  return {
    reload,
    async renew () { for (const list of stale.keys()) await brought(list) },
    zone (place) {
      for (const entries of all.values()) {
        const zone = entries.get(place)?.zone
        if (zone !== undefined) return zone
      }
      return null
    },
    lookup (list, code) {
      const known = all.get(list)
      return known === undefined ? undefined : known.get(code) ?? null
    }
  }
}

/** The administration as modes ask of it: offices by place, clocks by place, both from locale.json, then from the lists of places. */
export const homeOf = (locale: Locale, reference: Reference): Home => {
  const officeOf = new Map(locale.offices.flatMap(office => office.places.map((place): [string, typeof office] => [place, office])))
  return {
    country: locale.country,
    office: place => officeOf.get(place)?.code ?? null,
    zone: place => officeOf.get(place)?.zone ?? reference.zone(place) ?? (place.startsWith(locale.country) ? locale.zone : null)
  }
}
