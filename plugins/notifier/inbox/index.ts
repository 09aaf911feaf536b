import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { makeInbox } from './inbox.ts'
import { noticesPage } from './page.ts'
import { addRoutes } from './routes.ts'

/** Keeps notices for each person, to be read on the console. */
export default definePlugin({
  id: 'notifier/inbox',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  register (host) {
    const inbox = makeInbox(host.tables)
    host.notifier({ id: 'inbox', scheme: 'inbox', send: async (notice, to, key) => inbox.put(notice, to, key) })
    host.page(noticesPage(inbox))
    addRoutes(host.app, inbox)
  }
})
