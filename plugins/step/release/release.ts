import { checked, problem, Type, type AtWork, type Effect } from 'wco-cts'

/** What is said at a release: nothing that must be. */
export const releaseForm = Type.Object({
  note: Type.Optional(Type.String({ title: 'Note', maxLength: 2000, kind: 'text' }))
}, { additionalProperties: false })

/** What a release does. It takes effect only when no hold is left, and relies on the outcome that the examination recorded. */
export const released = (target: AtWork, input: unknown): Effect => {
  const note = checked(releaseForm, input).note?.trim() ?? ''
  if (target.holds.length > 0) throw holdStands({ count: target.holds.length })
  if (target.outcome === null) throw outcomeMissing({})
  return { to: 'closed', says: { key: 'released', params: { noted: note === '' ? 'no' : 'yes', note } } }
}

const holdStands = problem<{ count: number }>('hold-stands', 409)
const outcomeMissing = problem('outcome-missing', 409)
