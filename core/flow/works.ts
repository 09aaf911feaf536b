import { Type, type Static } from '@sinclair/typebox'
import type { FastifyBaseLogger } from 'fastify'
import type { Events } from '../contract/host.ts'
import type { Home, Lookup } from '../contract/mode.ts'
import type { Shelves } from '../host/shelves.ts'
import type { Texts } from '../render/locale.ts'
import type { Database } from '../store/database.ts'

const strict = { additionalProperties: false }

/** assessment.json: how scores combine, and which score leads to which lane. */
export const AssessmentRules = Type.Object({
  combine: Type.Union([Type.Literal('highest'), Type.Literal('sum'), Type.Literal('joint')], { default: 'joint' }),
  bands: Type.Object({ red: Type.Number({ default: 70 }), amber: Type.Number({ default: 30 }) }, { ...strict, default: {} }),
  /** A score from which a consignment is a target whatever its profiles say. */
  line: Type.Number({ default: 70 }),
  alert: Type.Array(Type.String(), { default: ['officer'] })
}, strict)
export type AssessmentRules = Static<typeof AssessmentRules>

/** workflow.json: states of a target and which step leads from where to where. */
export const Workflow = Type.Object({
  start: Type.String({ default: 'proposed' }),
  states: Type.Record(Type.String(), Type.Object({ end: Type.Optional(Type.Boolean()) }, strict), { default: {} }),
  transitions: Type.Array(Type.Object({ from: Type.Array(Type.String()), step: Type.String(), to: Type.Array(Type.String()) }, strict), { default: [] })
}, strict)
export type Workflow = Static<typeof Workflow>

/** locale.json: who and where the administration is, in which languages and by which clocks it works. */
export const Locale = Type.Object({
  administration: Type.String({ default: 'Customs administration' }),
  classification: Type.String({ default: '' }),
  country: Type.String({ default: 'ZZ', minLength: 2, maxLength: 2 }),
  language: Type.String({ default: 'en' }),
  languages: Type.Array(Type.String(), { default: ['en', 'fr'] }),
  zone: Type.String({ default: 'UTC' }),
  offices: Type.Array(Type.Object({ code: Type.String(), places: Type.Array(Type.String()), zone: Type.Optional(Type.String()) }, strict), { default: [] })
}, strict)
export type Locale = Static<typeof Locale>

/** roles.json: which permissions each role bundles. */
export const Roles = Type.Record(Type.String(), Type.Array(Type.String()))
export type Roles = Static<typeof Roles>

/** How the house stands, in figures. */
export interface Standing {
  readonly waiting: number
  readonly unassessed: number
  readonly incomplete: number
  readonly undelivered: number
  readonly last: Date | null
  /** Plugins everything is assessed without, because they broke down while being made ready. */
  readonly broken: readonly string[]
  /** Lists that could not be loaded, were loaded but for something unread, or are in use while nothing keeps them up to date. */
  readonly sources: { readonly failed: number, readonly unread: number, readonly left: number }
}

/** What every stage is handed: the store, the shelves, and the administration's rules. */
export interface Works {
  readonly database: Database
  readonly shelves: Shelves
  readonly texts: Texts
  readonly log: FastifyBaseLogger
  readonly rules: AssessmentRules
  readonly workflow: Workflow
  readonly locale: Locale
  readonly roles: Roles
  readonly lookup: Lookup
  readonly home: Home
  /** Brings up to date what of the reference lists is not. */
  renew (): Promise<void>
  /** Plugins that did not survive what is at hand: it is read and assessed without them, and that is said. */
  readonly without: readonly string[]
  /** Tells this process; another is woken by its own looking. */
  tell<E extends keyof Events> (event: E, what: Events[E]): Promise<void>
  /** Whether messages are being read. */
  reads (): boolean
  /** How the house stands, counted a few seconds ago at most: pages and monitors ask often, and counting takes long where there is much. */
  standing (): Promise<Standing>
  /** Says what is being done, to whoever watches for hangs. */
  beat (doing: string): void
}

