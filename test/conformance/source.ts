import type { Test } from 'tap'
import { faultsOf, Issue, ReferenceEntry, WatchEntry, type DataSource, type Host, type Plugin } from 'wco-cts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'
import { textsOf } from './texts.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly replaced?: Partial<Host>
}

/** A source loads twice to the same list, keeps its entries to their schema, has a text for what it could not read, and bounds a load so that half of one is refused. */
export const conformSource = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a source of data`, async t => {
    await conformCard(t, plugin, given)
    const { sources } = await gather(plugin, given.options, given.replaced)
    const texts = await textsOf(plugin, given.folder)
    t.not(sources.length, 0, 'it adds a source')
    let something = false
    for (const source of sources) {
      const first = await loaded(source)
      const { min, max, largestDrop } = source.expect
      t.ok(min >= 1 && max >= min && largestDrop >= 0 && largestDrop < 1, `${source.id} says how large a load may be`)
      t.equal(await source.version(), await source.version(), `${source.id} has one version while nothing changes`)
      const there = await source.version() !== null
      t.equal(first.entries.length > 0, there, `${source.id} loads entries where there is something to read`)
      something ||= there
      t.same(first.entries.flatMap(entry => faultsOf(source.feeds === 'reference' ? ReferenceEntry : WatchEntry, entry)).slice(0, 5), [], 'each fits its schema')
      t.strictSame(await loaded(source), first, 'twice the same')
      const keys = first.entries.map(entry => 'key' in entry ? entry.key : entry.code)
      t.equal(new Set(keys).size, keys.length, 'no entry stands twice')
      t.same(first.issues.flatMap(issue => faultsOf(Issue, issue)), [], 'what it could not read is an issue')
      t.same(first.issues.filter(({ code }) => !texts.has(`issues.${code}`)), [], 'with a text')
    }
    t.ok(something, 'the test gives it something to read')
  })

interface Loaded { readonly entries: readonly (ReferenceEntry | WatchEntry)[], readonly issues: readonly Issue[] }

const loaded = async (source: DataSource): Promise<Loaded> => {
  const issues: Issue[] = []
  const entries: (ReferenceEntry | WatchEntry)[] = []
  for await (const entry of source.load(issue => { issues.push(issue) })) entries.push(entry)
  return { entries, issues }
}
