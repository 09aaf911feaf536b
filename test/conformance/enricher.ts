import type { Test } from 'tap'
import { faultsOf, type Consignment, type Enricher, type Facts, type Plugin, type Within } from 'wco-cts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'
import { noTables } from './made.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly consignments: readonly Consignment[]
  /** Facts of the enrichers it names in `after`, one for each consignment. */
  readonly known?: readonly Facts[]
  readonly within?: <T>(work: (within: Within) => Promise<T>) => Promise<T>
}

interface Scene { readonly enricher: Enricher, readonly given: Given, readonly within: NonNullable<Given['within']> }

/** An enricher gives one answer for each consignment, kept to its schema, and reads no facts but those it named. */
export const conformEnricher = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as an enricher`, async t => {
    await conformCard(t, plugin, given)
    const { enrichers } = await gather(plugin, given.options)
    t.not(enrichers.length, 0, 'it adds an enricher')
    for (const enricher of enrichers) await enriches(t, { enricher, given, within: given.within ?? noTables })
  })

const enriches = (t: Test, { enricher, given, within }: Scene) =>
  t.test(`${enricher.id} keeps its facts to its schema`, async t => {
    const batch = given.consignments
    const known = batch.map((_, index) => given.known?.[index] ?? {})
    const ask = async (known: readonly Facts[]) => {
      await enricher.prepare?.()
      return within(async inside => enricher.enrich(batch, known, inside))
    }
    const facts = await ask(known)
    t.equal(facts.length, batch.length, 'one answer for each consignment')
    t.same(facts.flatMap(fact => faultsOf(enricher.facts, fact)), [], 'each fits the schema')
    t.same(await within(async inside => enricher.enrich([], [], inside)), [], 'an empty batch has no facts')
    const strange = await ask(known.map(facts => ({ ...facts, 'somebody-else': { blacklisted: true } })))
    t.strictSame(strange, facts, 'facts it did not name change nothing')
  })
