import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { examined } from './examine.ts'
import { examineForm } from './form.ts'

/** Acknowledges an order, and records what the examination came to. */
export default definePlugin({
  id: 'step/examine',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  permissions: { 'targets.examine': 'Acknowledge the order of an examination and record its result' },
  register (host) {
    host.step({
      id: 'examine',
      permission: 'targets.examine',
      to: ['acknowledged', 'examined'],
      offer: async target => examineForm(target),
      take: async (target, input, actor) => examined(target, input, actor)
    })
  }
})
