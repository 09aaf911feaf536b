import type { Knex } from 'knex'
import type { Actor } from '../model/actor.ts'
import { may } from '../model/actor.ts'
import type { FoundView } from '../model/consignment-view.ts'
import type { Found, Gap } from '../model/assessment.ts'
import type { Facts } from '../model/finding.ts'
import { withoutOnly } from '../model/only.ts'
import { isProblem, problem, Problem } from '../model/problem.ts'
import { journal } from '../store/journal.ts'
import { transact } from '../store/database.ts'
import type { Receiving } from './receive.ts'
import type { Works } from './works.ts'

export const notPermitted = problem<{ readonly permission: string }>('not-permitted', 403)
export const notFound = problem('not-found', 404)

/** What every question of a desk stands on: who asks, in which language, of which works. */
export interface Ground {
  readonly works: Works
  readonly receiving: Receiving
  readonly actor: Actor
  readonly language: string
  /** Wakes whoever reads and sweeps, after a change of what is in force. */
  wake (): void
}

/** A permission, or several of which any one will do. */
export type Permission = string | readonly string[]

/** Refuses what the actor may not. */
export const demand = ({ actor }: Ground, permission: Permission): void => {
  const any = typeof permission === 'string' ? [permission] : permission
  const [first = ''] = any
  if (!any.some(one => may(actor, one))) throw notPermitted({ permission: first })
}

/** What a look is at, and what the journal keeps of it beside. */
export interface About { readonly subject: string, readonly detail: Readonly<Record<string, unknown>> }

/** A look: the question and its line in the journal are one transaction, and the answer fails where the journal does. */
export const look = <T>(ground: Ground, permission: string, action: string, about: string | About, ask: (trx: Knex.Transaction) => Promise<T>): Promise<T> => {
  demand(ground, permission)
  const { subject, detail } = typeof about === 'string' ? { subject: about, detail: undefined } : about
  return transact(ground.works.database, async trx => {
    const answer = await ask(trx)
    await journal(trx, ground.actor, action, subject, detail)
    return answer
  })
}

/** What an act was done to, what it answers, and what the journal keeps of it beside. `became`: it came to another action than it was begun as. */
export interface Done<T> { readonly subject: string, readonly answer: T, readonly detail?: Readonly<Record<string, unknown>>, readonly became?: string }

/** An act: as a look, and whoever must know is woken after it is committed. */
export const act = async <T>(ground: Ground, permission: Permission, action: string, perform: (trx: Knex.Transaction, now: Date) => Promise<Done<T>>): Promise<T> => {
  demand(ground, permission)
  const answer = await transact(ground.works.database, async trx => {
    const { subject, answer, detail, became = action } = await perform(trx, new Date())
    await journal(trx, ground.actor, became, subject, detail)
    return answer
  })
  ground.wake()
  return answer
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** An id as the store keeps them; what is none is simply not found. */
export const idOf = (text: string): string => {
  if (!UUID.test(text)) throw notFound({})
  return text.toLowerCase()
}

/** The asker's id where he is a person, for what a person may have: targets, alerts. */
export const personOf = ({ actor }: Ground): string | null => UUID.test(actor.id) ? actor.id : null

/** Facts as the reader may see them. */
export const factsFor = ({ actor }: Ground, facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([enricher, said]) => [enricher, withoutOnly(said, actor.id)]))

/** Findings the reader may see, with their sentences in his language. */
export const inWords = <F extends Found>({ works, language, actor }: Ground, findings: readonly F[]): (F & Pick<FoundView, 'text'>)[] =>
  findings.filter(({ only }) => only === undefined || only === actor.id).map(found => ({ ...found, text: works.texts.text(found.plugin, language, `reasons.${found.reason}`, { title: found.title, ...found.params }) }))

/** What was not done, in the reader's language where core says it; a plugin's failure stands in its own words. */
export const gapsInWords = ({ works: { texts }, language }: Ground, gaps: readonly Gap[]): Gap[] =>
  gaps.map(gap => texts.has(null, `gaps.${gap.failed}`) ? { ...gap, failed: texts.text(null, language, `gaps.${gap.failed}`) } : gap)

/** What a plugin refuses it refuses in words of its own: here, where the plugin is known, they are put into the reader's language. */
export const inPluginsWords = async <T>({ works: { texts }, language }: Ground, plugin: string, perform: () => Promise<T>): Promise<T> => {
  try {
    return await perform()
  } catch (error) {
    if (!isProblem(error)) throw error
    const own = (key: string): boolean => texts.has(plugin, `problems.${key}`)
    const said = (key: string, params: Problem['params']): string => texts.text(plugin, language, `problems.${key}`, params)
    const errors = error.errors.map(({ pointer, detail, params = {} }) => own(detail) ? { pointer, detail: said(detail, params) } : { pointer, detail, params })
    throw new Problem(error.type, error.status, own(error.type) ? { ...error.params, why: said(error.type, error.params) } : error.params, { cause: error, errors })
  }
}
