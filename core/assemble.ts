import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Desk } from './contract/desk.ts'
import type { Part } from './contract/host.ts'
import type { Plugin } from './contract/plugin.ts'
import { makeActors, type Actors } from './flow/actors.ts'
import { notPermitted } from './flow/desk-ground.ts'
import { deskOf } from './flow/desk.ts'
import { homeOf, loadReference } from './flow/reference.ts'
import type { Recurring } from './flow/schedule.ts'
import { COUNTED_SECONDS, keptFor, standingNow } from './flow/standing.ts'
import { makeTelling, type Telling } from './flow/telling.ts'
import { AssessmentRules, Locale, Roles, Workflow, type Works } from './flow/works.ts'
import type { Config } from './host/config.ts'
import { Faults } from './host/fault.ts'
import { schemaOf } from './host/find.ts'
import { hostFor } from './host/handed.ts'
import { HOUSE } from './host/house.ts'
import { registerPlugins, type Loaded } from './host/load.ts'
import { makeShelves, sealShelves } from './host/shelves.ts'
import type { Actor } from './model/actor.ts'
import { loadTexts } from './render/locale.ts'
import { newestChange } from './store/changes.ts'
import type { Database } from './store/database.ts'
import { codes, listed } from './store/lists.ts'
import { ownTables } from './store/own-tables.ts'

/** What putting a house together needs. */
export interface Ingredients {
  readonly app: FastifyInstance
  readonly config: Config
  readonly plugins: readonly Loaded[]
  readonly database: Database
  readonly data: string
  readonly parts: readonly Part[]
  readonly mostBytes: number
  readonly log: FastifyBaseLogger
  /** Wakes whoever reads messages and sweeps. */
  wake (): void
  beat (doing: string): void
  /** Whether messages are being read, where another thread does it. */
  reads? (): boolean
}

/** The house put together: works for the flow, desks for people, and what was registered beside the shelves. */
export interface Assembled {
  readonly works: Works
  readonly actors: Actors
  readonly telling: Telling
  readonly recurring: readonly Recurring[]
  /** A change that the lists held in memory are sure to know, with all before it. */
  readonly since: number
  readonly api: readonly ((app: FastifyInstance) => void)[]
  as (actor: Actor, language?: string): Desk
  /** Brings the lists held in memory up to date. */
  reload (list: string): Promise<void>
}

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/

/** Puts the rooms together, registers the plugins, and seals the shelves once the app is ready. Faults of any configuration file stop it, all at once. */
export const assemble = async (from: Ingredients): Promise<Assembled> => {
  const { app, config, database, log } = from
  const [rules, workflow, locale, roles] = [config.read('assessment', AssessmentRules), config.read('workflow', Workflow), config.read('locale', Locale), config.read('roles', Roles)]
  if (config.faults.length > 0) throw new Faults(config.faults)
  const texts = await loadTexts([{ plugin: null, folder: join(HOUSE, 'templates/locales') }, ...from.plugins.map(({ id, place }) => ({ plugin: id, folder: join(place.folder, 'locales') }))])
  const shelves = makeShelves()
  const telling = makeTelling(log)
  const actors = makeActors(roles)
  const recurring: Recurring[] = []
  const api: ((app: FastifyInstance) => void)[] = []
  const receiving = { database, spool: join(from.data, 'spool'), mostBytes: from.mostBytes, wake: from.wake }

  const as = (actor: Actor, language?: string): Desk => {
    if (!actors.made(actor)) throw notPermitted({ permission: 'desk' })
    const asked = language ?? actor.language ?? locale.language
    return deskOf({ works: worksNow(), receiving, actor, language: LANGUAGE.test(asked) ? asked : locale.language, wake: from.wake })
  }
  let works: Works | null = null
  const worksNow = (): Works => {
    if (works === null) throw new Error('a plugin asks for a desk before the house stands: that is for onReady')
    return works
  }
  await registerPlugins(app, from.plugins, (card: Plugin, scope) => hostFor(card, scope, {
    shelves, log, parts: from.parts, data: from.data, administration: config.folder,
    as,
    selfOf: plugin => as(actors.ofPlugin(plugin.id, Object.keys(plugin.permissions ?? {}))),
    tablesOf: plugin => ownTables(database.knex, schemaOf(plugin)),
    entries: (list, since) => listed(database.knex, list, since ?? 0),
    codes: list => codes(database.knex, list),
    every: (name, cron, job) => { recurring.push({ name, cron, job }) },
    on: (plugin, event, each, tell) => { telling.on(plugin, event, each, tell) },
    api: routes => { api.push(routes) }
  }))
  const since = await newestChange(database.knex)
  // Only who reads messages looks codes up: the thread that answers people need not hold the lists.
  const reference = await loadReference(database, !from.parts.includes('work') ? [] : [...new Set(shelves.modes.all().flatMap(({ thing }) => thing.lists))])
  telling.on('core', 'list.changed', 'process', ({ list }) => reference.reload(list))
  works = {
    database, shelves, texts, log, rules, workflow, locale, roles,
    lookup: reference.lookup, home: homeOf(locale, reference), renew: reference.renew, without: [],
    tell: (event, what) => { from.beat('core telling'); return telling.tell(event, what) }, beat: from.beat, reads: () => from.reads?.() ?? true,
    standing: keptFor(COUNTED_SECONDS, () => standingNow({ database, shelves }))
  }
  app.addHook('onReady', async () => { sealShelves(shelves) })
  return { works, actors, telling, recurring, since, api, as, reload: reference.reload }
}
