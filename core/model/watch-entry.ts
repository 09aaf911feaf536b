import { Type, type Static } from '@sinclair/typebox'
import { maybe } from './kind.ts'

const strict = { additionalProperties: false }

export const entryKinds = ['party', 'person', 'vessel', 'aircraft', 'container', 'seal', 'identifier', 'address', 'contact', 'place', 'commodity', 'words'] as const
export const EntryKind = Type.Union(entryKinds.map(k => Type.Literal(k)), { title: 'Kind' })

export const Name = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 500, title: 'Name' }),
  strength: Type.Union([Type.Literal('primary'), Type.Literal('strong'), Type.Literal('weak')], { title: 'Strength' })
}, strict)

/** Who or what to watch for. For kind `words` the names are the words; for containers, seals and identifiers they are identifiers with a scheme, or names where no scheme is known. */
export const WatchEntry = Type.Object({
  key: Type.String({ minLength: 1, description: 'stable within the list' }),
  kind: EntryKind,
  names: Type.Array(Name, { default: [] }),
  identifiers: Type.Array(Type.Object({ scheme: Type.String({ title: 'Scheme' }), value: Type.String({ minLength: 1, title: 'Value' }) }, strict), { default: [] }),
  countries: Type.Array(Type.String(), { default: [] }),
  addresses: Type.Array(Type.String(), { default: [] }),
  born: maybe(Type.String({ title: 'Born' })),
  from: maybe(Type.String({ format: 'date', title: 'In force from' })),
  until: maybe(Type.String({ format: 'date', title: 'In force until' })),
  reason: Type.String({ title: 'Reason' })
}, strict)
export type WatchEntry = Static<typeof WatchEntry>
