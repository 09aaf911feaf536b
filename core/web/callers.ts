import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../model/problem.ts'
import type { PersonRecord } from '../store/people.ts'
import { holderOfSession, personOfSession } from '../store/sessions.ts'
import { holderOfToken, personByToken } from '../store/tokens.ts'
import { languageOf } from './context.ts'
import type { Ground } from './ground.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Somebody else knows the secret of whoever asks: nothing is open to him before he has changed it. */
    mustRenew: boolean
    /** The way of signing in by which whoever asks is known; null for strangers. */
    provider: string | null
  }
}

const tokenUnknown = problem('token-unknown', 401)

/** The cookie that holds a session; its name binds it to this host wherever TLS is spoken. */
export const sessionCookie = ({ rules }: Ground): string => rules.secureCookies ? '__Host-cts' : 'cts'

// Who was given or taken a role is let in anew, with what he may do now.
const isSame = (person: PersonRecord, now: PersonRecord | null): boolean => now !== null && now.roles.join() === person.roles.join()

const enter = (ground: Ground, request: FastifyRequest, person: PersonRecord, again: () => Promise<PersonRecord | null>): void => {
  // Who has chosen no language is answered in the one his request asks for.
  request.setDecorator('actor', ground.actorOf({ ...person, language: person.language ?? languageOf(ground, request) }))
  request.setDecorator('stillIn', async () => isSame(person, await again()))
  request.mustRenew = person.must_renew
  request.provider = person.provider
}

const know = async (ground: Ground, request: FastifyRequest): Promise<void> => {
  const { database: { knex }, rules } = ground
  const bearer = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined) {
    const person = await personByToken(knex, bearer)
    if (person === null) throw tokenUnknown({})
    enter(ground, request, person, () => holderOfToken(knex, bearer))
    return
  }
  const secret = request.cookies[sessionCookie(ground)]
  if (secret === undefined) return
  // What a page asks for on its own is no sign that anybody sits before it.
  const look = request.routeOptions.config.passive === true ? holderOfSession : personOfSession
  const person = await look(knex, secret, rules)
  if (person === null) return
  request.session = secret
  enter(ground, request, person, () => holderOfSession(knex, secret, rules))
}

/** Whoever asks is known before any handler runs: by token, by session, or not at all. */
export const knowCallers = (app: FastifyInstance, houseNow: () => Ground): void => {
  app.decorateRequest('actor', null as never)
  app.decorateRequest('stillIn', null as never)
  app.decorateRequest('session', null)
  app.decorateRequest('visitor', null)
  app.decorateRequest('mustRenew', false)
  app.decorateRequest('provider', null)
  app.addHook('onRequest', async request => {
    const ground = houseNow()
    request.setDecorator('actor', ground.nobody)
    request.setDecorator('stillIn', async () => false)
    request.visitor = request.cookies['visitor'] ?? null
    await know(ground, request)
  })
}
