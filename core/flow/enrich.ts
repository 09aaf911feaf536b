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
import { countedName, nameOf } from '../store/keys.ts'
import { ownTables } from '../store/own-tables.ts'
import type { Works } from './works.ts'

/** Consignments of a batch with the facts gathered so far and what could not be gathered. */
export interface Enriched { readonly consignments: readonly Consignment[], readonly facts: readonly Record<string, unknown>[], readonly gaps: readonly Gap[][] }

/** What is known of keys as each consignment of a batch came: before the batch, and from those of the batch before it. `counted`: keys that consignments assessed again are among the known of already. */
export const earlierInBatch = (consignments: readonly Consignment[], known: ReadonlyMap<string, Earlier>, counted: ReadonlySet<string>, now: Date): ReadonlyMap<string, { readonly keys: readonly Key[], readonly earlier: ReadonlyMap<string, Earlier> }> => {
  const running = new Map(known)
  return new Map(consignments.map(consignment => {
    const keys = keysOf(consignment)
    const earlier = new Map<string, Earlier>()
    for (const key of keys) {
      const name = nameOf(key)
      const seen = running.get(name)
      const itself = counted.has(countedName(consignment.id, key))
      const others = seen === undefined || !itself ? seen : { ...seen, consignments: seen.consignments - 1 }
      if (others !== undefined && others.consignments > 0) earlier.set(name, others)
      if (!itself) {
        running.set(name, seen === undefined ? { consignments: 1, first: now, last: now, targets: 0, outcomes: {} } : { ...seen, consignments: seen.consignments + 1, last: now })
      }
    }
    return [consignment.id, { keys, earlier }]
  }))
}

/** Enrichers in the order they ask for. */
export const inOrder = (enrichers: readonly Shelved<Enricher>[]): readonly Shelved<Enricher>[] =>
  orderByNeeds(enrichers.map(shelved => ({ id: shelved.thing.id, shelved, ...(shelved.thing.after === undefined ? {} : { needs: shelved.thing.after }) }))).ordered.map(({ shelved }) => shelved)

const within = (trx: Knex.Transaction, plugin: string, now: Date, known: ReturnType<typeof earlierInBatch>): Within => ({
  tables: ownTables(trx, schemaOf(plugin)),
  now,
  keys: consignment => known.get(consignment)?.keys ?? [],
  earlier: (consignment, key) => known.get(consignment)?.earlier.get(nameOf(key)) ?? null
})

/** Facts of a whole batch, from every enricher in turn. One that throws leaves a gap, and a gap is never green. */
export const enrich = async (works: Works, trx: Knex.Transaction, consignments: readonly Consignment[], known: ReturnType<typeof earlierInBatch>, now: Date): Promise<Enriched> => {
  const facts: Record<string, unknown>[] = consignments.map(() => ({}))
  const gaps: Gap[][] = consignments.map(() => [])
  for (const { plugin, thing } of inOrder(works.shelves.enrichers.all())) {
    works.beat(`${plugin} enrich`)
    try {
      // A question that fails inside must not take the batch's transaction with it.
      const said = await trx.transaction(inner => thing.enrich(consignments, facts as readonly Facts[], within(inner, plugin, now, known)))
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
