import { checked, filled, may, Refusal, Type, type ConsolePage } from 'wco-cts'
import { cargoInShort } from '../cargo-in-short.ts'
import { rawAt } from '../places.ts'
import { cargoLabel, formatName, link, one, said } from '../said.ts'

const maybe = Type.Optional
const query = Type.Object({ id: Type.String({ title: 'Message', format: 'uuid' }), after: maybe(Type.String({ title: 'After' })) })

/** One message: what became of it, each issue with its place, and the consignments it named; where it was set aside, a person decides here. */
export const message: ConsolePage<typeof query> = {
  id: 'message',
  path: '/messages/:id',
  permission: 'messages.read',
  query,
  template: 'message',
  async view ({ id, after }, desk) {
    const seen = await desk.message(id)
    // Why it was refused whole stands above the list of its issues, not in it as well.
    const issues = seen.reason === undefined ? seen.issues : seen.issues.slice(1)
    const cargo = may(desk.actor, 'consignments.read') ? await desk.consignments({ message: id, after, limit: 50 }) : null
    return {
      title: said(desk, 'message.title', { name: seen.name ?? seen.id.slice(0, 8) }),
      message: { ...seen, name: seen.name ?? null, reason: seen.reason ?? null, of: seen.of ?? null, issues: [] },
      format: formatName(desk, seen.format),
      held: seen.state === 'quarantined',
      decides: seen.state === 'quarantined' && may(desk.actor, 'messages.decide'),
      read: said(desk, seen.of === undefined ? 'message.read-on' : 'message.read-anyway'),
      schema: Refusal,
      path: `/messages/${id}`,
      waiting: seen.state === 'received',
      // A message refused whole has its reason above, and one not read yet can have no issues: no list is shown to be empty.
      silent: issues.length === 0 && (seen.state === 'received' || seen.reason !== undefined || seen.of !== undefined),
      reading: seen.assessed < seen.consignments,
      issues: issues.map(issue => ({
        severity: issue.severity, code: issue.code, text: issue.text, document: issue.document ?? null,
        line: issue.at?.line ?? null, path: issue.at?.path ?? null, field: issue.pointer === undefined ? null : cargoLabel(desk, issue.pointer), place: issue.at ? rawAt(id, issue.at) : null
      })),
      cargo: cargo && cargo.items.map(row => ({ lane: row.lane, state: row.state, target: row.target ?? null, ...cargoInShort(row) })),
      next: cargo?.next ? link(`/messages/${id}`, { after: cargo.next }) : null
    }
  },
  async act (form, { id }, desk) {
    const to = `/messages/${id}`
    if (one(form, 'do') !== 'refuse') return { to, says: 'message.let-in', params: { id: (await desk.readMessage(id)).id } }
    return { to, says: 'message.refused', params: { id: (await desk.refuseMessage(id, checked(Refusal, filled(Refusal, form)))).id } }
  }
}
