import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { reviewForm, reviewed } from './review.ts'

/** Is the target of interest: dismissed with a coded reason, kept as possible or confirmed, or too late to act on. */
export default definePlugin({
  id: 'step/review',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  permissions: { 'targets.review': 'Judge whether a target is of interest, and dismiss it with a coded reason' },
  register (host) {
    host.step({
      id: 'review',
      permission: 'targets.review',
      to: ['claimed', 'dismissed', 'withdrawn', 'lapsed'],
      offer: async (target, actor) => target.assignee === undefined || target.assignee === actor.id ? reviewForm(target) : null,
      take: async (target, input, actor) => reviewed(target, input, actor)
    })
  }
})
