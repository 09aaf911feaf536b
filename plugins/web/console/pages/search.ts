import { foldIdentifier, Type, type ConsignmentRow, type ConsolePage, type Desk, type Page } from 'wco-cts'
import { cargoInShort } from '../cargo-in-short.ts'
import { spanOf } from '../days.ts'
import { link } from '../said.ts'

const maybe = Type.Optional
const query = Type.Object({
  q: maybe(Type.String({ title: 'Number or words', maxLength: 200 })),
  mode: maybe(Type.String({ title: 'Mode' })),
  lane: maybe(Type.String({ title: 'Lane' })),
  from: maybe(Type.String({ title: 'Received from' })),
  until: maybe(Type.String({ title: 'Received until' })),
  message: maybe(Type.String({ title: 'Message' })),
  after: maybe(Type.String({ title: 'After' }))
})

/** One box for everything: a number is sought as a document, container or ULD, anything else as words of names and goods. */
export const search: ConsolePage<typeof query> = {
  id: 'search',
  path: '/search',
  permission: 'consignments.read',
  menu: { section: 'cargo', order: 30 },
  query,
  template: 'search',
  async view (asked, desk) {
    const q = (asked.q ?? '').trim()
    const sought = q === '' && asked.message === undefined && asked.from === undefined && asked.until === undefined && asked.mode === undefined && asked.lane === undefined ? null : await found(q, asked, desk)
    return {
      q,
      mode: asked.mode ?? '',
      lane: asked.lane ?? '',
      from: asked.from ?? '',
      until: asked.until ?? '',
      sought: sought !== null,
      rows: sought?.items.map(row => ({ lane: row.lane, state: row.state, arrival: row.arrival ?? null, received: row.received, target: row.target ?? null, ...cargoInShort(row) })) ?? [],
      next: sought?.next ? link('/search', { ...asked, after: sought.next }) : null
    }
  }
}

interface Asked { readonly mode?: string, readonly lane?: string, readonly from?: string, readonly until?: string, readonly message?: string, readonly after?: string }

const found = async (q: string, asked: Asked, desk: Desk): Promise<Page<ConsignmentRow>> => {
  const match = { mode: said(asked.mode), lane: said(asked.lane), ...spanOf(asked, desk), message: asked.message, after: asked.after, limit: 50 }
  if (q === '') return desk.consignments(match)
  if (!looksLikeNumber(q)) return desk.consignments({ ...match, words: q })
  const byNumber = await desk.consignments({ ...match, number: q })
  return byNumber.items.length > 0 ? byNumber : desk.consignments({ ...match, words: q })
}

// Containers, bills and waybills all hold figures and are no sentence.
const looksLikeNumber = (text: string): boolean => /\d/.test(text) && foldIdentifier(text).length >= 4 && text.split(/\s+/).length <= 4

const said = (text: string | undefined): string | undefined => text === '' ? undefined : text
