import type { Knex } from 'knex'
import type { Assessment } from '../model/assessment.ts'
import type { Consignment } from '../model/consignment.ts'
import { putOut, type NoticeDraft } from '../store/outbox.ts'
import { addressesOf, addressesOfPerson } from '../store/people.ts'
import { neverTargeted, openTargets, raiseAlerts, type Alerting } from '../store/targets.ts'
import { toKeep } from './sameness.ts'
import type { Works } from './works.ts'

/** An assessed consignment; `fresh` when something was found that was not known when it was last decided about, `owners` whose silent lists found something new. */
export interface Assessed { readonly consignment: Consignment, readonly assessment: Assessment, readonly isNew: boolean, readonly fresh: boolean, readonly owners: readonly string[] }

/** Targets that people were told of, and consignments that became one. */
export interface Alerted { readonly raised: readonly string[], readonly opened: readonly string[] }

const NOBODY: Alerted = { raised: [], opened: [] }

const rolesOf = (works: Works, { consignment, assessment: { findings, score } }: Assessed): readonly string[] => {
  // What its sender has cancelled alerts nobody.
  if (consignment.cancelled === true) return []
  const roles = new Set(findings.flatMap(({ alert, only }) => only === undefined ? alert : []))
  if (score >= works.rules.line) for (const role of works.rules.alert) roles.add(role)
  return [...roles]
}

const dueOf = (works: Works, consignment: Consignment): Date | null => {
  const mode = works.shelves.modes.get(consignment.mode)
  if (mode === undefined || works.without.includes(mode.plugin)) return null
  works.beat(`${mode.plugin} due`)
  try {
    return mode.thing.due(consignment)
  } catch (error) {
    works.log.error({ err: error, plugin: mode.plugin }, 'a mode failed to say when a decision is due')
    return null
  }
}

const noticeOf = (count: number, target: string, assessed: Assessed | undefined): NoticeDraft => count === 1
  ? {
      plugin: null,
      subject: 'notices.alert.subject',
      text: 'notices.alert.text',
      params: { document: assessed?.consignment.document.number ?? '–', why: assessed?.assessment.findings.find(({ only }) => only === undefined)?.title ?? '–', lane: assessed?.assessment.lane ?? 'amber' },
      link: `/targets/${target}`,
      language: null
    }
  : { plugin: null, subject: 'notices.alerts.subject', text: 'notices.alerts.text', params: { count }, link: '/targets', language: null }

/** What a silent list says reaches its owner and nobody else: no target, no score, no sign in the queue. */
const tellOwners = async (works: Works, trx: Knex.Transaction, assessed: readonly Assessed[], now: Date): Promise<void> => {
  const schemes = works.shelves.notifiers.all().map(({ thing }) => thing.scheme)
  for (const { consignment, owners } of assessed) {
    for (const owner of owners) {
      const addresses = await addressesOfPerson(trx, owner, schemes)
      const params = { document: consignment.document.number ?? '–' }
      await putOut(trx, addresses.map(({ address, language }) => ({ address, notice: { plugin: null, subject: 'notices.silent.subject', text: 'notices.silent.text', params, link: `/consignments/${consignment.id}`, language } })), now)
    }
  }
}

/**
 * Opens a target for each consignment that somebody must be alerted of, or joins the one that is open, and tells its people.
 * However many a batch raises, each role's people get one notice of it: the queue holds the rest.
 */
export const alert = async (works: Works, trx: Knex.Transaction, assessed: readonly Assessed[], now: Date): Promise<Alerted> => {
  await tellOwners(works, trx, assessed, now)
  const byConsignment = new Map(assessed.map(each => [each.consignment.id, each]))
  const alerting = assessed.map((each): Alerting => ({
    consignment: each.consignment.id,
    version: each.assessment.version,
    findings: toKeep(each.consignment, each.assessment),
    lane: each.assessment.lane,
    score: each.assessment.score,
    office: each.consignment.office ?? null,
    due: dueOf(works, each.consignment),
    roles: rolesOf(works, each),
    mayOpen: each.fresh,
    isNew: each.isNew
  // A target that is open already follows its consignment, whether anybody is still to be alerted of it or not.
  })).filter(({ roles, isNew }) => roles.length > 0 || !isNew)
  works.beat('core alert')
  if (alerting.length === 0) return NOBODY
  // What was found while a consignment was cancelled, or before anybody was to be alerted of it, was never decided about.
  const undecided = await neverTargeted(trx, alerting.filter(({ mayOpen, roles }) => !mayOpen && roles.length > 0).map(({ consignment }) => consignment))
  const { opened, joined } = await openTargets(trx, works.workflow.start, alerting.map(each => ({ ...each, mayOpen: each.roles.length > 0 && (each.mayOpen || undecided.has(each.consignment)) })), now)
  const raised = alerting.flatMap(({ consignment, roles }) => {
    const target = opened.get(consignment) ?? joined.get(consignment)
    return target === undefined ? [] : [{ target, roles, consignment }]
  })
  if (raised.length === 0) return NOBODY
  const roles = [...new Set(raised.flatMap(each => each.roles))]
  const addresses = await addressesOf(trx, roles, works.shelves.notifiers.all().map(({ thing }) => thing.scheme))
  await putOut(trx, addresses.map(({ address, language, roles: theirs }) => {
    const mine = raised.filter(each => each.roles.some(role => theirs.includes(role)))
    return { address, notice: { ...noticeOf(mine.length, mine[0]?.target ?? '', byConsignment.get(mine[0]?.consignment ?? '')), language } }
  }), now)
  await raiseAlerts(trx, raised)
  return { raised: raised.map(({ target }) => target), opened: [...opened.keys()] }
}
