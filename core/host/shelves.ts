import { Type } from '@sinclair/typebox'
import type { Channel } from '../contract/channel.ts'
import type { Enricher } from '../contract/enricher.ts'
import type { ManifestFormat } from '../contract/format.ts'
import type { IdentityProvider } from '../contract/identity.ts'
import type { TransportMode } from '../contract/mode.ts'
import type { Notifier } from '../contract/notifier.ts'
import type { ConsolePage } from '../contract/page.ts'
import type { ProfileType } from '../contract/profile.ts'
import type { ReportGenerator } from '../contract/report-generator.ts'
import type { DataSource } from '../contract/source.ts'
import type { WorkflowStep } from '../contract/step.ts'
import { makeShelf, type Shelf } from './shelf.ts'

/** One shelf for each extension point. */
export interface Shelves {
  readonly channels: Shelf<Channel>
  readonly formats: Shelf<ManifestFormat>
  readonly modes: Shelf<TransportMode>
  readonly enrichers: Shelf<Enricher>
  readonly profiles: Shelf<ProfileType>
  readonly steps: Shelf<WorkflowStep>
  readonly reports: Shelf<ReportGenerator>
  readonly sources: Shelf<DataSource>
  readonly notifiers: Shelf<Notifier>
  readonly pages: Shelf<ConsolePage>
  readonly identities: Shelf<IdentityProvider>
}

const id = Type.String({ minLength: 1, pattern: '^[a-z0-9-]+$' })
const words = Type.Array(Type.String())
const schema = Type.Object({})
const method = Type.Function([], Type.Unknown())

/** Empty shelves. */
export const makeShelves = (): Shelves => ({
  channels: makeShelf('channel', Type.Object({ id, open: method })),
  formats: makeShelf('format', Type.Object({ id, modes: words, recognize: method, parse: method })),
  modes: makeShelf('mode', Type.Object({ id, documents: words, lists: words, validate: method, identity: method, merge: method, due: method })),
  enrichers: makeShelf('enricher', Type.Object({ id, facts: schema, enrich: method })),
  profiles: makeShelf('profile type', Type.Object({ id, settings: schema, compile: method, explain: method })),
  steps: makeShelf('step', Type.Object({ id, permission: Type.String(), to: words, offer: method, take: method })),
  reports: makeShelf('report', Type.Object({ id, permission: Type.String(), params: schema, compose: method })),
  sources: makeShelf('source', Type.Object({ id, list: Type.String(), feeds: Type.Union([Type.Literal('reference'), Type.Literal('watch-list')]), expect: schema, version: method, load: method })),
  notifiers: makeShelf('notifier', Type.Object({ id, scheme: Type.String(), send: method })),
  pages: makeShelf('page', Type.Object({ id, path: Type.String({ pattern: '^/' }), permission: Type.String(), query: schema, template: Type.String(), view: method })),
  identities: makeShelf('identity provider', Type.Object({ id, begin: method, finish: method }))
})

/** Closes every shelf: after the start nothing is added. */
export const sealShelves = (shelves: Shelves): void => {
  const all: readonly { seal (): void }[] = Object.values(shelves)
  for (const shelf of all) shelf.seal()
}
