import { checked, Problem, problem, Type, type Actor, type AtWork, type Effect, type Static } from 'wco-cts'

/** Why a target is of no interest. */
export const reasons = ['false-match', 'known-operator', 'data-error', 'low-risk', 'duplicate-alert', 'other'] as const

/** The form for this target. Once an examination is ordered it can only be called off. */
export const reviewForm = (target: AtWork) => form(isOrdered(target) ? callingOff : judging)

/** What a review does. Ending a target records its outcome: `withdrawn` with the reason, or `missed` where time ran out. */
export const reviewed = (target: AtWork, input: unknown, actor: Actor): Effect => {
  if (target.assignee !== undefined && target.assignee !== actor.id) throw claimedAlready({})
  const said = checked(reviewForm(target), input)
  const note = said.note?.trim() ?? ''
  const params = { noted: note === '' ? 'no' : 'yes', note }
  if (said.decision === 'possible' || said.decision === 'confirmed') {
    return { to: 'claimed', assignee: actor.id, says: { key: said.decision, params } }
  }
  if (target.holds.length > 0) throw holdStands({ count: target.holds.length })
  const noted = note === '' ? {} : { note }
  if (said.decision === 'too-late') {
    return { to: 'lapsed', assignee: actor.id, outcome: { code: 'missed', ...noted }, says: { key: 'lapsed', params } }
  }
  const reason = reasonOf(said.reason, note)
  const to = isOrdered(target) ? 'withdrawn' : 'dismissed'
  return { to, assignee: actor.id, outcome: { code: 'withdrawn', reason, ...noted }, says: { key: `${to}.${reason}`, params } }
}

const judging = ['no-interest', 'possible', 'confirmed', 'too-late'] as const
const callingOff = ['no-interest', 'too-late'] as const

const form = (decisions: readonly (typeof judging)[number][]) => Type.Object({
  // No interest comes first, so that a false alert takes a key for the form, one for the reason and Enter; without a reason nothing is dismissed.
  decision: Type.Union(decisions.map(decision => Type.Literal(decision)), { title: 'Decision', default: 'no-interest' }),
  reason: Type.Optional(Type.Union(reasons.map(reason => Type.Literal(reason)), { title: 'Reason' })),
  note: Type.Optional(Type.String({ title: 'Note', maxLength: 2000, kind: 'text' }))
}, { additionalProperties: false })

type Reason = NonNullable<Static<ReturnType<typeof form>>['reason']>

const isOrdered = ({ state }: AtWork): boolean => state === 'issued' || state === 'acknowledged'

const claimedAlready = problem('claimed-already', 409)
const holdStands = problem<{ count: number }>('hold-stands', 409)

const reasonOf = (reason: Reason | undefined, note: string): Reason => {
  if (reason === undefined) throw refused('/reason', 'reason-needed')
  if (reason === 'other' && note === '') throw refused('/note', 'note-needed')
  return reason
}

const refused = (pointer: string, detail: string): Problem =>
  new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer, detail }] })
