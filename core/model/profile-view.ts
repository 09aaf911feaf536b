import { Type, type Static } from '@sinclair/typebox'
import { maybe } from './kind.ts'

const strict = { additionalProperties: false }
const uuid = Type.String({ format: 'uuid' })
const time = Type.String({ format: 'date-time' })

/** A profile as an officer wrote it. Settings are checked against its type's schema; with no roles to tell it scores without alerting. */
export const ProfileDraft = Type.Object({
  type: Type.String({ minLength: 1, title: 'Type' }),
  title: Type.String({ minLength: 1, maxLength: 200, title: 'Title' }),
  settings: Type.Unknown({ title: 'Settings' }),
  alert: Type.Optional(Type.Array(Type.String(), { title: 'Roles told of a match', default: ['officer'] })),
  note: maybe(Type.String({ maxLength: 2000, title: 'Why this profile' }))
}, strict)
export type ProfileDraft = Static<typeof ProfileDraft>

export const ProfileState = Type.Union([Type.Literal('draft'), Type.Literal('published'), Type.Literal('retired')], { title: 'State' })

/** A profile's newest version, and which version is in force. */
export const ProfileView = Type.Object({
  id: uuid,
  version: Type.Integer(),
  state: ProfileState,
  type: Type.String(),
  title: Type.String(),
  settings: Type.Unknown(),
  alert: Type.Array(Type.String()),
  note: maybe(Type.String()),
  author: Type.String(),
  authorName: Type.String(),
  drafted: time,
  publishedBy: maybe(Type.String()),
  published: maybe(time),
  retired: maybe(time),
  inForce: maybe(Type.Integer({ description: 'the version in force, where one is: an older one while the newest is a draft' })),
  matched: Type.Integer({ description: 'consignments on which a finding of this profile stands, whichever version made it; counted up to 1,000' }),
  moreMatched: Type.Boolean({ description: 'there are more than were counted' }),
  mine: Type.Boolean({ description: 'the asker drafted it, and so may not publish it' })
}, strict)
export type ProfileView = Static<typeof ProfileView>
