import { filled, ListDraft, checked, may, Type, type ConsolePage } from 'wco-cts'

const query = Type.Object({})

/** Watch lists, and what waits in each for a second signature. */
export const lists: ConsolePage<typeof query> = {
  id: 'lists',
  path: '/lists',
  permission: 'lists.read',
  menu: { section: 'knowledge', order: 20 },
  query,
  template: 'lists',
  async view (_, desk) {
    const all = await desk.lists()
    return {
      rows: all.map(list => ({ ...list, source: list.source ?? null, changed: list.changed ?? null, loaded: list.loaded ?? null, href: `/lists/${encodeURIComponent(list.id)}` })),
      mayAdd: may(desk.actor, 'lists.edit'),
      schema: ListDraft
    }
  },
  async act (form, _, desk) {
    const made = await desk.addList(checked(ListDraft, filled(ListDraft, form)))
    return { to: `/lists/${encodeURIComponent(made.id)}`, says: 'lists.made', params: { title: made.title } }
  }
}
