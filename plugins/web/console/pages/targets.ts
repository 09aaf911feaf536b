import { Type, type ConsolePage, type Desk, type TargetRow } from 'wco-cts'
import { cargoInShort } from '../cargo-in-short.ts'
import { goneOf } from '../reasons.ts'
import { ifAllowed, link, said } from '../said.ts'

const maybe = Type.Optional
const lanes = ['red', 'amber', 'green'] as const
const views = ['open', 'mine', 'free', 'ended', 'all'] as const

const query = Type.Object({
  view: maybe(Type.Union(views.map(view => Type.Literal(view)), { title: 'Which' })),
  lane: maybe(Type.Union(lanes.map(lane => Type.Literal(lane)), { title: 'Lane' })),
  after: maybe(Type.String({ title: 'After' })),
  chosen: maybe(Type.String({ title: 'Chosen', format: 'uuid' }))
})

/** The queue of targets: lane, why, what, and how long there is. A chosen row stands open at the end edge. */
export const targets: ConsolePage<typeof query> = {
  id: 'targets',
  path: '/targets',
  permission: 'targets.read',
  menu: { section: 'work', order: 20 },
  query,
  template: 'targets',
  async view (asked, desk) {
    const { view = 'open', lane, after, chosen } = asked
    const [page, queue, open] = await Promise.all([
      desk.targets({ view, lane, after, limit: 50 }), desk.queue(), chosen === undefined ? null : ifAllowed(() => desk.target(chosen))
    ])
    return {
      rows: page.items.map(row => rowOf(row, asked, desk)),
      next: page.next === null ? null : link('/targets', { view: asked.view, lane, after: page.next }),
      first: after === undefined ? null : link('/targets', { view: asked.view, lane }),
      queue,
      views: views.map(id => ({ label: said(desk, `targets.views.${id}`), href: link('/targets', { view: id, lane }), current: id === view })),
      lanes: [undefined, ...lanes].map(id => ({ label: laneLabel(id, desk), href: link('/targets', { view: asked.view, lane: id }), current: id === lane })),
      filtered: view !== 'open' || lane !== undefined,
      checked: new Date().toISOString(),
      chosen: open && { id: open.id, lane: open.lane, findings: open.findings.map(found => ({ text: found.text, title: found.title, gone: goneOf(found, desk) })), cargo: cargoInShort(open.cargo), close: link('/targets', { view: asked.view, lane, after }) }
    }
  }
}

const laneLabel = (lane: string | undefined, desk: Desk): string => lane === undefined ? said(desk, 'targets.all-lanes') : said(desk, `lane.${lane}`)

const rowOf = (row: TargetRow, asked: { readonly view?: string, readonly lane?: string, readonly after?: string, readonly chosen?: string }, desk: Desk) => ({
  id: row.id,
  choose: link('/targets', { view: asked.view, lane: asked.lane, after: asked.after, chosen: row.id }) + '#chosen',
  current: row.id === asked.chosen,
  lane: row.lane,
  why: row.findings[0]?.text ?? '',
  gone: row.findings[0] === undefined ? null : goneOf(row.findings[0], desk),
  more: Math.max(0, row.findings.length - 1),
  due: row.outcome === null ? row.due ?? null : null,
  outcome: row.outcome === 'withdrawn' && row.state === 'dismissed' ? 'dismissed' : row.outcome,
  state: row.state,
  owner: row.assigneeName ?? null,
  cargo: cargoInShort(row.cargo)
})
