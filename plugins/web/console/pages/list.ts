import { checked, dayIn, entryDeeds, EntryDraft, EntryKind, filled, may, Type, type Acted, type ConsolePage, type Desk, type EntryDeed, type EntryView, type ListView } from 'wco-cts'
import { link, one, said } from '../said.ts'

const maybe = Type.Optional
const query = Type.Object({ id: Type.String({ title: 'List' }), words: maybe(Type.String({ title: 'Words', maxLength: 200 })), after: maybe(Type.String({ title: 'After' })) })

/** One watch list with its entries: who put each there, and whether it is in force. */
export const list: ConsolePage<typeof query> = {
  id: 'list',
  path: '/lists/:id',
  permission: 'lists.read',
  query,
  template: 'list',
  async view ({ id, words, after }, desk) {
    const [seen, page] = await Promise.all([desk.list(id), desk.entries(id, { words, after, limit: 50 })])
    const path = `/lists/${encodeURIComponent(id)}`
    const today = dayIn(desk.zone ?? 'UTC', new Date())
    const rows = page.items.map(entry => ({ ...rowOf(entry), state: stateOf(entry, today), deeds: deedsOf(entry, seen, desk) }))
    return {
      title: said(desk, 'list.title', { title: seen.title }),
      list: { ...seen, note: seen.note ?? null, source: seen.source ?? null, left: seen.left ?? false, ownerName: seen.ownerName ?? null, loaded: seen.loaded ?? null },
      path,
      words: words ?? '',
      rows,
      deeds: rows.some(({ deeds }) => deeds.length > 0),
      next: page.next === null ? null : link(path, { words, after: page.next }),
      mayAdd: may(desk.actor, 'lists.edit') && seen.source === undefined,
      schema: entryForm,
      blank: { kind: seen.kind }
    }
  },
  async act (form, { id }, desk): Promise<Acted> {
    const to = `/lists/${encodeURIComponent(id)}`
    const deed = one(form, 'do')
    if (deed === 'approve') return said_(await desk.approveEntry(id, one(form, 'entry')), to)
    if (deed === 'keep') return said_(await desk.keepEntry(id, one(form, 'entry')), to)
    if (deed === 'remove') return said_(await desk.removeEntry(id, one(form, 'entry')), to)
    return said_(await desk.addEntry(id, checked(EntryDraft, filled(entryForm, form))), to)
  }
}

// Names stand before identifiers, and identifiers one row at a time; strengths of names are for lists that are loaded.
const entryForm = Type.Object({
  kind: EntryKind,
  names: maybe(Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { title: 'Names or words' })),
  identifiers: maybe(Type.Array(Type.Object({ scheme: Type.String({ title: 'Scheme' }), value: Type.String({ minLength: 1, title: 'Value' }) }, { additionalProperties: false }), { title: 'Identifiers' })),
  countries: maybe(Type.Array(Type.String(), { title: 'Countries' })),
  from: maybe(Type.String({ format: 'date', title: 'In force from' })),
  until: maybe(Type.String({ format: 'date', title: 'In force until' })),
  reason: Type.String({ minLength: 1, maxLength: 2000, title: 'Reason' })
}, { additionalProperties: false })

const said_ = (entry: EntryView, to: string): Acted => ({ to, says: `list.${entry.state}`, params: { name: nameOf(entry) } })

const nameOf = ({ names, identifiers, key }: EntryView): string => names[0]?.text ?? identifiers[0]?.value ?? key

/** What the reader may do with an entry, each with its button. */
const deedsOf = (entry: EntryView, list: ListView, desk: Desk) => entryDeeds(desk.actor, list, entry).map(deed => {
  const { do: sent, says } = BUTTONS[deed]
  return { do: sent, main: sent === 'approve', button: said(desk, `list.${says}`) }
})

const BUTTONS: Readonly<Record<EntryDeed, { readonly do: string, readonly says: string }>> = {
  'sign': { do: 'approve', says: 'approve' },
  'sign-removal': { do: 'approve', says: 'approve-removal' },
  'keep': { do: 'keep', says: 'keep' },
  'ask-removal': { do: 'remove', says: 'ask-removal' },
  'remove': { do: 'remove', says: 'remove' }
}

// What is signed meets nothing before its first day, and nothing after its last.
const stateOf = ({ state, from, until }: EntryView, today: string): string =>
  state !== 'in-force' ? state : from !== undefined && today < from ? 'to-come' : until !== undefined && until < today ? 'over' : state

const rowOf = (entry: EntryView) => ({
  id: entry.id,
  kind: entry.kind,
  name: nameOf(entry),
  others: entry.names.slice(1).map(({ text }) => text),
  identifiers: entry.identifiers,
  countries: entry.countries,
  reason: entry.reason,
  from: entry.from ?? null,
  until: entry.until ?? null,
  removalBy: entry.removalBy ?? null,
  author: entry.authorName,
  made: entry.made
})
