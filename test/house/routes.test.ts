import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import t, { type Test } from 'tap'
import { startServer, type Running } from '../support/server.ts'

/** Everybody has these; no role gives them. */
const OF_ALL = new Set(['public', 'signed-in'])
/** The one permission each carrier has, and what it is for. */
const OF_CARRIERS = new Set(['messages.submit', 'messages.own'])

interface Route { readonly method: string, readonly url: string, readonly permission: string | undefined, readonly answers: unknown }

const routeOf = ({ method, url, config, schema }: RouteOptions): readonly Route[] =>
  [method].flat().map(each => ({ method: each, url, permission: config?.permission, answers: schema?.response }))

/** A server, and every route that was mounted on it by anyone. */
const startWatched = async (t: Test): Promise<{ readonly running: Running, readonly routes: readonly Route[] }> => {
  const routes: Route[] = []
  // Fastify tells of each instance it makes before anything is mounted on it.
  const made = (message: unknown): void => { (message as { readonly fastify: FastifyInstance }).fastify.addHook('onRoute', route => { routes.push(...routeOf(route)) }) }
  subscribe('fastify.initialization', made)
  t.teardown(() => unsubscribe('fastify.initialization', made))
  return { running: await startServer(t), routes }
}

const SOMETHING = '7b0e8a52-0000-4000-8000-000000000099'
const pathOf = (url: string): string => url.replace(/:\w+/g, SOMETHING).replace('*', 'nothing.css')
const named = ({ method, url }: Route): string => `${method} ${url}`

t.test('the routes of a whole server', async t => {
  t.setTimeout(300_000)
  const { running, routes } = await startWatched(t)
  const { app } = running.server
  t.ok(routes.length > 40, `there are ${routes.length}`)
  const closed = routes.filter(({ permission, method }) => permission !== 'public' && method !== 'OPTIONS')

  t.test('each name a permission that a role can give, and say what they answer', async t => {
    const known = new Set([...OF_ALL, ...Object.values(running.server.assembled.works.roles).flat()])
    t.same(routes.filter(({ permission }) => permission === undefined || !known.has(permission)).map(route => `${named(route)}: ${String(route.permission)}`), [])
    t.same(routes.filter(({ answers }) => typeof answers !== 'object' || answers === null).map(named), [])
  })

  t.test('let nobody in who has not signed in', async t => {
    const open: string[] = []
    for (const route of closed) {
      const { statusCode } = await app.inject({ method: route.method as 'GET', url: pathOf(route.url), headers: { accept: 'application/json' } })
      if (statusCode !== 401) open.push(`${named(route)}: ${statusCode}`)
    }
    t.same(open, [])
  })

  t.test('stand open only where nobody can have signed in yet, and for what anyone may know', async t => {
    const open = new Set(routes.filter(({ permission, url }) => permission === 'public' && !/^\/plugins\/[\w/-]+\/public\/\*$/.test(url)).map(({ url }) => url))
    t.same([...open].sort(), ['/api/v1/openapi.json', '/health', '/language', '/metrics', '/set-up', '/sign-in'])
  })

  t.test('send a browser to sign in, and back to where it wanted to be', async t => {
    const pages = closed.filter(({ method, url }) => method === 'GET' && !/^\/(?:api|plugins)\//.test(url))
    t.not(pages.length, 0)
    for (const route of pages) {
      const { statusCode, headers } = await app.inject({ method: 'GET', url: pathOf(route.url), headers: { accept: 'text/html' } })
      t.match({ statusCode, location: headers.location }, { statusCode: 303, location: `/sign-in?next=${encodeURIComponent(pathOf(route.url))}` }, named(route))
    }
  })

  t.test('refuse a carrier all that is for officers', async t => {
    const open: string[] = []
    for (const route of closed.filter(({ permission = '' }) => !OF_ALL.has(permission) && !OF_CARRIERS.has(permission))) {
      const { statusCode } = await app.inject({ method: route.method as 'GET', url: pathOf(route.url), headers: { authorization: 'Bearer demo-carrier', accept: 'application/json' } })
      if (statusCode !== 403) open.push(`${named(route)}: ${statusCode}`)
    }
    t.same(open, [])
  })

  t.test('refuse a token that nobody was given', async t => {
    const { statusCode } = await app.inject({ url: '/api/v1/messages', headers: { authorization: 'Bearer of-nobody' } })
    t.equal(statusCode, 401)
  })
})
