import type { Enricher } from 'wco-cts'
import { WatchFacts } from './facts.ts'
import type { Keeper } from './keeper.ts'
import type { Register } from './register.ts'

/** Says of each consignment what in it stands on a watch list, on the day the work is done. */
export const watchListEnricher = (kept: Pick<Keeper, 'ready'>, lists: Pick<Register, 'screen'>): Enricher<typeof WatchFacts> => ({
  id: 'watch-list',
  facts: WatchFacts,
  async enrich (batch, _known, { now }) {
    if (batch.length === 0) return []
    await kept.ready()
    const today = now.toISOString().slice(0, 10)
    return batch.map(consignment => ({ hits: lists.screen(consignment, today) }))
  }
})
