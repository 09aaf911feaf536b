import type { Desk } from '../contract/desk.ts'
import { may } from '../model/actor.ts'
import type { TargetRow, TargetView } from '../model/target-view.ts'
import { assessmentOf } from '../store/assessments.ts'
import { sinceVersion } from '../store/cargo-views.ts'
import { keptFindings, type KeptFinding } from '../store/kept-findings.ts'
import { queueCounts, targetPage, targetShown, type TargetShown } from '../store/target-views.ts'
import { alertsAfter, newestAlert, workOn } from '../store/targets.ts'
import { demand, gapsInWords, idOf, inPluginsWords, inWords, look, notFound, personOf, type Ground } from './desk-ground.ts'
import { stepsFor, take } from './work.ts'

const row = (ground: Ground, findings: ReadonlyMap<string, readonly KeptFinding[]>) => (target: TargetShown): TargetRow =>
  ({ ...target, findings: inWords(ground, findings.get(target.id) ?? []) })

const whole = (ground: Ground, id: string, action: string): Promise<TargetView> => look(ground, 'targets.read', action, id, async trx => {
  const seen = await targetShown(trx, idOf(id))
  if (seen === null) throw notFound({})
  const { target, openedWith } = seen
  const { controls, holds, outcome, deeds } = await workOn(trx, target.id)
  const { cancelled, amended } = await sinceVersion(trx, target.consignment, openedWith)
  const { works, language } = ground
  return {
    ...row(ground, await keptFindings(trx, [target.id]))(target),
    cancelled,
    amended: amended.map(version => ({ ...version, made: version.made.toISOString() })),
    gaps: gapsInWords(ground, (await assessmentOf(trx, target.consignment))?.gaps ?? []),
    controls: [...controls],
    holds: [...holds],
    result: outcome,
    history: deeds.map(deed => ({
      at: deed.at.toISOString(),
      actor: deed.actor_name,
      step: deed.step,
      from: deed.from_state,
      to: deed.to_state,
      text: works.texts.text(deed.plugin, language, works.texts.has(deed.plugin, `history.${deed.says}`) ? `history.${deed.says}` : deed.says, deed.params ?? {})
    }))
  }
})

/** Targets: the queue, one of them, and what can be done with it. */
export const targetDesk = (ground: Ground): Pick<Desk, 'targets' | 'target' | 'queue' | 'steps' | 'take' | 'alerts' | 'newestAlert'> => ({
  targets: match => look(ground, 'targets.read', 'targets.listed', 'targets', async trx => {
    const page = await targetPage(trx, match, personOf(ground))
    const findings = await keptFindings(trx, page.items.map(({ id }) => id))
    return { ...page, items: page.items.map(row(ground, findings)) }
  }),
  target: id => whole(ground, id, 'target.opened'),
  queue: () => {
    // Figures alone: who reads reports reads these, and no target by them.
    if (!may(ground.actor, 'reports.read')) demand(ground, 'targets.read')
    return queueCounts(ground.works.database.knex, personOf(ground))
  },
  steps: async id => {
    demand(ground, 'targets.read')
    const offered = await stepsFor(ground.works, ground.actor, idOf(id))
    return offered.flatMap(({ step, form }) => form === null ? [] : [{ id: step.thing.id, plugin: step.plugin, form }])
  },
  take: async (id, version, step, input) => {
    demand(ground, 'targets.read')
    const { plugin = '' } = ground.works.shelves.steps.get(step) ?? {}
    await inPluginsWords(ground, plugin, () => take(ground.works, ground.actor, { target: idOf(id), version, step, input }))
    return whole(ground, id, 'target.opened')
  },
  alerts: async (after, limit) => {
    demand(ground, 'targets.read')
    const { knex } = ground.works.database
    const events = await alertsAfter(knex, ground.actor.roles, /^\d{1,15}$/.test(after) ? Number(after) : 0, limit)
    const findings = await keptFindings(knex, events.map(({ target }) => target))
    return events.map(({ id, ...event }) => ({ ...event, id: String(id), text: inWords(ground, findings.get(event.target) ?? [])[0]?.text ?? '' }))
  },
  newestAlert: async () => {
    demand(ground, 'targets.read')
    return String(await newestAlert(ground.works.database.knex))
  }
})
