import { checked, Problem, type Actor, type AtWork, type Control, type Effect, type Sending } from 'wco-cts'
import { contradictions, isNotDone } from './consistent.ts'
import { units } from './discoveries.ts'
import { examineForm, fulfilled, type Examination } from './form.ts'

/** What an examination does. Without an outcome an issued order is acknowledged; an outcome records the control and implies the acknowledgement. */
export const examined = (target: AtWork, input: unknown, actor: Actor): Effect => {
  const said = checked(examineForm(target), input)
  const errors = contradictions(said)
  if (errors.length > 0) throw new Problem('input-invalid', 400, { count: errors.length }, { errors })
  const note = said.note?.trim() ?? ''
  const params = { noted: note === '' ? 'no' : 'yes', note }
  if (said.outcome === undefined) {
    if (target.state !== 'issued') throw new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/outcome', detail: 'outcome-needed' }] })
    return { to: 'acknowledged', says: { key: 'acknowledged', params } }
  }
  const control = controlOf(said)
  const fulfils = control === null ? undefined : fulfilled(target, control.means)
  return {
    to: 'examined',
    ...(control === null ? {} : { control }),
    ...(fulfils === undefined ? {} : { fulfils }),
    outcome: { code: said.outcome, ...(note === '' ? {} : { note }) },
    says: { key: `examined.${said.outcome}`, params },
    send: feedback(target, actor, said.outcome)
  }
}

const RESULTS = { positive: 'discovery', negative: 'clear', inconclusive: 'inconclusive' } as const

// No show, missed, no resources, not arrived: nothing was done, so no control is recorded, only the outcome that says why.
const controlOf = (said: Examination): Control | null => {
  const { outcome, place } = said
  if (outcome === undefined || isNotDone(outcome)) return null
  const result = said.result ?? (outcome === 'positive' || outcome === 'negative' ? RESULTS[outcome] : RESULTS.inconclusive)
  return {
    means: said.means ?? 'physical',
    result,
    ...(place === undefined ? {} : { place }),
    discoveries: (said.discoveries ?? []).map(({ category, quantity }) => ({ category, quantity, unit: units[category] }))
  }
}

// Whoever selected the cargo learns what it came to: without that nobody targets better tomorrow.
const feedback = ({ assignee }: AtWork, actor: Actor, outcome: string): readonly Sending[] =>
  assignee === undefined || assignee === actor.id ? [] : [{ to: { person: assignee }, subject: `examined.${outcome}`, text: 'examined-text', params: { from: actor.name } }]
