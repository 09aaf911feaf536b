import type { TObject, TSchema } from '@sinclair/typebox'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Knex } from 'knex'
import type { Actor } from '../model/actor.ts'
import type { Channel } from './channel.ts'
import type { Desk } from './desk.ts'
import type { Enricher } from './enricher.ts'
import type { ManifestFormat } from './format.ts'
import type { IdentityProvider } from './identity.ts'
import type { TransportMode } from './mode.ts'
import type { Notifier } from './notifier.ts'
import type { ConsolePage } from './page.ts'
import type { ProfileType } from './profile.ts'
import type { ReportGenerator } from './report-generator.ts'
import type { DataSource, Listed, ReferenceEntry } from './source.ts'
import type { WorkflowStep } from './step.ts'

/** What happened, for whoever wants to know. Each is stored before it is told. */
export interface Events {
  'message.refused': { readonly message: string }
  'alert.raised': { readonly target: string }
  'step.taken': { readonly target: string, readonly step: string }
  'outcome.recorded': { readonly target: string }
  'list.changed': { readonly list: string }
}

/** What runs in this process or thread: `web` answers people and systems, `work` reads and assesses messages. */
export type Part = 'web' | 'work'

/** All a plugin is handed. What is not here, a plugin cannot do. */
export interface Host {
  channel (channel: Channel): void
  format (format: ManifestFormat): void
  mode (mode: TransportMode): void
  enricher<F extends TSchema> (enricher: Enricher<F>): void
  profile<S extends TObject> (profile: ProfileType<S>): void
  step (step: WorkflowStep): void
  report<P extends TObject> (report: ReportGenerator<P>): void
  source (source: DataSource): void
  notifier (notifier: Notifier): void
  page<Q extends TObject> (page: ConsolePage<Q>): void
  identity (provider: IdentityProvider): void

  /** Its own Fastify scope, under /plugins/<id>: routes, hooks, static files. */
  readonly app: FastifyInstance
  readonly log: FastifyBaseLogger
  /** What this thread does; in `work` the app never listens. A plugin seldom needs to ask. */
  readonly parts: readonly Part[]
  /** The data folder, with an own subfolder for this plugin, already made. */
  readonly folder: string
  /** The administration's folder: files its configuration names lie there. */
  readonly administration: string
  /** Nobody reads or acts without saying for whom. Takes only actors that core made; one made by hand is refused. */
  as (actor: Actor): Desk
  /** The plugin itself, with the permissions on its card, journaled as the plugin. */
  readonly self: Desk
  /** Mounts routes under /api/v1; first come, a clash stops the start. */
  api (routes: (app: FastifyInstance) => void): void
  /** Its own tables: a Postgres schema made by its migrations/, and no other. */
  readonly tables: Knex
  /** The entries of a watch list in force, or of all of them (`list` null): what changed since a change number, or all that stands. An entry out of force comes with `gone: true`. `list.changed` tells when to ask again. */
  entries (list: string | null, since?: number): AsyncIterable<Listed>
  /** A reference list as it stands. */
  codes (list: string): AsyncIterable<ReferenceEntry>
  every (cron: string, job: () => Promise<void>): void
  /** Told once in the whole installation, or once in each process (what keeps something in memory). */
  on<E extends keyof Events> (event: E, each: 'once' | 'process', tell: (what: Events[E]) => Promise<void>): void
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission a caller needs; `'public'` for what anyone may ask, `'signed-in'` for anyone known. A route without one does not start. */
    permission?: string
    /** The route looks at the form's token itself, because it takes the body as a stream. */
    checksForm?: boolean
    /** Asked for by a page on its own: it keeps no session alive. */
    passive?: boolean
    /** For the API description. */
    summary?: string
  }
  interface FastifyRequest {
    readonly actor: Actor
    /** Whether whoever asked is in as he was: his session or token has not ended, he was not dismissed, his roles are the same. An answer that goes on for long asks now and then; asking keeps no session alive. */
    readonly stillIn: () => Promise<boolean>
  }
}
