import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isProblem, Problem, problem, type FieldError } from '../model/problem.ts'
import type { ShownProblem } from '../render/templates.ts'
import { isFull, passing } from '../store/database.ts'
import { faultWords } from './fault-words.ts'
import type { Ground } from './ground.ts'
import { contextOf, languageOf } from './context.ts'

/** A problem as it leaves: RFC 9457, in the reader's language. */
export interface ShownJson extends ShownProblem { readonly type: string, readonly instance: string }

const databaseAway = problem('database-away', 503)
const storageFull = problem('storage-full', 507)

const fromFastify = (error: FastifyError): Problem | null => {
  const status = error.statusCode ?? 500
  if (status < 400 || status >= 500) return null
  return new Problem(status === 413 ? 'message-too-large' : status === 415 ? 'media-type-unknown' : status === 429 ? 'too-many-requests' : 'request-malformed', status, { megabytes: 0 }, { cause: error })
}

/** What the disk, the database and Fastify call wrong; null for a fault of ours. */
const fromBelow = (error: unknown): Problem | null => {
  if (isFull(error)) return storageFull({}, { cause: error })
  if (passing(error)) return databaseAway({}, { cause: error })
  return error instanceof Error && 'statusCode' in error ? fromFastify(error as FastifyError) : null
}

/** What is wrong with a field, in words: a key of ours, or what the judge of values says. */
const worded = (ground: Ground, language: string) => (error: FieldError): FieldError => {
  const { pointer, detail, params = {} } = error
  const said = ground.texts.has(null, `faults.${detail}`) ? { key: detail, params } : faultWords(detail)
  return said === null ? error : { pointer, detail: ground.texts.text(null, language, `faults.${said.key}`, said.params) }
}

/** A problem in words. A fault of ours is one sentence with a reference; what it was stands in the log. */
export const shownOf = (ground: Ground, request: FastifyRequest, error: unknown): ShownJson => {
  const known = isProblem(error) ? error : fromBelow(error)
  if (known?.type === 'database-away') request.log.warn({ err: error }, 'the database did not answer')
  if (known?.type === 'storage-full') request.log.error({ err: error }, 'a disk is full')
  const language = languageOf(ground, request)
  if (known === null) {
    const reference = randomUUID().slice(0, 8)
    request.log.error({ err: error, reference }, 'a fault of ours')
    const text = (part: string): string => ground.texts.text(null, language, `problems.fault.${part}`, { reference })
    return { type: 'fault', status: 500, title: text('title'), detail: text('detail'), instance: request.url.split('?')[0] ?? '', errors: [], reference }
  }
  // A plugin's own refusal comes with its sentence, already in the reader's language.
  const kind = known.params['why'] === undefined ? known.type : 'step-refused'
  const text = (part: string): string => ground.texts.text(null, language, `problems.${kind}.${part}`, known.params)
  return { type: known.type, status: known.status, title: text('title'), detail: text('detail'), instance: request.url.split('?')[0] ?? '', errors: known.errors.map(worded(ground, language)) }
}

/** What is wrong with a secret is said by whoever keeps it. */
export const inProvidersWords = ({ texts }: Ground, plugin: string | null, language: string, shown: ShownJson): ShownJson => ({
  ...shown,
  errors: shown.errors.map(error => texts.has(plugin, `problems.${error.detail}`) ? { ...error, detail: texts.text(plugin, language, `problems.${error.detail}`, error.params ?? {}) } : error)
})

/** Whether a page is wanted rather than data: a browser asks for HTML, and never of the API. */
export const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && !request.url.startsWith('/plugins/') && (request.headers.accept ?? '').includes('text/html')

/** Answers with a problem, as a page or as problem+json. */
export const answerProblem = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> => {
  const shown = shownOf(ground, request, error)
  if (shown.status === 401) reply.header('www-authenticate', 'Bearer')
  if (shown.status === 503) reply.header('retry-after', '5')
  if (shown.status === 507) reply.header('retry-after', '300')
  if (!wantsPage(request)) return reply.code(shown.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(shown))
  const context = await contextOf(ground, request, { id: 'problem', plugin: '', path: request.url, title: shown.title }, {})
  return reply.code(shown.status).type('text/html; charset=utf-8').send(ground.templates.page(null, 'layout/problem', { ...context, problem: shown }))
}

const notFound = (): Problem => new Problem('not-found', 404)

/** Every error of every route leaves through here: never the exception's own text. */
export const handleProblems = (app: FastifyInstance, houseNow: () => Ground): void => {
  app.setErrorHandler((error, request, reply) => answerProblem(houseNow(), request, reply, error))
  app.setNotFoundHandler((request, reply) => answerProblem(houseNow(), request, reply, notFound()))
}

/** What Fastify cannot even read as a request, such as a path with a broken escape, is answered like any other; nobody is known yet, so never with a page. */
export const answerUnreadable = (ground: Ground, error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  const shown = shownOf(ground, request, error)
  void reply.code(shown.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(shown))
}
