import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import type { IdentityProvider } from '../contract/identity.ts'
import { problem } from '../model/problem.ts'
import { journal } from '../store/journal.ts'
import { transact } from '../store/database.ts'
import { changePerson, personBy, signInName } from '../store/people.ts'
import { beginSession, endSession } from '../store/sessions.ts'
import { sessionCookie } from './callers.ts'
import { contextOf } from './context.ts'
import type { Ground } from './ground.ts'

const notSignedIn = problem('not-signed-in', 401)
const Form = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))
const page = { 200: Type.String() }

const cookie = (ground: Ground) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: ground.rules.secureCookies })

/** Only a path of ours: never another host, however it is written. */
const localPath = (asked: unknown): string => typeof asked === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(asked) ? asked : '/'

/** Gives a browser a secret of its own before it has signed in, so that its first form can be told from a stranger's. */
export const visit = (ground: Ground, request: FastifyRequest, reply: FastifyReply): void => {
  if (request.visitor !== null) return
  request.visitor = randomBytes(24).toString('base64url')
  reply.setCookie('visitor', request.visitor, cookie(ground))
}

const signInPage = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, next: string, wrong?: { readonly form: Record<string, string> }): Promise<FastifyReply> => {
  visit(ground, request, reply)
  const providers = await Promise.all(ground.identities.map(async ({ plugin, thing }) => {
    const begun = await thing.begin(new URL(`http://localhost/sign-in?provider=${thing.id}`))
    return { id: thing.id, plugin, ...('form' in begun ? { form: begun.form } : { redirect: begun.redirect.href }) }
  }))
  const view = { providers, next, ...(ground.rules.demo ? { demo: ground.demoPeople.map(({ subject, password }) => ({ name: subject, password })) } : {}) }
  const context = await contextOf(ground, request, { id: 'sign-in', plugin: '', path: '/sign-in', title: ground.texts.text(null, request.cookies['language'] ?? ground.administration.language, 'sign-in.title') }, view)
  const text = (part: string): string => ground.texts.text(null, context.reader.language, `problems.not-signed-in.${part}`)
  const problem = wrong === undefined ? {} : { problem: { status: 401, title: text('title'), detail: text('detail'), errors: [] }, form: wrong.form }
  return reply.code(wrong === undefined ? 200 : 401).type('text/html; charset=utf-8').send(ground.templates.page(null, 'layout/sign-in', { ...context, ...problem }))
}

const strings = (body: unknown): Record<string, string> =>
  typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body).filter((pair): pair is [string, string] => typeof pair[1] === 'string')) : {}

/** The name of the account somebody tried to sign in by, folded as every name is, so that all tries at it stand together. What is no account's name is not kept: it may be a password typed into the wrong field. */
const nameTried = async (ground: Ground, provider: IdentityProvider | undefined, given: Record<string, string>): Promise<string> => {
  const begun = await provider?.begin(new URL('http://localhost/sign-in'))
  const field = begun !== undefined && 'form' in begun ? Object.entries(begun.form.properties).find(([, { kind }]) => kind !== 'password')?.[0] : undefined
  const account = provider === undefined ? null : await personBy(ground.database.knex, provider.id, signInName(given[field ?? ''] ?? ''))
  return account?.subject ?? '–'
}

const signIn = async (ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const given = strings(request.body)
  const provider = ground.identities.find(({ thing }) => thing.id === given['provider'])
  const identity = provider === undefined ? null : await provider.thing.finish(given)
  const person = identity === null || provider === undefined ? null : await personBy(ground.database.knex, provider.thing.id, identity.subject)
  if (person === null || !person.active || person.kind !== 'person') {
    await journal(ground.database.knex, ground.nobody, 'sign-in.refused', await nameTried(ground, provider?.thing, given), { provider: provider?.thing.id ?? null })
    return signInPage(ground, request, reply, localPath(given['next']), { form: given })
  }
  const secret = await transact(ground.database, async trx => {
    await journal(trx, ground.actorOf(person), 'signed.in', person.id)
    return beginSession(trx, person.id, new Date())
  })
  reply.setCookie(sessionCookie(ground), secret, cookie(ground)).clearCookie('visitor', { path: '/' })
  return reply.redirect(localPath(given['next']), 303)
}

const signOut = async (ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { session } = request
  if (session === null) throw notSignedIn({})
  await transact(ground.database, async trx => {
    await endSession(trx, session)
    await journal(trx, request.actor, 'signed.out', request.actor.id)
  })
  reply.clearCookie(sessionCookie(ground), { path: '/' }).header('clear-site-data', '"cache"')
  return reply.redirect('/sign-in', 303)
}

const setLanguage = async (ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { language = '', back } = strings(request.body)
  if (ground.administration.languages.includes(language)) {
    reply.setCookie('language', language, { ...cookie(ground), maxAge: 31_536_000 })
    if (request.session !== null) await changePerson(ground.database.knex, request.actor.id, { language })
  }
  return reply.redirect(localPath(back), 303)
}

/** Sign in, sign out, and the language of the pages. */
export const sessionRoutes = (app: FastifyInstance, ground: Ground): void => {
  const open = { config: { permission: 'public' }, schema: { response: page, hide: true } }
  app.get('/sign-in', open, (request, reply) => {
    const next = strings(request.query)['next']
    return request.session === null ? signInPage(ground, request, reply, localPath(next)) : reply.redirect(localPath(next), 303)
  })
  app.post('/sign-in', { ...open, schema: { ...open.schema, body: Form } }, (request, reply) => signIn(ground, request, reply))
  app.post('/sign-out', { ...open, config: { permission: 'signed-in', whileRenewing: true } }, (request, reply) => signOut(ground, request, reply))
  app.post('/language', { ...open, schema: { ...open.schema, body: Form } }, (request, reply) => setLanguage(ground, request, reply))
}
