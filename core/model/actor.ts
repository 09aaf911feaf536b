import { Type, type Static } from '@sinclair/typebox'

/** Who acts: a person, a carrier's key, a plugin, another system or this one itself; with which permissions, for which offices (none: all). */
export const Actor = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal('person'), Type.Literal('carrier'), Type.Literal('plugin'), Type.Literal('system')]),
  name: Type.String(),
  roles: Type.Array(Type.String()),
  permissions: Type.Array(Type.String()),
  offices: Type.Array(Type.String()),
  /** As whom it sends messages, and whose messages are its own. */
  sender: Type.String(),
  language: Type.Optional(Type.String())
}, { additionalProperties: false })
export type Actor = Readonly<Static<typeof Actor>>

/** The id of whoever is not known. */
export const NOBODY = 'nobody'

/** Whether an actor may do what a permission names. */
export const may = (actor: Actor, permission: string): boolean => actor.permissions.includes(permission)
