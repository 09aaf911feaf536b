import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import type { TSchema } from '@sinclair/typebox'
import { Convert } from '@sinclair/typebox/value'
import type { FastifyInstance } from 'fastify'
import { faultsOf } from '../model/checked.ts'
import { Problem } from '../model/problem.ts'
import { knowCallers } from './callers.ts'
import type { Ground } from './ground.ts'
import { guardRequests, guardRoutes } from './guard.ts'
import { healthRoutes } from './health.ts'
import { ownSecretRoutes } from './own-secret.ts'
import { pageRoutes } from './pages.ts'
import { handleProblems } from './problem.ts'
import { reportRoutes } from './reports.ts'
import { sessionRoutes } from './session.ts'
import { setUpRoutes } from './set-up.ts'
import { uploadRoutes } from './upload.ts'

/** One judge for bodies, queries and parameters: TypeBox's compiler, as everywhere. Answers are written as they are. */
const judge = (app: FastifyInstance): void => {
  app.setValidatorCompiler(({ schema, httpPart }) => given => {
    // A query is text by nature; a body says what it is.
    const value: unknown = httpPart === 'querystring' ? Convert(schema as TSchema, given) : given
    const errors = faultsOf(schema as TSchema, value)
    return errors.length === 0 ? { value } : { error: new Problem('input-invalid', 400, { count: errors.length }, { errors: errors.map(error => ({ ...error, pointer: httpPart === 'body' ? error.pointer : `/${httpPart ?? 'request'}${error.pointer}` })) }) }
  })
  app.setSerializerCompiler(() => value => JSON.stringify(value))
}

/** A client that always says it sends JSON says so too where there is nothing to send: nothing is then said, and that is not malformed. */
const takeEmptyJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

const GRACE_MS = 2000

const POLICY = {
  defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"],
  formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"], objectSrc: ["'none'"]
}

/** What stands before every route: limits, headers, cookies, forms, who calls, and the guard. Registered before any plugin. */
export const openDoor = async (app: FastifyInstance, rules: Ground['rules'], houseNow: () => Ground): Promise<void> => {
  judge(app)
  takeEmptyJson(app)
  guardRoutes(app)
  handleProblems(app, houseNow)
  await app.register(rateLimit, { global: false, max: rules.requestsPerMinute, timeWindow: '1 minute', allowList: rules.demo ? ['127.0.0.1', '::1'] : [] })
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    hsts: rules.secureCookies ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' }
  })
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 1_000_000 })
  // Whoever receives a file says that it is too large: the files after it are received all the same.
  await app.register(multipart, { throwFileSizeLimit: false })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'WCO CTS', version: '1' }, components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } }, security: [{ bearer: [] }] },
    transform: ({ schema, url, route }) => ({ url, schema: { ...schema, summary: route.config?.summary ?? '', description: route.config?.permission ?? '' } })
  })
  // Before anybody is looked up: who guesses tokens is counted as well.
  app.addHook('onRequest', app.rateLimit())
  knowCallers(app, houseNow)
  guardRequests(app)
  // A stream of alerts, or an upload that does not end, must not hold up who closes the house: what was not acknowledged is sent again.
  app.addHook('preClose', async () => { setTimeout(() => { app.server.closeAllConnections() }, GRACE_MS).unref() })
}

/** The files of each plugin's public/ folder, under names that change with their content. */
const serveFiles = async (app: FastifyInstance, ground: Ground): Promise<void> => {
  if (ground.folders.length === 0) return
  await app.register(files, { root: ground.folders.map(({ folder }) => folder), serve: false })
  for (const { plugin, folder } of ground.folders) {
    app.get<{ Params: { '*': string } }>(`/plugins/${plugin}/public/*`, { config: { permission: 'public' }, schema: { response: {}, hide: true } },
      (request, reply) => reply.sendFile(request.params['*'], folder, { immutable: true, maxAge: '365d' }))
  }
}

/** All that people and systems reach: sessions, pages, uploads, reports, health, and what plugins mount under /api/v1. */
export const openHouse = async (app: FastifyInstance, ground: Ground, api: readonly ((app: FastifyInstance) => void)[]): Promise<void> => {
  await serveFiles(app, ground)
  sessionRoutes(app, ground)
  setUpRoutes(app, ground)
  ownSecretRoutes(app, ground)
  pageRoutes(app, ground)
  uploadRoutes(app, ground)
  reportRoutes(app, ground)
  healthRoutes(app, ground)
  await app.register(async scope => {
    for (const routes of api) routes(scope)
    scope.get('/openapi.json', { config: { permission: 'public' }, schema: { response: {}, hide: true } }, async () => app.swagger())
  }, { prefix: '/api/v1' })
}
