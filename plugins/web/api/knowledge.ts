import type { FastifyInstance } from 'fastify'
import { EntryDraft, EntryView, ListDraft, ListView, ProfileDraft, ProfileState, ProfileView, Type, type Host, type Static } from 'wco-cts'
import { ById, described, pageOf, paging } from './asked.ts'

const OfList = Type.Object({ id: Type.String({ title: 'Watch list' }), entry: Type.String({ title: 'Entry' }) })
const Profiles = Type.Object({ state: Type.Optional(ProfileState), ...paging }, { additionalProperties: false })
const Shown = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, title: 'Version of the profile as it was seen' })) }, { additionalProperties: false })
const Entries = Type.Object({ words: Type.Optional(Type.String({ minLength: 1, title: 'Words' })), ...paging }, { additionalProperties: false })

const profileRoutes = (app: FastifyInstance, host: Host): void => {
  app.get<{ Querystring: Static<typeof Profiles> }>('/profiles', described('profiles.read', 'Profiles with their newest version, newest first', { querystring: Profiles, response: { 200: pageOf(ProfileView) } }),
    request => host.as(request.actor).profiles(request.query))
  app.get<{ Params: { id: string } }>('/profiles/:id', described('profiles.read', 'One profile', { params: ById, response: { 200: ProfileView } }),
    request => host.as(request.actor).profile(request.params.id))
  app.post<{ Body: ProfileDraft }>('/profiles', described('profiles.draft', 'Draft a profile; a second person publishes it', { body: ProfileDraft, response: { 201: ProfileView } }),
    async (request, reply) => reply.code(201).send(await host.as(request.actor).draft(request.body)))
  app.post<{ Params: { id: string }, Querystring: Static<typeof Shown>, Body: ProfileDraft }>('/profiles/:id/versions', described('profiles.draft', 'Draft a new version; refused with 409 when another was drafted meanwhile', { params: ById, querystring: Shown, body: ProfileDraft, response: { 201: ProfileView } }),
    async (request, reply) => reply.code(201).send(await host.as(request.actor).revise(request.params.id, request.body, request.query.version)))
  app.post<{ Params: { id: string }, Querystring: Static<typeof Shown> }>('/profiles/:id/publish', described('profiles.publish', 'Put another person\'s draft in force: the version that was seen, or the newest; refused with 409 when another was drafted meanwhile', { params: ById, querystring: Shown, response: { 200: ProfileView } }),
    request => host.as(request.actor).publish(request.params.id, request.query.version))
  app.post<{ Params: { id: string } }>('/profiles/:id/retire', described('profiles.publish', 'Take a profile out of force', { params: ById, response: { 200: ProfileView } }),
    request => host.as(request.actor).retire(request.params.id))
}

const listRoutes = (app: FastifyInstance, host: Host): void => {
  app.get('/watch-lists', described('lists.read', 'Watch lists', { response: { 200: pageOf(ListView) } }),
    async request => ({ items: await host.as(request.actor).lists(), next: null }))
  app.get<{ Params: { id: string } }>('/watch-lists/:id', described('lists.read', 'One watch list', { params: ById, response: { 200: ListView } }),
    request => host.as(request.actor).list(request.params.id))
  app.post<{ Body: ListDraft }>('/watch-lists', described('lists.sign', 'Make a watch list', { body: ListDraft, response: { 201: ListView } }),
    async (request, reply) => reply.code(201).send(await host.as(request.actor).addList(request.body)))
  app.get<{ Params: { id: string }, Querystring: Static<typeof Entries> }>('/watch-lists/:id/entries', described('lists.read', 'Entries, newest first', { params: ById, querystring: Entries, response: { 200: pageOf(EntryView) } }),
    request => host.as(request.actor).entries(request.params.id, request.query))
  app.post<{ Params: { id: string }, Body: EntryDraft }>('/watch-lists/:id/entries', described('lists.edit', 'Make an entry: in force at once on a local list by one who may sign, else when a second person signs', { params: ById, body: EntryDraft, response: { 201: EntryView } }),
    async (request, reply) => reply.code(201).send(await host.as(request.actor).addEntry(request.params.id, request.body)))
  app.post<{ Params: Static<typeof OfList> }>('/watch-lists/:id/entries/:entry/sign', described('lists.sign', 'Sign another person\'s entry, or the removal another asked for', { params: OfList, response: { 200: EntryView } }),
    request => host.as(request.actor).approveEntry(request.params.id, request.params.entry))
  app.post<{ Params: Static<typeof OfList> }>('/watch-lists/:id/entries/:entry/keep', described('lists.read', 'Call the removal of an entry off: one’s own by who may make entries, any by who may sign', { params: OfList, response: { 200: EntryView } }),
    request => host.as(request.actor).keepEntry(request.params.id, request.params.entry))
  app.delete<{ Params: Static<typeof OfList> }>('/watch-lists/:id/entries/:entry', described('lists.read', 'Take an entry out of force, by who may sign; one of a national list by who may make entries or sign, and it is in force until a second person signs that', { params: OfList, response: { 200: EntryView } }),
    request => host.as(request.actor).removeEntry(request.params.id, request.params.entry))
}

/** Profiles and watch lists: what the administration knows. */
export const knowledgeRoutes = (app: FastifyInstance, host: Host): void => {
  profileRoutes(app, host)
  listRoutes(app, host)
}
