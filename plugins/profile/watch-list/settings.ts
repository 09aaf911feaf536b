import { EntryKind, Type, type Static } from 'wco-cts'
import type { Ground, Hit } from './facts.ts'

/** What an officer fills in: which lists, which kinds of entries, from which score of the match on, and what a hit is worth. */
export const Settings = Type.Object({
  lists: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { title: 'Watch lists (none: every list)', uniqueItems: true })),
  kinds: Type.Optional(Type.Array(EntryKind, { title: 'Kinds of entries (none: every kind)', uniqueItems: true })),
  minimum: Type.Integer({ title: 'Lowest score of a match', minimum: 0, maximum: 100, default: 85 }),
  score: Type.Optional(Type.Integer({ title: 'Score of a hit (left out: by kind and closeness)', minimum: 0, maximum: 100 }))
}, { additionalProperties: false })
export type Settings = Static<typeof Settings>

/** What a full match is worth where the officer does not say: a number names one thing, a word names many. */
export const WORTH: Readonly<Record<Ground, number>> = {
  identifier: 90, vessel: 90, container: 90, seal: 85, name: 80, 'vessel-name': 70, contact: 70, address: 60, words: 50, place: 40, commodity: 40
}

/** Whether a profile's settings ask for a hit, condition by condition. */
export const asks = {
  lists: ({ lists = [] }: Settings, { list }: Hit): boolean => lists.length === 0 || lists.includes(list),
  kinds: ({ kinds = [] }: Settings, { kind }: Hit): boolean => kinds.length === 0 || kinds.includes(kind),
  minimum: ({ minimum }: Settings, { score }: Hit): boolean => score >= minimum
} as const
