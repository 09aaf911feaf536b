import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { checked } from '../model/checked.ts'
import { isProblem, Problem, problem } from '../model/problem.ts'
import { transact } from '../store/database.ts'
import { journal } from '../store/journal.ts'
import { changePerson, personById } from '../store/people.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { contextOf, languageOf, renewing } from './context.ts'
import type { Ground } from './ground.ts'
import { inProvidersWords, shownOf } from './problem.ts'
import { keepSays } from './says.ts'

const notFound = problem('not-found', 404)

const Form = Type.Object({
  csrf: Type.Optional(Type.String()), old: Type.String({ minLength: 1 }), password: Type.String({ minLength: 1 }), again: Type.String({ minLength: 1 })
}, { additionalProperties: false })

const wrong = (pointer: string, detail: string): Problem => new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer, detail }] })

/** Puts a new password in place of the old one, and ends whatever else was begun with that. */
const renew = async (ground: Ground, request: FastifyRequest): Promise<void> => {
  const provider = renewing(ground, request)
  const person = await personById(ground.database.knex, request.actor.id)
  const { session } = request
  if (provider === undefined || session === null || person === null) throw notFound({})
  const { old, password, again } = checked(Form, request.body ?? {})
  if (password !== again) throw wrong('/again', 'differs')
  if (await provider.thing.renew?.(person.subject, { password: old }, { password }) !== true) {
    await journal(ground.database.knex, request.actor, 'password.refused', person.id)
    throw wrong('/old', 'old-wrong')
  }
  await transact(ground.database, async trx => {
    await changePerson(trx, person.id, { mustRenew: false })
    await endSessionsOf(trx, person.id, session)
    await journal(trx, request.actor, 'password.changed', person.id)
  })
}

const draw = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, error?: unknown): Promise<FastifyReply> => {
  const provider = renewing(ground, request)
  if (provider === undefined) throw notFound({})
  const language = languageOf(ground, request)
  const context = await contextOf(ground, request, { id: 'password', plugin: '', path: '/password', title: ground.texts.text(null, language, 'password.title') }, { must: request.mustRenew })
  const problem = error === undefined ? {} : { problem: inProvidersWords(ground, provider.plugin, language, shownOf(ground, request, error)) }
  return reply.code(isProblem(error) ? error.status : 200).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(ground.templates.page(null, 'layout/password', { ...context, ...problem }))
}

/** Everybody changes his own password, who knows the old one. Whoever was given a first one comes here before anywhere else. */
export const ownSecretRoutes = (app: FastifyInstance, ground: Ground): void => {
  const options = { config: { permission: 'signed-in', whileRenewing: true }, schema: { response: { 200: Type.String() }, hide: true } }
  app.get('/password', options, (request, reply) => draw(ground, request, reply))
  app.post('/password', options, async (request, reply) => {
    try {
      await renew(ground, request)
    } catch (error) {
      if (!isProblem(error) || error.status === 404) throw error
      return draw(ground, request, reply, error)
    }
    await keepSays(ground, request, { plugin: null, key: 'password-changed', params: {} })
    return reply.redirect('/', 303)
  })
}
