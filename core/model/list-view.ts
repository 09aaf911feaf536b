import { Type, type Static } from '@sinclair/typebox'
import { EntryKind, Name, WatchEntry } from './watch-entry.ts'
import { maybe } from './kind.ts'

const strict = { additionalProperties: false }
const time = Type.String({ format: 'date-time' })

export const Level = Type.Union([Type.Literal('local'), Type.Literal('national')], { title: 'Level' })
export const Sensitivity = Type.Union([Type.Literal('open'), Type.Literal('restricted'), Type.Literal('silent')], { title: 'Sensitivity' })

/** A watch list as a person makes it. `local` entries are in force when one person signs them, `national` ones when a second does; and they leave it as they came. */
export const ListDraft = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 200, title: 'Title' }),
  kind: EntryKind,
  level: Level,
  sensitivity: Type.Optional(Sensitivity),
  note: maybe(Type.String({ maxLength: 2000, title: 'What it is for' }))
}, strict)
export type ListDraft = Static<typeof ListDraft>

export const ListView = Type.Composite([ListDraft, Type.Object({
  id: Type.String(),
  sensitivity: Sensitivity,
  owner: Type.String(),
  ownerName: maybe(Type.String({ description: 'who made it, where a person did' })),
  source: maybe(Type.String({ description: 'the plugin that fills it, where one does' })),
  left: maybe(Type.Boolean({ description: 'whether what fills it is no longer enabled: nothing keeps it up to date' })),
  entries: Type.Integer(),
  waiting: Type.Integer({ description: 'entries that wait for a second person, to come or to leave' }),
  changed: maybe(time),
  loaded: maybe(time)
})], strict)
export type ListView = Static<typeof ListView>

/** An entry as a person makes it: a name may be plain text, which is then a primary name. */
export const EntryDraft = Type.Object({
  kind: EntryKind,
  names: Type.Optional(Type.Array(Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Name]), { title: 'Names or words' })),
  identifiers: Type.Optional(Type.Array(Type.Object({ scheme: Type.String({ title: 'Scheme' }), value: Type.String({ minLength: 1, title: 'Value' }) }, strict), { title: 'Identifiers' })),
  countries: Type.Optional(Type.Array(Type.String(), { title: 'Countries' })),
  addresses: Type.Optional(Type.Array(Type.String(), { title: 'Addresses' })),
  born: maybe(Type.String({ title: 'Born' })),
  from: maybe(Type.String({ format: 'date', title: 'In force from' })),
  until: maybe(Type.String({ format: 'date', title: 'In force until' })),
  reason: Type.String({ minLength: 1, maxLength: 2000, title: 'Reason' })
}, strict)
export type EntryDraft = Static<typeof EntryDraft>

export const EntryView = Type.Composite([WatchEntry, Type.Object({
  id: Type.String({ format: 'uuid' }),
  list: Type.String(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('in-force'), Type.Literal('leaving'), Type.Literal('gone')], { title: 'State', description: 'leaving: in force until a second person signs its removal' }),
  author: Type.String(),
  authorName: Type.String(),
  made: time,
  mine: Type.Boolean(),
  removalBy: maybe(Type.String({ description: 'who asked for its removal, where it is leaving' })),
  removalMine: maybe(Type.Boolean({ description: 'the asker asked for its removal, and so may not sign it' }))
})], strict)
export type EntryView = Static<typeof EntryView>
