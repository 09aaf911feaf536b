import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { compose } from './compose.ts'

/** The card: all that the server knows of this plugin before a line of it runs. */
export default definePlugin({
  id: 'report/__name__',
  contract: CONTRACT,
  config: Type.Object({
    days: Type.Integer({ minimum: 1, maximum: 366, default: 28, title: 'Days, when nothing else is asked for' })
  }, { additionalProperties: false }),
  register (host, { days }) {
    host.report({
      id: '__name__',
      // One that exists. A permission of its own goes on the card, `permissions: { 'reports.senders': 'Read who sends manifests' }`, and into roles.json.
      permission: 'reports.read',
      // The form that asks for the report is drawn from this.
      params: Type.Object({
        until: Type.Optional(Type.String({ format: 'date', title: 'Until, this day included' }))
      }, { additionalProperties: false }),
      compose: ({ until }, desk) => compose(desk, { until: until ?? today(), days })
    })
  }
})

const today = (): string => new Date().toISOString().slice(0, 10)
