import { checked, Problem, problem, Type, type Actor, type AtWork, type Effect } from 'wco-cts'

type Act = 'claim' | 'take-over' | 'hand-over' | 'give-back'

/** The form for this target: to claim what is free, to take over what a colleague has, to hand over or give back what is one's own. */
export const assignForm = (target: AtWork, actor: Actor) => {
  const acts = actsFor(target, actor)
  const [first] = acts
  return Type.Object({
    // Only a free target is taken without saying how: nobody takes a colleague's work by pressing Enter.
    act: Type.Union(acts.map(act => Type.Literal(act)), first === 'claim' ? { title: 'What to do', default: first } : { title: 'What to do' }),
    person: Type.Optional(Type.String({ title: 'Colleague', format: 'uuid', kind: 'person' }))
  }, { additionalProperties: false })
}

/** What assigning does. In states before an examination is ordered the state says whether somebody has the target; later ones stay as they are. */
export const assigned = (target: AtWork, input: unknown, actor: Actor): Effect => {
  refuseLateClaim(target, input, actor)
  const { act, person } = checked(assignForm(target, actor), input)
  if (act === 'give-back') {
    return { to: target.state === 'claimed' ? 'proposed' : target.state, assignee: null, says: { key: 'given-back' } }
  }
  const to = target.state === 'proposed' ? 'claimed' : target.state
  if (act !== 'hand-over') return { to, assignee: actor.id, says: { key: act === 'claim' ? 'claimed' : 'taken-over' } }
  if (person === undefined) throw new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/person', detail: 'person-needed' }] })
  return {
    to,
    assignee: person,
    says: { key: 'handed-over' },
    send: [{ to: { person }, subject: 'handed-over', text: 'handed-over-text', params: { from: actor.name } }]
  }
}

const claimedAlready = problem('claimed-already', 409)

const actsFor = ({ assignee }: AtWork, actor: Actor): readonly Act[] =>
  assignee === undefined ? ['claim', 'hand-over'] : assignee === actor.id ? ['hand-over', 'give-back'] : ['take-over', 'hand-over']

// Two officers claim at the same moment: the second learns that it is gone, in words, not that his form is wrong.
const refuseLateClaim = (target: AtWork, input: unknown, actor: Actor): void => {
  const claims = typeof input === 'object' && input !== null && (!('act' in input) || input.act === 'claim')
  if (claims && target.assignee !== undefined && target.assignee !== actor.id) throw claimedAlready({})
}
