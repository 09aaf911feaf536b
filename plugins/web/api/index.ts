import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { cargoRoutes } from './cargo.ts'
import { eventRoutes } from './events.ts'
import { knowledgeRoutes } from './knowledge.ts'
import { messageRoutes } from './messages.ts'
import { peopleRoutes } from './people.ts'
import { replyRoutes } from './replies.ts'
import { targetRoutes } from './targets.ts'

/** The same for systems as the console is for people: JSON under /api/v1. */
export default definePlugin({
  id: 'web/api',
  contract: CONTRACT,
  config: Type.Object({
    heartbeatSeconds: Type.Integer({ title: 'Seconds between heartbeats of the event stream', minimum: 5, maximum: 120, default: 25 })
  }, { additionalProperties: false }),
  register (host, { heartbeatSeconds }) {
    host.api(app => {
      messageRoutes(app, host)
      replyRoutes(app, host)
      cargoRoutes(app, host)
      targetRoutes(app, host)
      knowledgeRoutes(app, host)
      peopleRoutes(app, host)
      eventRoutes(app, host, heartbeatSeconds)
    })
  }
})
