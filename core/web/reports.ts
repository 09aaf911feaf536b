import { randomUUID } from 'node:crypto'
import { Convert } from '@sinclair/typebox/value'
import { Type, type TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Composed } from '../contract/report.ts'
import { problem } from '../model/problem.ts'
import { writeCsv } from '../render/csv.ts'
import { contextOf, languageOf } from './context.ts'
import type { Ground } from './ground.ts'

const notFound = problem('not-found', 404)
const formatUnknown = problem<{ readonly format: string }>('report-format-unknown', 400)

const Asked = Type.Object({ id: Type.String({ title: 'Report' }) })
const Written = { content: Object.fromEntries(['text/html', 'text/csv', 'application/pdf'].map(type => [type, { schema: Type.String() }])) }

/** What may be asked of reports: the format, and what each asks of its own, so that a client can be made from the description. */
const queryOf = (reports: Ground['reports']): TSchema => {
  const said = new Map<string, string[]>()
  for (const { thing: { id, params } } of reports) {
    for (const [name, field] of Object.entries(params.properties)) said.set(name, [...said.get(name) ?? [], `${id}: ${field.title ?? name}${params.required?.includes(name) === true ? ', needed' : ''}`])
  }
  return Type.Object({
    ...Object.fromEntries([...said].map(([name, texts]) => [name, Type.Optional(Type.String({ description: texts.join('; ') }))])),
    format: Type.Optional(Type.String({ description: 'html (if none is asked for), pdf or csv; further parameters are the report’s own' }))
  })
}

const text = (value: unknown): Record<string, string> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '')) : {}

interface Made { readonly report: Composed, readonly plugin: string, readonly language: string, readonly format: string }

const compose = async (ground: Ground, request: FastifyRequest): Promise<Made> => {
  const { id } = text(request.params)
  const { format = 'html', ...given } = text(request.query)
  const language = languageOf(ground, request)
  const desk = ground.as(request.actor, language)
  const offer = desk.reports().find(report => report.id === id)
  const plugin = ground.reports.find(({ thing }) => thing.id === id)?.plugin ?? null
  if (id === undefined || plugin === null) throw notFound({})
  // Whether he may is the desk's to say: a report he may not have is refused there.
  const params: unknown = offer === undefined ? given : Convert(offer.form, given)
  return { report: await desk.compose(id, params), plugin, language, format }
}

const fileName = (id: string, ending: string): string => `attachment; filename="${id.replace(/[^a-z0-9-]/g, '')}-${new Date().toISOString().slice(0, 10)}.${ending}"`

const onScreen = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, { report, plugin, language }: Made): Promise<FastifyReply> => {
  const reader = { language, zone: ground.administration.zone, texts: ground.texts, plugin }
  const context = await contextOf(ground, request, { id: 'report-view', plugin, path: request.url, title: ground.texts.text(plugin, language, 'title') }, {})
  const pages = await ground.reportPages()
  return reply.type('text/html; charset=utf-8').send(ground.templates.frame(context, pages.write(report, reader)))
}

const send = async (ground: Ground, request: FastifyRequest, reply: FastifyReply, made: Made): Promise<FastifyReply> => {
  const { report, plugin, language, format } = made
  const { id = 'report' } = text(request.params)
  const reader = { language, zone: ground.administration.zone, texts: ground.texts, plugin }
  if (format === 'html') return onScreen(ground, request, reply, made)
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').header('content-disposition', fileName(id, 'csv')).send(writeCsv(report, reader))
  if (format !== 'pdf') throw formatUnknown({ format })
  const frame = {
    administration: ground.administration.name, classification: ground.administration.classification, printedBy: request.actor.name, printedAt: new Date(),
    reference: randomUUID().slice(0, 8).toUpperCase(), language, zone: ground.administration.zone, demo: ground.rules.demo
  }
  const { renderPdf } = await import('../render/pdf.ts')
  return reply.type('application/pdf').header('content-disposition', fileName(id, 'pdf')).send(renderPdf(report, frame, ground.texts, plugin))
}

/** A report asked for: as page, PDF or CSV. Each report names its own permission, which the desk demands. */
export const reportRoutes = (app: FastifyInstance, ground: Ground): void => {
  const options = { config: { permission: 'signed-in', summary: 'A report as html, pdf or csv, by its own parameters' }, schema: { params: Asked, response: { 200: Written } } }
  app.get('/api/v1/reports/:id', { ...options, schema: { ...options.schema, querystring: queryOf(ground.reports) } }, async (request, reply) => send(ground, request, reply, await compose(ground, request)))
  app.get('/reports/:id/view', { ...options, schema: { ...options.schema, hide: true } }, async (request, reply) => onScreen(ground, request, reply, await compose(ground, request)))
}
