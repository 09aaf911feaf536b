import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../model/problem.ts'
import { languageOf } from './context.ts'
import type { Ground } from './ground.ts'
import { demandOwnForm } from './guard.ts'

const noFile = problem('no-file', 400)

interface Brought { readonly id: string, readonly name: string, readonly duplicate: boolean }

const receiveAll = async (ground: Ground, request: FastifyRequest): Promise<readonly Brought[]> => {
  const desk = ground.as(request.actor, languageOf(ground, request))
  const brought: Brought[] = []
  let own = false
  const demand = (token: unknown): void => {
    if (own) return
    demandOwnForm(request, token)
    own = true
  }
  if (request.headers['x-csrf-token'] !== undefined) demand(request.headers['x-csrf-token'])
  for await (const part of request.parts({ limits: { fileSize: ground.rules.mostMegabytes * 1e6 + 1, files: 100, fields: 10 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'csrf') demand(part.value)
      continue
    }
    if (!own) demand(undefined)
    if (part.filename === '') { part.file.resume(); continue }
    const { message, duplicate } = await desk.submit({ bytes: part.file, sender: request.actor.sender, name: part.filename, mediaType: part.mimetype }, 'upload')
    brought.push({ id: message, name: part.filename, duplicate })
  }
  if (brought.length === 0) throw noFile({})
  return brought
}

const answer = (request: FastifyRequest, reply: FastifyReply, items: readonly Brought[]): FastifyReply => {
  if (request.headers.accept?.includes('application/json') === true) return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items }))
  const [only, ...more] = items
  return reply.redirect(only !== undefined && more.length === 0 ? `/messages/${only.id}` : `/messages?uploaded=${items.length}`, 303)
}

/** Files brought in by hand, several at once; each is acknowledged only when it is kept. */
export const uploadRoutes = (app: FastifyInstance, ground: Ground): void => {
  app.post('/upload', { config: { permission: 'messages.submit', checksForm: true }, schema: { response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), duplicate: Type.Boolean() })) }) }, hide: true } },
    async (request, reply) => answer(request, reply, await receiveAll(ground, request)))
}
