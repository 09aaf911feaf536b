import type { FastifyBaseLogger } from 'fastify'
import Fastify from 'fastify'
import knex from 'knex'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checked, type Channel, type ConsolePage, type DataSource, type Desk, type Enricher, type Host, type IdentityProvider, type ManifestFormat, type Notifier, type Plugin, type ProfileType, type ReportGenerator, type TransportMode, type WorkflowStep } from 'wco-cts'

/** All that one plugin adds when it is registered, without a server or a database behind it. */
export interface Gathered {
  readonly channels: Channel[]
  readonly formats: ManifestFormat[]
  readonly modes: TransportMode[]
  readonly enrichers: Enricher[]
  readonly profiles: ProfileType[]
  readonly steps: WorkflowStep[]
  readonly reports: ReportGenerator[]
  readonly sources: DataSource[]
  readonly notifiers: Notifier[]
  readonly pages: ConsolePage[]
  readonly identities: IdentityProvider[]
}

const unavailable = (what: string) => (): never => { throw new Error(`${what} is not to be had in the conformance kit`) }

/** Registers a plugin on a host that only collects. `replaced` stands in for what a plugin asks at registration. */
export const gather = async (plugin: Plugin, options: unknown = {}, replaced: Partial<Host> = {}): Promise<Gathered> => {
  const all: Gathered = { channels: [], formats: [], modes: [], enrichers: [], profiles: [], steps: [], reports: [], sources: [], notifiers: [], pages: [], identities: [] }
  const app = Fastify()
  const folder = mkdtempSync(join(tmpdir(), 'cts-kit-'))
  const host: Host = {
    channel: channel => { all.channels.push(channel) },
    format: format => { all.formats.push(format) },
    mode: mode => { all.modes.push(mode) },
    enricher: enricher => { all.enrichers.push(enricher) },
    profile: profile => { all.profiles.push(profile as unknown as ProfileType) },
    step: step => { all.steps.push(step) },
    report: report => { all.reports.push(report as unknown as ReportGenerator) },
    source: source => { all.sources.push(source) },
    notifier: notifier => { all.notifiers.push(notifier) },
    page: page => { all.pages.push(page as unknown as ConsolePage) },
    identity: identity => { all.identities.push(identity) },
    app,
    log: app.log satisfies FastifyBaseLogger,
    parts: ['web', 'work'],
    folder,
    administration: folder,
    as: unavailable('a desk'),
    get self (): Desk { return unavailable('a desk')() },
    api: () => {},
    tables: knex({ client: 'pg' }),
    entries: async function * () {},
    codes: async function * () {},
    every: () => {},
    on: () => {},
    ...replaced
  }
  await plugin.register(host, checked(plugin.config, options))
  return all
}
