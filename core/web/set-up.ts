import { timingSafeEqual } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { checked } from '../model/checked.ts'
import { isProblem, problem } from '../model/problem.ts'
import { journal } from '../store/journal.ts'
import { transact } from '../store/database.ts'
import { hashOf, isPeopled, keepPerson, settingOf, signInName, useSetting } from '../store/people.ts'
import { contextOf, languageOf } from './context.ts'
import type { Ground } from './ground.ts'
import { inProvidersWords, shownOf } from './problem.ts'
import { visit } from './session.ts'

const codeWrong = problem('set-up-code-wrong', 403)
const setUpAlready = problem('set-up-already', 409)

const Form = Type.Object({
  code: Type.String({ minLength: 1 }), subject: Type.String({ minLength: 1, maxLength: 100 }), name: Type.String({ minLength: 1, maxLength: 200 }), password: Type.String({ minLength: 1 })
})

const enrolling = (ground: Ground) => ground.identities.find(({ thing }) => thing.enrol !== undefined)

/** What is kept of the one-time code; null once it is used, or was never needed. */
const codeNow = async (ground: Ground): Promise<string | null> => {
  const kept = await settingOf(ground.database.knex, 'set-up-code')
  return typeof kept !== 'string' || await isPeopled(ground.database.knex) ? null : kept
}

const draw = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, error?: unknown): Promise<FastifyReply> => {
  visit(ground, request, reply)
  const title = ground.texts.text(null, languageOf(ground, request), 'set-up.title')
  const context = await contextOf(ground, request, { id: 'set-up', plugin: '', path: '/set-up', title }, { used: await codeNow(ground) === null })
  const wrong = error === undefined ? {} : { problem: inProvidersWords(ground, enrolling(ground)?.plugin ?? null, languageOf(ground, request), shownOf(ground, request, error)) }
  return reply.code(error === undefined ? 200 : isProblem(error) ? error.status : 500).type('text/html; charset=utf-8').send(ground.templates.page(null, 'layout/set-up', { ...context, ...wrong }))
}

const setUp = async (ground: Ground, given: unknown): Promise<void> => {
  const { code, subject: typed, name, password } = checked(Form, given)
  const subject = signInName(typed)
  const kept = await codeNow(ground)
  if (kept === null) throw setUpAlready({})
  if (!timingSafeEqual(Buffer.from(kept), Buffer.from(hashOf(code)))) throw codeWrong({})
  const provider = enrolling(ground)
  await provider?.thing.enrol?.(subject, { password })
  await transact(ground.database, async trx => {
    // Of two who send the code at once, one uses it up.
    if (!await useSetting(trx, 'set-up-code', kept)) throw setUpAlready({})
    const id = await keepPerson(trx, { provider: provider?.thing.id ?? 'proxy', subject, name, roles: ['admin'] }, new Date())
    await journal(trx, ground.nobody, 'administrator.made', id)
  })
}

/** The first administrator is made with the one-time code the first start printed; never again after. */
export const setUpRoutes = (app: FastifyInstance, ground: Ground): void => {
  const open = { config: { permission: 'public' }, schema: { response: { 200: Type.String() }, hide: true } }
  app.get('/set-up', open, (request, reply) => draw(ground, request, reply))
  app.post('/set-up', open, async (request, reply) => {
    try {
      const { csrf: _csrf, ...given } = typeof request.body === 'object' && request.body !== null ? { csrf: '', ...request.body } : { csrf: '' }
      await setUp(ground, given)
      return await reply.redirect('/sign-in', 303)
    } catch (error) {
      if (!isProblem(error)) throw error
      return draw(ground, request, reply, error)
    }
  })
}
