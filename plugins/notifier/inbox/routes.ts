import type { FastifyInstance } from 'fastify'
import { problem, Type } from 'wco-cts'
import type { Inbox } from './inbox.ts'

/** The inbox for programs: one's own notices, and marking one as read. */
export const addRoutes = (app: FastifyInstance, inbox: Inbox): void => {
  app.get<{ Querystring: { after?: string } }>('/', {
    schema: { querystring: Asked, response: { 200: Notices } },
    config: { permission: 'signed-in', summary: 'One’s own notices, newest first' }
  }, async ({ actor, query }) => {
    const { items, next } = await inbox.of(actor.id, query.after)
    return { items: items.map(notice => ({ ...notice, at: notice.at.toISOString() })), next }
  })

  app.post<{ Params: { id: string } }>('/:id/read', {
    schema: { params: Chosen, response: { 204: Type.Null() } },
    config: { permission: 'signed-in', summary: 'Marks one of one’s own notices as read' }
  }, async ({ actor, params }, reply) => {
    if (!await inbox.read(actor.id, params.id)) throw notFound({})
    return reply.code(204).send(null)
  })
}

const strict = { additionalProperties: false }
const Asked = Type.Object({ after: Type.Optional(Type.String({ title: 'After' })) }, strict)
const Chosen = Type.Object({ id: Type.String({ title: 'Notice' }) }, strict)
const Notices = Type.Object({
  items: Type.Array(Type.Object({
    id: Type.String(), at: Type.String({ format: 'date-time' }), subject: Type.String(), text: Type.String(), link: Type.String(), read: Type.Boolean()
  }, strict)),
  next: Type.Union([Type.String(), Type.Null()])
}, strict)

const notFound = problem('not-found', 404)
