import { checked, Consignment, type Host, type Listed, WatchEntry } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import watchList from '../index.ts'
import { WatchFacts } from '../facts.ts'

export const NOW = new Date('2026-03-01T12:00:00Z')

/** A consignment with what a test needs of it. */
export const cargo = (more: object = {}): Consignment => checked(Consignment, {
  id: '7b0e8a52-0000-4000-8000-000000000001', mode: 'sea', document: { kind: 'bill' }, conveyance: {}, ...more
})

/** An entry of a list, in force. */
export const entry = (what: object, more: Partial<Listed> = {}): Listed => {
  const full = checked(WatchEntry, { key: more.entry ?? 'one', reason: 'seized before', ...what })
  return { list: 'seizures', title: 'Seizures', sensitivity: 'open', owner: 'keeper', entry: full.key, change: 1, gone: false, ...more, what: full }
}

export const named = (kind: string, ...names: readonly string[]) => ({ kind, names: names.map(text => ({ text, strength: 'primary' })) })

/** The plugin with lists that a test can change, and what it says of a consignment. */
export const withLists = async (first: readonly Listed[], options: object = {}) => {
  const lists = { entries: [...first], asked: [] as (number | undefined)[], fails: false }
  const told: (() => Promise<void>)[] = []
  const entries: Host['entries'] = async function * (_list, since) {
    lists.asked.push(since)
    if (lists.fails) throw new Error('the lists cannot be read')
    yield * lists.entries.filter(({ change, gone }) => since === undefined ? !gone : change > since)
  }
  const on: Host['on'] = (event, each, tell) => {
    // The events of the host differ in what they tell; this fake knows the one the plugin listens to.
    if (event === 'list.changed' && each === 'process') told.push(async () => tell({ list: 'seizures' } as Parameters<typeof tell>[0]))
  }
  const { enrichers, profiles } = await gather(watchList, options, { entries, on })
  const [enricher] = enrichers
  const [profile] = profiles
  if (!enricher || !profile) throw new Error('the plugin adds an enricher and a profile type')
  // A transaction that was begun nowhere: this plugin has no tables to ask.
  const within = (now: Date, zone?: string) => ({ now, zone, keys: () => [], earlier: () => null }) as unknown as Parameters<typeof enricher.enrich>[2]
  const facts = async (consignments: readonly Consignment[], now = NOW, zone?: string) => {
    await enricher.prepare?.()
    return (await enricher.enrich(consignments, consignments.map(() => ({})), within(now, zone))).map(fact => checked(WatchFacts, fact))
  }
  return {
    lists, enricher, profile, facts,
    changed: async () => { for (const tell of told) await tell() },
    hits: async (consignment: Consignment, now = NOW, zone?: string) => (await facts([consignment], now, zone))[0]?.hits ?? []
  }
}
