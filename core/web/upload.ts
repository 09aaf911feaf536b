import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../model/problem.ts'
import { contextOf, languageOf } from './context.ts'
import type { Ground } from './ground.ts'
import { demandOwnForm } from './guard.ts'
import { shownOf } from './problem.ts'

const noFile = problem('no-file', 400)

interface Brought { readonly id: string, readonly name: string, readonly duplicate: boolean }
interface Refused { readonly name: string, readonly type: string, readonly title: string, readonly detail: string }
interface Answered { readonly items: readonly Brought[], readonly refused: readonly Refused[] }

/** A file that was not received does not keep the others out: each is answered for itself. */
const receiveAll = async (ground: Ground, request: FastifyRequest): Promise<Answered> => {
  const desk = ground.as(request.actor, languageOf(ground, request))
  const items: Brought[] = []
  const refused: Refused[] = []
  let first: unknown
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
    const { filename: name, file } = part
    try {
      const { message, duplicate } = await desk.submit({ bytes: file.iterator({ destroyOnReturn: false }), sender: request.actor.sender, name, mediaType: part.mimetype }, 'upload')
      items.push({ id: message, name, duplicate })
    } catch (error) {
      first ??= error
      const { type, title, detail } = shownOf(ground, request, error)
      refused.push({ name, type, title, detail })
      // What is left of it is read past, to the file after it.
      file.resume()
    }
  }
  if (items.length + refused.length === 0) throw noFile({})
  if (items.length === 0 && refused.length === 1) throw first
  return { items, refused }
}

const answer = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, { items, refused }: Answered): Promise<FastifyReply> => {
  if (request.headers.accept?.includes('application/json') === true) return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items, refused }))
  if (refused.length > 0) {
    const title = ground.texts.text(null, languageOf(ground, request), 'upload.title')
    const context = await contextOf(ground, request, { id: 'uploaded', plugin: '', path: '/upload', title }, { items, refused })
    return reply.type('text/html; charset=utf-8').send(ground.templates.page(null, 'layout/uploaded', context))
  }
  const [only, ...more] = items
  return reply.redirect(only !== undefined && more.length === 0 ? `/messages/${only.id}` : `/messages?uploaded=${items.length}`, 303)
}

/** Files brought in by hand, several at once; each is acknowledged only when it is kept. */
export const uploadRoutes = (app: FastifyInstance, ground: Ground): void => {
  app.post('/upload', { config: { permission: 'messages.submit', checksForm: true }, schema: { response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), duplicate: Type.Boolean() })), refused: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), title: Type.String(), detail: Type.String() })) }) }, hide: true } },
    async (request, reply) => answer(ground, request, reply, await receiveAll(ground, request)))
}
