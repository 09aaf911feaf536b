import type { FastifyInstance } from 'fastify'
import { ConsignmentRow, ConsignmentView, daysAsked, Type, type Actor, type Host, type Page, type Static } from 'wco-cts'
import { ById, described, pageOf, paging } from './asked.ts'

const filters = {
  message: Type.Optional(Type.String({ format: 'uuid', title: 'Message' })),
  number: Type.Optional(Type.String({ minLength: 1, maxLength: 100, title: 'Transport document, container or ULD' })),
  mode: Type.Optional(Type.String({ title: 'Mode of transport' })),
  lane: Type.Optional(Type.Union([Type.Literal('red'), Type.Literal('amber'), Type.Literal('green')], { title: 'Lane' })),
  from: Type.Optional(Type.String({ format: 'date', title: 'Received from this day' })),
  until: Type.Optional(Type.String({ format: 'date', title: 'Received until this day, inclusive' }))
}
const Asked = Type.Object({ ...filters, ...paging }, { additionalProperties: false })
const Search = Type.Object({ words: Type.Optional(Type.String({ minLength: 1, maxLength: 500, title: 'Words and names' })), ...filters, ...paging }, { additionalProperties: false })

// Days are the administration's, the last one whole.
const asks = async (host: Host, actor: Actor, { from, until, ...match }: Static<typeof Search>): Promise<Page<ConsignmentRow>> => {
  const desk = host.as(actor)
  return desk.consignments({ ...match, ...daysAsked({ from, until }, desk.zone ?? 'UTC') })
}

/** Consignments: by number and filter, by words, and one whole. */
export const cargoRoutes = (app: FastifyInstance, host: Host): void => {
  app.get<{ Querystring: Static<typeof Asked> }>('/consignments', described('consignments.read', 'Consignments, newest first', { querystring: Asked, response: { 200: pageOf(ConsignmentRow) } }),
    request => asks(host, request.actor, request.query))
  // Words and names are asked in a body: what an officer looks for stays out of the logs of proxies.
  app.post<{ Body: Static<typeof Search> }>('/searches', described('consignments.read', 'Search by words and names', { body: Search, response: { 200: pageOf(ConsignmentRow) } }),
    request => asks(host, request.actor, request.body))
  app.get<{ Params: { id: string } }>('/consignments/:id', described('consignments.read', 'One consignment: content, versions, findings, filings', { params: ById, response: { 200: ConsignmentView } }),
    request => host.as(request.actor).consignment(request.params.id))
}
