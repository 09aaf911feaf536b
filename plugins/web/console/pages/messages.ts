import { messageStates, MessageState, Type, type ConsolePage } from 'wco-cts'
import { formatName, link, said } from '../said.ts'

const maybe = Type.Optional
const query = Type.Object({
  state: maybe(MessageState),
  sender: maybe(Type.String({ title: 'Sender' })),
  after: maybe(Type.String({ title: 'After' })),
  uploaded: maybe(Type.Integer({ title: 'Files just uploaded', minimum: 0 }))
})

/** Messages received: from whom, in which format, what became of each. */
export const messages: ConsolePage<typeof query> = {
  id: 'messages',
  path: '/messages',
  permission: 'messages.read',
  menu: { section: 'cargo', order: 10 },
  query,
  template: 'messages',
  async view ({ state, sender, after, uploaded }, desk) {
    const page = await desk.messages({ state, sender, after, limit: 50 })
    return {
      rows: page.items.map(row => ({ ...row, name: row.name ?? null, format: formatName(desk, row.format) })),
      next: page.next === null ? null : link('/messages', { state, sender, after: page.next }),
      sender: sender ?? '',
      state: state ?? '',
      states: [undefined, ...messageStates].map(id => ({ label: id === undefined ? said(desk, 'messages.all') : said(desk, `states.message.${id}`), href: link('/messages', { state: id, sender }), current: id === state })),
      filtered: state !== undefined || sender !== undefined,
      uploaded: uploaded ?? 0,
      checked: new Date().toISOString()
    }
  }
}
