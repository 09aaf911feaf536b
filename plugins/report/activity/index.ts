import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { composeActivity } from './activity.ts'

/** What the centre did in a period, and what came of it. */
export default definePlugin({
  id: 'report/activity',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  permissions: { 'reports.activity': 'Read what the centre did in a period' },
  register (host) {
    host.report({
      id: 'activity',
      permission: 'reports.activity',
      params: Type.Object({
        from: Type.Optional(Type.String({ format: 'date', title: 'From' })),
        until: Type.Optional(Type.String({ format: 'date', title: 'Until, this day included' }))
      }, { additionalProperties: false }),
      compose: (params, desk) => composeActivity(params, desk, new Date())
    })
  }
})
