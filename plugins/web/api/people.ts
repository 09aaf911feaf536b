import type { FastifyInstance } from 'fastify'
import { PersonDraft, PersonView, TokenDraft, TokenView, Type, type Host, type Static } from 'wco-cts'
import { ById, described, pageOf, paging } from './asked.ts'

const OfPerson = Type.Object({ id: Type.String({ title: 'Account' }), token: Type.String({ title: 'Token' }) })
const Pages = Type.Object(paging, { additionalProperties: false })
const Granted = Type.Object({ roles: Type.Array(Type.String(), { title: 'Roles' }), offices: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { title: 'Offices; none: all' })) }, { additionalProperties: false })
const Proof = Type.Record(Type.String(), Type.String(), { title: 'The first secret, as the way of signing in asks for it: {"password": …}' })
const Issued = Type.Object({ token: TokenView, secret: Type.String({ description: 'Told this once; a hash of it is kept' }) })
const Nothing = Type.Null()

const MANAGE = 'people.manage'

const accountRoutes = (app: FastifyInstance, host: Host): void => {
  app.get<{ Querystring: Static<typeof Pages> }>('/people', described(MANAGE, 'People, carriers and systems, by name', { querystring: Pages, response: { 200: pageOf(PersonView) } }),
    request => host.as(request.actor).people(request.query))
  app.post<{ Body: PersonDraft }>('/people', described(MANAGE, 'Add a person, a carrier or a system', { body: PersonDraft, response: { 201: PersonView } }),
    async (request, reply) => reply.code(201).send(await host.as(request.actor).addPerson(request.body)))
  app.get<{ Params: { id: string } }>('/people/:id', described(MANAGE, 'One account', { params: ById, response: { 200: PersonView } }),
    request => host.as(request.actor).person(request.params.id))
  app.post<{ Params: { id: string }, Body: Static<typeof Granted> }>('/people/:id/roles', described(MANAGE, 'Set the roles and offices of another', { params: ById, body: Granted, response: { 200: PersonView } }),
    request => host.as(request.actor).grant(request.params.id, request.body.roles, request.body.offices ?? []))
  app.post<{ Params: { id: string } }>('/people/:id/dismiss', described(MANAGE, 'Dismiss: sessions and tokens end at once', { params: ById, response: { 204: Nothing } }), async (request, reply) => {
    await host.as(request.actor).dismissPerson(request.params.id)
    return reply.code(204).send()
  })
  app.post<{ Params: { id: string } }>('/people/:id/readmit', described(MANAGE, 'Let a dismissed one in again', { params: ById, response: { 200: PersonView } }),
    request => host.as(request.actor).readmitPerson(request.params.id))
  app.post<{ Params: { id: string }, Body: Static<typeof Proof> }>('/people/:id/first-secret', described(MANAGE, 'Set a first secret, to be changed at the next sign-in', { params: ById, body: Proof, response: { 200: PersonView } }),
    request => host.as(request.actor).resetProof(request.params.id, request.body))
}

const tokenRoutes = (app: FastifyInstance, host: Host): void => {
  app.get<{ Params: { id: string } }>('/people/:id/tokens', described(MANAGE, 'Tokens of a carrier or a system: when each was made and last used', { params: ById, response: { 200: pageOf(TokenView) } }),
    async request => ({ items: await host.as(request.actor).tokens(request.params.id), next: null }))
  app.post<{ Params: { id: string }, Body: TokenDraft }>('/people/:id/tokens', described(MANAGE, 'Issue a token; its secret is told in this answer and never again', { params: ById, body: TokenDraft, response: { 201: Issued } }),
    async (request, reply) => reply.code(201).header('cache-control', 'no-store').send(await host.as(request.actor).issueToken(request.params.id, request.body)))
  app.delete<{ Params: Static<typeof OfPerson> }>('/people/:id/tokens/:token', described(MANAGE, 'End a token at once', { params: OfPerson, response: { 204: Nothing } }), async (request, reply) => {
    await host.as(request.actor).endToken(request.params.id, request.params.token)
    return reply.code(204).send()
  })
}

/** Who may come in: people, carriers and other systems, and the tokens by which the latter do. */
export const peopleRoutes = (app: FastifyInstance, host: Host): void => {
  accountRoutes(app, host)
  tokenRoutes(app, host)
}
