import type { FastifyInstance } from 'fastify'
import { TargetRow, TargetView, Type, type Host, type Static } from 'wco-cts'
import { ById, described, pageOf, paging } from './asked.ts'

const Asked = Type.Object({
  state: Type.Optional(Type.String({ title: 'State' })),
  lane: Type.Optional(Type.String({ title: 'Lane' })),
  consignment: Type.Optional(Type.String({ format: 'uuid', title: 'Consignment' })),
  view: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('mine'), Type.Literal('free'), Type.Literal('ended'), Type.Literal('all')], { title: 'Which', default: 'open' })),
  ...paging
}, { additionalProperties: false })

const Step = Type.Object({ id: Type.String({ title: 'Target' }), step: Type.String({ title: 'Step' }) })
const Version = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, title: 'Version of the target as it was seen' })) }, { additionalProperties: false })
const Taken = Type.Unknown({ title: 'What the step asks for: its form is among the steps of the target' })
const Offered = Type.Array(Type.Object({ id: Type.String(), plugin: Type.String(), form: Type.Unknown() }))

/** The work: the queue, one target, and the steps on it. A step's own form is the body; the version seen goes in the query. */
export const targetRoutes = (app: FastifyInstance, host: Host): void => {
  app.get<{ Querystring: Static<typeof Asked> }>('/targets', described('targets.read', 'Targets: the open ones by lane and time left, unless asked otherwise', { querystring: Asked, response: { 200: pageOf(TargetRow) } }),
    request => host.as(request.actor).targets(request.query))
  app.get<{ Params: { id: string } }>('/targets/:id', described('targets.read', 'One target, why it is one, and what was done', { params: ById, response: { 200: TargetView } }),
    request => host.as(request.actor).target(request.params.id))
  app.get<{ Params: { id: string } }>('/targets/:id/steps', described('targets.read', 'What the asker can do with a target now, each with its form', { params: ById, response: { 200: Offered } }),
    request => host.as(request.actor).steps(request.params.id))
  app.post<{ Params: Static<typeof Step>, Querystring: Static<typeof Version> }>('/targets/:id/steps/:step', described('targets.read', 'Take a step; refused with 409 when somebody decided first', { params: Step, querystring: Version, body: Taken, response: { 200: TargetView } }),
    request => host.as(request.actor).take(request.params.id, request.query.version ?? null, request.params.step, request.body ?? {}))
}
