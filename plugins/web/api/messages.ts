import type { FastifyInstance } from 'fastify'
import { Readable } from 'node:stream'
import { fileNamed, MessageRow, MessageState, MessageView, Refusal, takeAnyBody, Type, type Host, type MessageMatch } from 'wco-cts'
import { ById, described, pageOf, paging, typed } from './asked.ts'

const Accepted = Type.Object({ id: Type.String({ format: 'uuid' }), duplicate: Type.Boolean() })
const Named = Type.Object({ 'x-filename': Type.Optional(Type.String({ title: 'Name of the file, in UTF-8 or percent-encoded' })) })
const Bytes = Type.Unsafe<Readable>({ title: 'The manifest as it is, of any type' })
const Asked = Type.Object({ state: Type.Optional(MessageState), ...paging }, { additionalProperties: false })

/** A raw body of any type is a message: it is streamed, never parsed here. */
const submission = (app: FastifyInstance, host: Host): void => {
  takeAnyBody(app)
  app.post('/messages', described('messages.submit', 'Hand in a manifest; the raw bytes are the body', { headers: Named, body: typed('*/*', Bytes), response: { 202: Accepted } }), async (request, reply) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    const name = fileNamed(request.headers['x-filename'])
    const mediaType = request.headers['content-type']
    const { message, duplicate } = await host.as(request.actor).submit({
      bytes: body, sender: request.actor.sender, ...(name === undefined ? {} : { name }), ...(mediaType === undefined ? {} : { mediaType })
    })
    return reply.code(202).send({ id: message, duplicate })
  })
}

/** Messages: handed in, listed, looked at, and their bytes. A carrier sees its own. */
export const messageRoutes = (app: FastifyInstance, host: Host): void => {
  void app.register(async scope => { submission(scope, host) })
  app.get<{ Querystring: MessageMatch }>('/messages', described('signed-in', 'Messages, newest first', { querystring: Asked, response: { 200: pageOf(MessageRow) } }),
    request => host.as(request.actor).messages(request.query))
  app.get<{ Params: { id: string } }>('/messages/:id', described('signed-in', 'One message, what became of it and its issues', { params: ById, response: { 200: MessageView } }),
    request => host.as(request.actor).message(request.params.id))
  app.get<{ Params: { id: string } }>('/messages/:id/raw', described('signed-in', 'The bytes as received', { params: ById, response: { 200: typed('application/octet-stream', Type.String({ format: 'binary' })) } }), async (request, reply) => {
    const { bytes, size } = await host.as(request.actor).raw(request.params.id)
    return reply.type('application/octet-stream').header('content-length', size).header('content-disposition', `attachment; filename="${request.params.id}.txt"`).send(Readable.from(bytes))
  })
  app.post<{ Params: { id: string } }>('/messages/:id/read', described('messages.decide', 'Read a message that was set aside: its references become its own, and where reading broke off it goes on', { params: ById, response: { 202: MessageView } }), async (request, reply) =>
    reply.code(202).send(await host.as(request.actor).readMessage(request.params.id)))
  app.post<{ Params: { id: string }, Body: Refusal }>('/messages/:id/refuse', described('messages.decide', 'Leave out a message that was set aside; its sender reads the reason', { params: ById, body: Refusal, response: { 200: MessageView } }), request =>
    host.as(request.actor).refuseMessage(request.params.id, request.body))
}
