import { checked, Means, problem, Type, type Actor, type AtWork, type Effect } from 'wco-cts'

/** What an order says. What to look for is asked always: an examination without a question finds nothing. */
export const orderForm = Type.Object({
  means: Means,
  note: Type.String({ title: 'What to look for', minLength: 1, maxLength: 2000, kind: 'text' }),
  place: Type.Optional(Type.String({ title: 'Place', minLength: 1, maxLength: 100, kind: 'place' }))
}, { additionalProperties: false })

/** What an order does: the target is issued to those who examine, and claimed by who ordered it if nobody had it. */
export const ordered = (target: AtWork, input: unknown, by: { readonly actor: Actor, readonly role: string }): Effect => {
  if (target.assignee !== undefined && target.assignee !== by.actor.id) throw claimedAlready({})
  const { means, note, place } = checked(orderForm, input)
  const params = { means, note }
  return {
    to: 'issued',
    assignee: by.actor.id,
    control: { means, note, ...(place === undefined ? {} : { place }), discoveries: [] },
    send: [{ to: { role: by.role }, subject: 'ordered', text: 'ordered-text', params: { ...params, from: by.actor.name } }],
    says: { key: 'ordered', params }
  }
}

const claimedAlready = problem('claimed-already', 409)
