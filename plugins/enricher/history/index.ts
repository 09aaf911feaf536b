import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { historyEnricher } from './enricher.ts'

/** Says of each consignment what earlier cargo of its parties, containers and ship came to. */
export default definePlugin({
  id: 'enricher/history',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  register: host => host.enricher(historyEnricher)
})
