import type { Knex } from 'knex'
import type { Within } from '../contract/enricher.ts'
import type { AtWork, Effect, Sending, WorkflowStep } from '../contract/step.ts'
import type { Shelved } from '../host/shelf.ts'
import { schemaOf } from '../host/find.ts'
import { may, type Actor } from '../model/actor.ts'
import { Control, Hold, outcomes } from '../model/target.ts'
import { checked } from '../model/checked.ts'
import { problem } from '../model/problem.ts'
import { journal } from '../store/journal.ts'
import { countOutcome } from '../store/keys.ts'
import { putOut } from '../store/outbox.ts'
import { ownTables } from '../store/own-tables.ts'
import { addressesOf, addressesOfPerson } from '../store/people.ts'
import { transact } from '../store/database.ts'
import { fulfilControl, keepControl, keepOutcome, liftHold, lockTarget, moveTarget, placeHold, workOn } from '../store/targets.ts'
import { demandColleagues } from './colleagues.ts'
import type { Works } from './works.ts'

export const targetNotFound = problem('not-found', 404)
export const stepUnknown = problem<{ readonly step: string }>('step-unknown', 404)
export const stepNotPermitted = problem<{ readonly permission: string }>('not-permitted', 403)
export const stepNotNow = problem<{ readonly step: string, readonly state: string }>('step-not-now', 409)
export const decidedAlready = problem<{ readonly name: string, readonly state: string }>('decided-already', 409)
const decidedYourself = problem<{ readonly state: string }>('decided-yourself', 409)
const findingsJoined = problem('findings-joined', 409)
const outcomeMissing = problem<{ readonly state: string }>('outcome-missing', 409)
const leadsElsewhere = problem<{ readonly step: string, readonly state: string }>('step-leads-elsewhere', 500)

const within = (works: Works, trx: Knex.Transaction, plugin: string, now: Date): Within =>
  ({ tables: ownTables(trx, schemaOf(plugin)), now, zone: works.locale.zone, keys: () => [], earlier: () => null })

/** Whether the workflow lets a step be taken in a state. */
const allowed = (works: Works, step: string, state: string): readonly string[] =>
  works.workflow.transitions.filter(each => each.step === step && each.from.includes(state)).flatMap(({ to }) => to)

const atWork = async (trx: Knex, id: string): Promise<(AtWork & { readonly ended: boolean, readonly last: { readonly id: string, readonly name: string }, readonly decided: number }) | null> => {
  const target = await lockTarget(trx, id)
  if (target === null) return null
  const { controls, holds, outcome, deeds } = await workOn(trx, id)
  return { ...target, controls, holds, outcome, last: { id: deeds.at(-1)?.actor ?? '', name: deeds.at(-1)?.actor_name ?? '–' } }
}

/** Steps an actor may take with a target now, each with its form. */
export const stepsFor = (works: Works, actor: Actor, id: string): Promise<readonly { readonly step: Shelved<WorkflowStep>, readonly form: Awaited<ReturnType<WorkflowStep['offer']>> }[]> =>
  transact(works.database, async trx => {
    const target = await atWork(trx, id)
    if (target === null) throw targetNotFound({})
    const offered = []
    for (const step of works.shelves.steps.all()) {
      if (target.ended || !may(actor, step.thing.permission) || allowed(works, step.thing.id, target.state).length === 0) continue
      const form = await step.thing.offer(target, actor, within(works, trx, step.plugin, new Date()))
      if (form !== null) offered.push({ step, form })
    }
    return offered
  })

const send = async (works: Works, trx: Knex, plugin: string, target: string, sendings: readonly Sending[], now: Date): Promise<void> => {
  const schemes = works.shelves.notifiers.all().map(({ thing }) => thing.scheme)
  for (const { to, subject, text, params = {} } of sendings) {
    const addresses = 'role' in to ? await addressesOf(trx, [to.role], schemes) : await addressesOfPerson(trx, to.person, schemes)
    await putOut(trx, addresses.map(({ address, language }) => ({ address, notice: { plugin, subject: `notices.${subject}`, text: `notices.${text}`, params, link: `/targets/${target}`, language } })), now, 10)
  }
}

interface Taking { readonly actor: Actor, readonly step: Shelved<WorkflowStep>, readonly now: Date }

const write = async (works: Works, trx: Knex.Transaction, target: AtWork, effect: Effect, { actor, step, now }: Taking): Promise<boolean> => {
  const { plugin, thing } = step
  const ended = works.workflow.states[effect.to]?.end === true
  const outcome = effect.outcome === undefined ? target.outcome : { ...effect.outcome, target: target.id }
  if (ended && outcome === null) throw outcomeMissing({ state: effect.to })
  if (effect.control !== undefined) {
    const control = checked(Control, effect.control)
    if (effect.fulfils === undefined) await keepControl(trx, target.id, actor.id, now, control)
    else if (!await fulfilControl(trx, { target: target.id, id: effect.fulfils }, actor.id, now, control)) throw new Error(`${plugin} gives the result of a control that is none of this target's`)
  }
  for (const hold of effect.holds ?? []) {
    if ('place' in hold) await placeHold(trx, target.id, actor.id, now, checked(Hold, hold.place))
    else await liftHold(trx, hold.lift, actor.id, now)
  }
  if (effect.outcome !== undefined && outcome !== null) {
    if (!outcomes.includes(outcome.code)) throw new Error(`${plugin} records the outcome ${outcome.code}, which is none`)
    await keepOutcome(trx, outcome, actor.id, now)
  }
  // The key tallies count an outcome when it is final: one that was corrected before the end counts once.
  if (ended && outcome !== null) await countOutcome(trx, target.consignment, outcome.code)
  await moveTarget(trx, {
    state: effect.to,
    assignee: effect.assignee === undefined ? target.assignee ?? null : effect.assignee,
    ended,
    outcome: outcome?.code ?? null
  }, {
    target: target.id, at: now, actor: actor.id, actor_name: actor.name, plugin, step: thing.id, from_state: target.state, to_state: effect.to,
    says: effect.says?.key ?? `steps.${thing.id}`, params: effect.says?.params ?? null
  })
  await send(works, trx, plugin, target.id, effect.send ?? [], now)
  await journal(trx, actor, `target.${thing.id}`, target.id, { from: target.state, to: effect.to })
  return effect.outcome !== undefined
}

/** What an officer asks for: a step on a target as he saw it. */
export interface Asked { readonly target: string, readonly version: number | null, readonly step: string, readonly input: unknown }

// Another page of one's own may have been quicker: that is not somebody else.
const overtaken = ({ decided, last, state }: NonNullable<Awaited<ReturnType<typeof atWork>>>, version: number, actor: Actor) => {
  if (version >= decided) return findingsJoined({})
  return last.id === actor.id ? decidedYourself({ state }) : decidedAlready({ name: last.name, state })
}

/** A step is taken, or refused with nothing written. The second of two officers is told who decided. */
export const take = async (works: Works, actor: Actor, asked: Asked): Promise<void> => {
  const step = works.shelves.steps.get(asked.step)
  if (step === undefined) throw stepUnknown({ step: asked.step })
  if (!may(actor, step.thing.permission)) throw stepNotPermitted({ permission: step.thing.permission })
  const recorded = await transact(works.database, async trx => {
    const target = await atWork(trx, asked.target)
    if (target === null) throw targetNotFound({})
    if (asked.version !== null && target.version !== asked.version) throw overtaken(target, asked.version, actor)
    const leads = target.ended ? [] : allowed(works, asked.step, target.state)
    if (leads.length === 0) throw stepNotNow({ step: asked.step, state: target.state })
    const now = new Date()
    const form = await step.thing.offer(target, actor, within(works, trx, step.plugin, now))
    if (form === null) throw stepNotNow({ step: asked.step, state: target.state })
    const input = checked(form, asked.input ?? {})
    await demandColleagues(works, trx, actor, { form, input })
    const effect = await step.thing.take(target, input, actor, within(works, trx, step.plugin, now))
    if (!leads.includes(effect.to) || !step.thing.to.includes(effect.to)) throw leadsElsewhere({ step: asked.step, state: effect.to })
    return write(works, trx, target, effect, { actor, step, now })
  })
  await works.tell('step.taken', { target: asked.target, step: asked.step })
  if (recorded) await works.tell('outcome.recorded', { target: asked.target })
}
