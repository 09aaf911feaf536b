import { Convert } from '@sinclair/typebox/value'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../contract/desk.ts'
import type { Acted, ConsolePage } from '../contract/page.ts'
import { checked } from '../model/checked.ts'
import type { Sent } from '../model/filled.ts'
import { isProblem } from '../model/problem.ts'
import { contextOf, languageOf } from './context.ts'
import type { Ground, Of } from './ground.ts'
import { shownOf } from './problem.ts'
import { inWords, keepSays, takeSays, type Says } from './says.ts'

const Form = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))
const drawn = { 200: Type.String() }

const record = (value: unknown): Record<string, unknown> => typeof value === 'object' && value !== null ? { ...value } : {}

/** Path parts and query string as the page's schema wants them: text becomes numbers and booleans, what it does not name is left out. */
const queryOf = (page: ConsolePage, request: FastifyRequest): object => {
  const given = { ...record(request.query), ...record(request.params) }
  const named = Object.fromEntries(Object.entries(given).filter(([name, value]) => Object.hasOwn(page.query.properties, name) && value !== ''))
  return checked(page.query, Convert(page.query, named))
}

/** What came before a page is drawn: a form that was refused, or one that did something to be shown this once. */
interface Before { readonly refused?: { readonly error: unknown, readonly form: Sent }, readonly done?: Acted }

const saysOf = async (ground: Ground, { plugin }: Of<ConsolePage>, request: FastifyRequest, { refused, done }: Before): Promise<Says | null> => {
  if (refused !== undefined) return null
  if (done === undefined) return takeSays(ground, request)
  return done.says === undefined ? null : { plugin, key: done.says, params: done.params ?? {} }
}

const draw = async (ground: Ground, page: Of<ConsolePage>, request: FastifyRequest, reply: FastifyReply, desk: Desk, before: Before = {}): Promise<FastifyReply> => {
  const { plugin, thing } = page
  const { refused, done } = before
  const seen = await thing.view(queryOf(thing, request) as never, desk)
  const language = languageOf(ground, request)
  const title = ground.texts.text(plugin, language, `pages.${thing.id}`)
  const context = await contextOf(ground, request, { id: thing.id, plugin, path: request.url, title }, done?.once === undefined ? seen : { ...seen, once: done.once })
  const says = await saysOf(ground, page, request, before)
  const more = refused === undefined ? {} : { problem: shownOf(ground, request, refused.error), form: refused.form }
  const html = ground.templates.page(plugin, thing.template, { ...context, ...more, ...(says === null ? {} : { says: inWords(ground, language, says) }) })
  return reply.code(refused === undefined ? 200 : isProblem(refused.error) ? refused.error.status : 500).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
}

const acted = async (ground: Ground, page: Of<ConsolePage>, request: FastifyRequest, reply: FastifyReply, desk: Desk): Promise<FastifyReply> => {
  const form = checked(Form, request.body ?? {})
  try {
    const done = await page.thing.act?.(form, queryOf(page.thing, request) as never, desk)
    if (done === undefined) return await reply.redirect(page.thing.path, 303)
    if (done.once !== undefined) return await draw(ground, page, request, reply, desk, { done })
    if (done.says !== undefined) await keepSays(ground, request, { plugin: page.plugin, key: done.says, params: done.params ?? {} })
    return await reply.redirect(done.to, 303)
  } catch (error) {
    // What was typed is kept: the page comes again with the form and what is wrong with it.
    if (!isProblem(error) || error.status === 404) throw error
    return draw(ground, page, request, reply, desk, { refused: { error, form } })
  }
}

/** Each page of the console: permission, question, view, template; and what its forms do. */
export const pageRoutes = (app: FastifyInstance, ground: Ground): void => {
  for (const page of ground.pages) {
    const options = { config: { permission: page.thing.permission }, schema: { response: drawn, hide: true } }
    const desk = (request: FastifyRequest): Desk => ground.as(request.actor, languageOf(ground, request))
    app.get(page.thing.path, options, (request, reply) => draw(ground, page, request, reply, desk(request)))
    if (page.thing.act !== undefined) app.post(page.thing.path, options, (request, reply) => acted(ground, page, request, reply, desk(request)))
  }
}
