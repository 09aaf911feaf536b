import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { released, releaseForm } from './release.ts'

/** Lets the cargo of an examined target go. */
export default definePlugin({
  id: 'step/release',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  permissions: { 'targets.release': 'Close an examined target and let its cargo go' },
  register (host) {
    host.step({
      id: 'release',
      permission: 'targets.release',
      to: ['closed'],
      offer: async () => releaseForm,
      take: async (target, input) => released(target, input)
    })
  }
})
