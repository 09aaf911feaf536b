import { Type, type Static } from '@sinclair/typebox'

const strict = { additionalProperties: false }
const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])

/** Whose account it is: a person's, who signs in; a carrier's, whose machine sends; or another system's. The last two come with a token. */
export const PersonKind = Type.Union([Type.Literal('person'), Type.Literal('carrier'), Type.Literal('system')], { title: 'Kind' })
export type PersonKind = Static<typeof PersonKind>

/** An account as administrators see it. `sender` is as whom it sends messages, and whose messages are its own. */
export const PersonView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  kind: PersonKind,
  subject: Type.String(),
  name: Type.String(),
  roles: Type.Array(Type.String()),
  offices: Type.Array(Type.String()),
  sender: Type.String(),
  mail: orNull(Type.String()),
  language: orNull(Type.String()),
  active: Type.Boolean()
}, strict)
export type PersonView = Readonly<Static<typeof PersonView>>

/** An account to be made. `proof` is a person's first secret, which is to be changed when it is first used. */
export const PersonDraft = Type.Object({
  kind: Type.Optional(PersonKind),
  subject: Type.String({ minLength: 1, maxLength: 100, title: 'Sign-in name' }),
  name: Type.String({ minLength: 1, maxLength: 150, title: 'Name' }),
  roles: Type.Array(Type.String(), { minItems: 1, title: 'Roles' }),
  sender: Type.Optional(Type.String({ minLength: 1, maxLength: 100, title: 'Sends as' })),
  mail: Type.Optional(Type.String({ maxLength: 150, pattern: '^[^\\s@<>,;]+@[^\\s@<>,;]+$', title: 'E-mail' })),
  language: Type.Optional(Type.String({ title: 'Language' })),
  proof: Type.Optional(Type.Record(Type.String(), Type.String(), { title: 'First secret' }))
}, strict)
export type PersonDraft = Readonly<Static<typeof PersonDraft>>

/** A token to be issued; `until` is the last day on which it is good. */
export const TokenDraft = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, title: 'What it is for' }),
  until: Type.Optional(Type.String({ format: 'date', title: 'Last day' }))
}, strict)
export type TokenDraft = Readonly<Static<typeof TokenDraft>>

/** A token as it is listed: never its secret, of which a hash alone is kept. */
export const TokenView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  made: Type.String({ format: 'date-time' }),
  used: orNull(Type.String({ format: 'date-time' })),
  until: orNull(Type.String({ format: 'date' })),
  ended: Type.Boolean()
}, strict)
export type TokenView = Readonly<Static<typeof TokenView>>
