import { dayIn, type Enricher } from 'wco-cts'
import { WatchFacts } from './facts.ts'
import type { Keeper } from './keeper.ts'
import type { Register } from './register.ts'

/** Says of each consignment what in it stands on a watch list, on the day it is where the administration is. */
export const watchListEnricher = (kept: Pick<Keeper, 'ready' | 'level'>, lists: Pick<Register, 'screen'>): Enricher<typeof WatchFacts> => ({
  id: 'watch-list',
  facts: WatchFacts,
  prepare: () => kept.ready(),
  async enrich (batch, _known, { now, zone = 'UTC' }) {
    if (batch.length === 0) return []
    if (!kept.level()) throw new Error('the watch lists could not be read; nothing may be answered from what is held')
    const today = dayIn(zone, now)
    return batch.map(consignment => ({ hits: lists.screen(consignment, today) }))
  }
})
