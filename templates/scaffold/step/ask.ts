import { checked, problem, Type, type Actor, type AtWork, type Effect } from 'wco-cts'

/** What the officer fills in. The form is drawn from this, and what is sent is judged by it. */
export const question = Type.Object({
  note: Type.String({ minLength: 1, maxLength: 2000, title: 'Question', kind: 'text' })
}, { additionalProperties: false })

/**
 * What the step does. It writes nothing itself: it says what is to be written, and the server writes it together with the
 * history, or not at all. Texts are keys with parameters, so that each reader gets them in his own language.
 */
export const asked = (target: AtWork, input: unknown, by: { readonly actor: Actor, readonly role: string }): Effect => {
  // Asked again here: between seeing the form and sending it a colleague may have taken the target over.
  if (target.assignee !== by.actor.id) throw notYours({})
  const { note } = checked(question, input)
  return {
    to: 'claimed',
    says: { key: 'asked', params: { note } },
    // Notices leave only after this is written, and after the time in which it can be undone.
    send: [{ to: { role: by.role }, subject: 'asked', text: 'asked-text', params: { from: by.actor.name, note } }]
  }
}

const notYours = problem('not-yours', 409)
