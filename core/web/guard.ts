import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../model/problem.ts'
import { csrfOf, isKnown, permitted } from './context.ts'
import { wantsPage } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Open also to whoever has to change his secret first. */
    whileRenewing?: boolean
  }
}

const signInFirst = problem('sign-in-first', 401)
const notPermitted = problem<{ readonly permission: string }>('not-permitted', 403)
const secretFirst = problem('secret-first', 403)
const formForged = problem('form-forged', 403)

/** A route names a permission and what it answers, or the start stops. */
export const guardRoutes = (app: FastifyInstance): void => {
  app.addHook('onRoute', route => {
    const named = `${String(route.method)} ${route.url}`
    if (route.config?.permission === undefined) throw new Error(`the route ${named} names no permission`)
    if (route.schema?.response === undefined && route.schema?.hide !== true) throw new Error(`the route ${named} does not say what it answers`)
  })
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const same = (given: unknown, token: string): boolean => {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const fieldOf = (body: unknown, name: string): unknown => typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined

/** Whether a form comes from a page of ours: by the browser's own word, and by the token only that page knew. */
export const demandOwnForm = (request: FastifyRequest, token: unknown): void => {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw formForged({})
  if ((request.session ?? request.visitor) === null || !same(token, csrfOf(request))) throw formForged({})
}

/** Who may not is turned away before a byte of what he sends is read. What a browser's session would change must come from a page of ours; a token is sent by no browser on its own. */
export const guardRequests = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { permission, whileRenewing } = request.routeOptions.config
    if (permission === undefined) return undefined
    if (request.mustRenew && permission !== 'public' && whileRenewing !== true) {
      if (request.method === 'GET' && wantsPage(request)) return reply.redirect('/password', 303)
      throw secretFirst({})
    }
    if (permitted(request, permission)) return undefined
    if (isKnown(request)) throw notPermitted({ permission })
    if (request.method === 'GET' && wantsPage(request)) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
    throw signInFirst({})
  })
  app.addHook('preHandler', async (request: FastifyRequest) => {
    const { permission, checksForm } = request.routeOptions.config
    // Whoever came by a token is no browser that another site could use; everybody else shows a form of ours, signed in or not.
    const byToken = request.session === null && isKnown(request)
    if (UNSAFE.has(request.method) && permission !== undefined && checksForm !== true && !byToken) {
      demandOwnForm(request, request.headers['x-csrf-token'] ?? fieldOf(request.body, 'csrf'))
    }
  })
}
