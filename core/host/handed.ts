import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Knex } from 'knex'
import type { Desk } from '../contract/desk.ts'
import type { Events, Host, Part } from '../contract/host.ts'
import type { Plugin } from '../contract/plugin.ts'
import type { ProfileType } from '../contract/profile.ts'
import type { ConsolePage } from '../contract/page.ts'
import type { ReportGenerator } from '../contract/report-generator.ts'
import type { Actor } from '../model/actor.ts'
import type { Shelves } from './shelves.ts'

/** What the house lends to every plugin: its doors to the store and the flow, which host/ itself does not know. */
export interface Lent {
  readonly shelves: Shelves
  readonly log: FastifyBaseLogger
  readonly parts: readonly Part[]
  readonly data: string
  readonly administration: string
  as (actor: Actor): Desk
  selfOf (plugin: Plugin): Desk
  tablesOf (plugin: string): Knex
  readonly entries: Host['entries']
  readonly codes: Host['codes']
  every (name: string, cron: string, job: () => Promise<void>): void
  on<E extends keyof Events> (plugin: string, event: E, each: 'once' | 'process', tell: (what: Events[E]) => Promise<void>): void
  api (routes: (app: FastifyInstance) => void): void
}

const folderOf = (data: string, plugin: string): string => {
  const folder = join(data, 'plugins', plugin)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** The Host one plugin is handed: its scope, its tables, its log. What is not here, it cannot do. */
export const hostFor = (plugin: Plugin, app: FastifyInstance, lent: Lent): Host => {
  const { id } = plugin
  const { shelves } = lent
  let jobs = 0
  return {
    channel: thing => { shelves.channels.add(id, thing) },
    format: thing => { shelves.formats.add(id, thing) },
    mode: thing => { shelves.modes.add(id, thing) },
    enricher: thing => { shelves.enrichers.add(id, thing) },
    // The three generic ones: the shelf holds them by their widest schema and core hands them only what that schema has passed.
    profile: thing => { shelves.profiles.add(id, thing as unknown as ProfileType) },
    report: thing => { shelves.reports.add(id, thing as unknown as ReportGenerator) },
    page: thing => { shelves.pages.add(id, thing as unknown as ConsolePage) },
    step: thing => { shelves.steps.add(id, thing) },
    source: thing => { shelves.sources.add(id, thing) },
    notifier: thing => { shelves.notifiers.add(id, thing) },
    identity: thing => { shelves.identities.add(id, thing) },
    app,
    log: lent.log.child({ plugin: id }),
    parts: lent.parts,
    get folder () { return folderOf(lent.data, id) },
    administration: lent.administration,
    as: actor => lent.as(actor),
    get self () { return lent.selfOf(plugin) },
    api: routes => { lent.api(routes) },
    tables: lent.tablesOf(id),
    entries: lent.entries,
    codes: lent.codes,
    every: (cron, job) => { lent.every(`${id}#${jobs++}`, cron, job) },
    on: (event, each, tell) => { lent.on(id, event, each, tell) }
  }
}
