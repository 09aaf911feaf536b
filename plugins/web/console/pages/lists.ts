import { filled, ListDraft, checked, may, Sensitivity, Type, type ConsolePage } from 'wco-cts'

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
      rows: all.map(list => ({ ...list, source: list.source ?? null, left: list.left ?? false, ownerName: list.ownerName ?? null, changed: list.changed ?? null, loaded: list.loaded ?? null, href: `/lists/${encodeURIComponent(list.id)}` })),
      mayAdd: may(desk.actor, 'lists.sign'),
      schema: listForm,
      blank: { sensitivity: 'open' }
    }
  },
  async act (form, _, desk) {
    const made = await desk.addList(checked(ListDraft, filled(listForm, form)))
    return { to: `/lists/${encodeURIComponent(made.id)}`, says: 'lists.made', params: { title: made.title } }
  }
}

// A person is asked what programs may leave out.
const listForm = Type.Object({ ...ListDraft.properties, sensitivity: Sensitivity }, { additionalProperties: false })
