import { Type, type ConsolePage } from 'wco-cts'
import type { Inbox } from './inbox.ts'

const query = Type.Object({ after: Type.Optional(Type.String({ title: 'After' })) }, { additionalProperties: false })

/** The page of one's own notices, each of which can be marked as read. */
export const noticesPage = (inbox: Inbox): ConsolePage<typeof query> => ({
  id: 'notices',
  path: '/notices',
  permission: 'signed-in',
  menu: { section: 'work', order: 40 },
  query,
  template: 'notices',
  async view ({ after }, desk) {
    const { items, next } = await inbox.of(desk.actor.id, after)
    return { notices: items, unread: items.some(({ read }) => !read), next: next === null ? null : `/notices?after=${next}` }
  },
  async act (form, _, desk) {
    const chosen = form['read']
    if (chosen === 'all') await inbox.readAll(desk.actor.id)
    else if (typeof chosen === 'string') await inbox.read(desk.actor.id, chosen)
    return { to: '/notices' }
  }
})
