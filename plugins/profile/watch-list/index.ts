import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { watchListEnricher } from './enricher.ts'
import { keeper } from './keeper.ts'
import { watchListProfile } from './profile.ts'
import { register } from './register.ts'

/** Meets every consignment with the watch lists in force: an enricher says what is on a list, a profile what that is worth. */
export default definePlugin({
  id: 'profile/watch-list',
  contract: CONTRACT,
  config: Type.Object({
    threshold: Type.Integer({ title: 'Lowest score at which two names are a hit', minimum: 60, maximum: 100, default: 85 })
  }, { additionalProperties: false }),
  register (host, { threshold }) {
    const lists = register(threshold)
    const kept = keeper(host.entries, lists)
    host.on('list.changed', 'process', kept.changed)
    host.enricher(watchListEnricher(kept, lists))
    host.profile(watchListProfile(threshold))
  }
})
