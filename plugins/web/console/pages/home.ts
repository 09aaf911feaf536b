import { may, Type, type ConsolePage, type TargetRow } from 'wco-cts'
import { cargoInShort } from '../cargo-in-short.ts'
import { ifAllowed, said } from '../said.ts'

const query = Type.Object({})

/** My work: what waits by lane, what is mine, what is newest, and whether the house is well. */
export const home: ConsolePage<typeof query> = {
  id: 'home',
  path: '/',
  permission: 'signed-in',
  menu: { section: 'work', order: 10 },
  query,
  template: 'home',
  async view (_, desk) {
    const works = may(desk.actor, 'targets.read')
    const [mine, open] = works ? await Promise.all([desk.targets({ view: 'mine', limit: SHOWN }), desk.targets({ view: 'free', limit: SHOWN })]) : [null, null]
    const status = await ifAllowed(() => desk.status())
    return {
      works,
      queue: works ? await desk.queue() : null,
      mine: rows(mine?.items ?? []),
      newest: rows(open?.items ?? []),
      status: status && { ...status, lastMessage: status.lastMessage?.toISOString() ?? null, well: status.degraded.length === 0 },
      doors: works ? [] : DOORS.filter(({ needs }) => may(desk.actor, needs)).map(({ href, id }) => ({ href, title: said(desk, `pages.${id}`), about: said(desk, `home.doors.${id}`) })),
      mayUpload: may(desk.actor, 'messages.submit'),
      // An empty list says when it was looked at, so that it cannot be taken for a broken one.
      checked: new Date().toISOString()
    }
  }
}

const SHOWN = 8

// Who works no targets begins here.
const DOORS = [
  { id: 'reports', href: '/reports', needs: 'reports.read' }, { id: 'people', href: '/people', needs: 'people.manage' },
  { id: 'journal', href: '/journal', needs: 'journal.read' }, { id: 'house', href: '/house', needs: 'house.read' }
] as const

const rows = (items: readonly TargetRow[]) => items.map(row => ({ id: row.id, lane: row.lane, due: row.due ?? null, why: row.findings[0]?.text ?? '', cargo: cargoInShort(row.cargo) }))

