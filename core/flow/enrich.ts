import type { Knex } from 'knex'
import type { Earlier, Enricher, Within } from '../contract/enricher.ts'
import type { Shelved } from '../host/shelf.ts'
import { orderByNeeds } from '../host/order.ts'
import { schemaOf } from '../host/find.ts'
import type { Gap } from '../model/assessment.ts'
import { faultsOf } from '../model/checked.ts'
import type { Consignment } from '../model/consignment.ts'
import type { Facts } from '../model/finding.ts'
import { keysOf, type Key } from '../model/keys.ts'
import { LEFT_OUT } from '../store/deaths.ts'
import { countedName, nameOf } from '../store/keys.ts'
import { ownTables } from '../store/own-tables.ts'
import type { Works } from './works.ts'

/** Consignments of a batch with the facts gathered so far and what could not be gathered. */
export interface Enriched { readonly consignments: readonly Consignment[], readonly facts: readonly Record<string, unknown>[], readonly gaps: readonly Gap[][] }

/** The keys of each consignment of a batch with what was known of them as it came. */
export type Past = ReadonlyMap<string, { readonly keys: readonly Key[], readonly earlier: ReadonlyMap<string, Earlier> }>

/**
 * What is known of keys as each consignment of a batch came: before the batch (`known`), and from those of the batch before it.
 * `counted` has what was known of a key when its consignment was counted by it: what came later, and how the consignment itself ended, is none of its past.
 */
export const earlierInBatch = (consignments: readonly Consignment[], known: ReadonlyMap<string, Earlier>, counted: ReadonlyMap<string, Earlier | null>, now: Date): Past => {
  const running = new Map(known)
  return new Map(consignments.map(consignment => {
    const keys = keysOf(consignment)
    const earlier = new Map<string, Earlier>()
    for (const key of keys) {
      const name = nameOf(key)
      const then = counted.get(countedName(consignment.id, key))
      const seen = then === undefined ? running.get(name) : then ?? undefined
      if (seen !== undefined) earlier.set(name, seen)
      if (then === undefined) running.set(name, seen === undefined ? { consignments: 1, first: now, last: now, targets: 0, outcomes: {} } : { ...seen, consignments: seen.consignments + 1, last: now })
    }
    return [consignment.id, { keys, earlier }]
  }))
}

/** Enrichers in the order they ask for. */
export const inOrder = (enrichers: readonly Shelved<Enricher>[]): readonly Shelved<Enricher>[] =>
  orderByNeeds(enrichers.map(shelved => ({ id: shelved.thing.id, shelved, ...(shelved.thing.after === undefined ? {} : { needs: shelved.thing.after }) }))).ordered.map(({ shelved }) => shelved)

const within = (trx: Knex.Transaction, plugin: string, clock: Pick<Within, 'now' | 'zone'>, known: Past): Within => ({
  tables: ownTables(trx, schemaOf(plugin)),
  ...clock,
  keys: consignment => known.get(consignment)?.keys ?? [],
  earlier: (consignment, key) => known.get(consignment)?.earlier.get(nameOf(key)) ?? null
})

/** Facts of a whole batch, from every enricher in turn. One that throws leaves a gap, and a gap is never green. */
export const enrich = async (works: Works, trx: Knex.Transaction, consignments: readonly Consignment[], known: Past, now: Date): Promise<Enriched> => {
  const facts: Record<string, unknown>[] = consignments.map(() => ({}))
  const gaps: Gap[][] = consignments.map(() => [])
  for (const { plugin, thing } of inOrder(works.shelves.enrichers.all())) {
    if (works.without.includes(plugin)) {
      for (const list of gaps) list.push({ plugin, failed: LEFT_OUT })
      continue
    }
    works.beat(`${plugin} enrich`)
    try {
      // A question that fails inside must not take the batch's transaction with it.
      const said = await trx.transaction(inner => thing.enrich(consignments, facts as readonly Facts[], within(inner, plugin, { now, zone: works.locale.zone }, known)))
      if (said.length !== consignments.length) throw new Error(`${thing.id} answered for ${said.length} of ${consignments.length} consignments`)
      const [fault] = said.length === 0 ? [] : faultsOf(thing.facts, said[0])
      if (fault !== undefined) throw new Error(`${thing.id} gave facts outside its schema: ${fault.pointer} ${fault.detail}`)
      said.forEach((fact: unknown, index) => { const own = facts[index]; if (own !== undefined) own[thing.id] = fact })
    } catch (error) {
      works.log.error({ err: error, plugin }, 'an enricher failed')
      for (const list of gaps) list.push({ plugin, failed: error instanceof Error ? error.message.slice(0, 300) : 'failed' })
    }
  }
  return { consignments, facts, gaps }
}
