import type { FastifyInstance } from 'fastify'
import { ReplyView, Type, type Host, type Paging } from 'wco-cts'
import { ById, described, pageOf, paging } from './asked.ts'

const Asked = Type.Object(paging, { additionalProperties: false })

/** Answers: a sender fetches what it has not acknowledged, as JSON and in the language of its own format. */
export const replyRoutes = (app: FastifyInstance, host: Host): void => {
  app.get<{ Querystring: Paging }>('/replies', described('signed-in', 'Answers not yet acknowledged, oldest first', { querystring: Asked, response: { 200: pageOf(ReplyView) } }),
    request => host.as(request.actor).replies(request.query))
  app.get<{ Params: { id: string } }>('/replies/:id', described('signed-in', 'One answer', { params: ById, response: { 200: ReplyView } }),
    request => host.as(request.actor).reply(request.params.id))
  app.get<{ Params: { id: string } }>('/replies/:id/raw', described('signed-in', 'One answer in the format of its message', { params: ById, response: { 200: Type.String({ format: 'binary' }) } }), async (request, reply) => {
    const { bytes, mediaType, suffix } = await host.as(request.actor).replyBytes(request.params.id)
    return reply.type(mediaType).header('content-disposition', `attachment; filename="${request.params.id}.${suffix}"`).send(bytes)
  })
  app.delete<{ Params: { id: string } }>('/replies/:id', described('signed-in', 'Acknowledge an answer: it is not listed again', { params: ById, response: { 204: Type.Null() } }), async (request, reply) => {
    await host.as(request.actor).acknowledge(request.params.id)
    return reply.code(204).send()
  })
}
