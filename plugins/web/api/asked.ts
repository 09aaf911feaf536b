import { Type, type TSchema } from 'wco-cts'

/** The id in a path. */
export const ById = Type.Object({ id: Type.String({ title: 'Id' }) })

/** A page of a list: `after` is the `next` of the page before, `limit` at most 500. */
export const paging = {
  after: Type.Optional(Type.String({ title: 'The key of the page' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, title: 'Rows of a page' }))
}

/** A page as it is answered; `next` is null at the end. */
export const pageOf = (item: TSchema) => Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) })

/** What any route may answer instead: RFC 9457. */
export const Problem = Type.Object({
  type: Type.String(), title: Type.String(), status: Type.Integer(), detail: Type.String(), instance: Type.String(),
  errors: Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))
})

/** A body that is not plain JSON: its media type beside its schema. */
export const typed = (mediaType: string, schema: TSchema) => ({ content: { [mediaType]: { schema } } })

type Body = TSchema | ReturnType<typeof typed>

/** A route's permission and summary, and the schemas of what it takes and gives. */
export const described = (permission: string, summary: string, schema: { readonly response: Readonly<Record<number, Body>>, readonly params?: TSchema, readonly querystring?: TSchema, readonly headers?: TSchema, readonly body?: Body }) =>
  ({ config: { permission, summary }, schema: { ...schema, response: { ...schema.response, '4xx': typed('application/problem+json', Problem) } } })
