import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { assignForm, assigned } from './assign.ts'

/** Who works a target: taken for oneself, handed to a colleague, given back. */
export default definePlugin({
  id: 'step/assign',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  permissions: { 'targets.assign': 'Take a target, hand it to a colleague or give it back' },
  register (host) {
    host.step({
      id: 'assign',
      permission: 'targets.assign',
      to: ['proposed', 'claimed', 'issued', 'acknowledged', 'examined'],
      offer: async (target, actor) => assignForm(target, actor),
      take: async (target, input, actor) => assigned(target, input, actor)
    })
  }
})
