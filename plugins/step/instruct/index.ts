import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { ordered, orderForm } from './instruct.ts'

/** Orders an examination: by which means, where, and what to look for. */
export default definePlugin({
  id: 'step/instruct',
  contract: CONTRACT,
  config: Type.Object({
    role: Type.String({ title: 'Role that is told of the order', minLength: 1, default: 'officer' })
  }, { additionalProperties: false }),
  permissions: { 'targets.instruct': 'Order the examination of a target' },
  register (host, { role }) {
    host.step({
      id: 'instruct',
      permission: 'targets.instruct',
      to: ['issued'],
      offer: async (target, actor) => target.assignee === undefined || target.assignee === actor.id ? orderForm : null,
      take: async (target, input, actor) => ordered(target, input, { actor, role })
    })
  }
})
