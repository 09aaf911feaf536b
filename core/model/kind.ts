import { Type, type TSchema } from '@sinclair/typebox'

/** What a text field holds. Rules, watch lists, search, keys and forms read it from the schema. */
export type Kind = 'name' | 'address' | 'contact' | 'identifier' | 'place' | 'country' | 'commodity' | 'equipment' | 'text' | 'code'

/** A text field that says what it holds. */
export const text = (title: string, kind: Kind) => Type.String({ title, kind, minLength: 1 })

/** A list that is empty rather than absent. */
export const some = <T extends TSchema>(schema: T, title?: string) =>
  Type.Array(schema, title === undefined ? { default: [] } : { default: [], title })

/** A field that may be missing: nobody said. */
export const maybe = Type.Optional
