import { Type, type Static } from '@sinclair/typebox'
import type { Desk } from '../contract/desk.ts'
import type { IdentityProvider } from '../contract/identity.ts'
import type { ConsolePage } from '../contract/page.ts'
import type { ReportGenerator } from '../contract/report-generator.ts'
import type { Actor } from '../model/actor.ts'
import type { Texts } from '../render/locale.ts'
import type { ReportPages } from '../render/html.ts'
import type { Templates } from '../render/templates.ts'
import type { Database } from '../store/database.ts'
import type { PersonRecord } from '../store/people.ts'

const strict = { additionalProperties: false }

/** server.json: how the house listens and how long who signed in stays so. */
export const ServerRules = Type.Object({
  demo: Type.Boolean({ default: false }),
  production: Type.Boolean({ default: false }),
  host: Type.String({ default: '127.0.0.1' }),
  port: Type.Integer({ default: 3000, minimum: 0, maximum: 65535 }),
  /** Addresses of proxies whose word on the caller is believed. */
  proxies: Type.Array(Type.String(), { default: [] }),
  secureCookies: Type.Boolean({ default: true }),
  idleMinutes: Type.Integer({ default: 15, minimum: 1 }),
  sessionHours: Type.Integer({ default: 12, minimum: 1 }),
  mostMegabytes: Type.Integer({ default: 256, minimum: 1 }),
  requestsPerMinute: Type.Integer({ default: 1200, minimum: 10 }),
  /** How long the working thread may be silent before it is ended and started anew. */
  hangSeconds: Type.Integer({ default: 60, minimum: 1 }),
  /** Whether `/metrics`, and what `/health` says is degraded, answer anybody who reaches this port. */
  openMetrics: Type.Boolean({ default: false }),
  logLevel: Type.String({ default: 'warn' })
}, strict)
export type ServerRules = Static<typeof ServerRules>

/** A thing of a plugin, as web/ is handed it. */
export interface Of<T> { readonly plugin: string, readonly thing: T }

/** All that web/ knows of the house: nothing of how a manifest goes through it. */
export interface Ground {
  readonly rules: ServerRules
  readonly administration: { readonly name: string, readonly classification: string, readonly zone: string, readonly language: string, readonly languages: readonly string[] }
  readonly database: Database
  readonly texts: Texts
  readonly templates: Templates
  /** Loaded when the first report is asked for. */
  reportPages (): Promise<ReportPages>
  readonly pages: readonly Of<ConsolePage>[]
  readonly identities: readonly Of<IdentityProvider>[]
  readonly reports: readonly Of<ReportGenerator>[]
  /** Plugins that serve files from their public/ folder. */
  readonly folders: readonly { readonly plugin: string, readonly folder: string }[]
  readonly demoPeople: readonly { readonly subject: string, readonly password: string }[]
  readonly nobody: Actor
  actorOf (person: PersonRecord): Actor
  as (actor: Actor, language?: string): Desk
  /** What is not as it should be, in a reader's language. Counted anew every few seconds at most, as the figures are. */
  degraded (language: string): Promise<readonly string[]>
  /** Counts for a monitor. */
  figures (): Promise<Readonly<Record<'waiting' | 'unassessed' | 'incomplete' | 'undelivered' | 'red' | 'overdue', number>>>
}
