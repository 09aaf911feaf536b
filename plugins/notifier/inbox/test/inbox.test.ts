import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import type { Actor, Desk } from 'wco-cts'
import { conformNotifier, conformPage, gather, madeActor, ownTables } from 'wco-cts/conformance'
import { makeInbox } from '../inbox.ts'
import inboxPlugin from '../index.ts'

const folder = new URL('../', import.meta.url)
const { tables, close } = await ownTables(inboxPlugin, folder)
t.teardown(close)
t.beforeEach(async () => { await tables('notice').delete() })

const inbox = makeInbox(tables)
const notice = { subject: 'A target waits', text: 'Look at it.', link: '/targets/1' }
const me = madeActor()
const colleague = '7b0e8a52-0000-4000-8000-000000000002'

await conformNotifier(t, inboxPlugin, {
  folder,
  replaced: { tables },
  to: me.id,
  refused: ['', 'a person\r\nwith lines', 'x'.repeat(101)],
  arrived: async () => tables('notice').where({ person: me.id }).select('key', 'subject', 'text')
})

t.test('its page', async t => {
  const many = 'many readers'
  for (let turn = 0; turn < 60; turn++) await inbox.put({ ...notice, subject: `Notice ${turn}` }, 'many', `${many}-${turn}`)
  await inbox.put(notice, 'one', 'one')
  const deskOf = (id: string): Desk => ({ actor: madeActor({ id }) } as Partial<Desk> as Desk)
  await conformPage(t, inboxPlugin, { folder, replaced: { tables }, desks: { nothing: deskOf('nobody'), one: deskOf('one'), many: deskOf('many') } })
})

t.test('a person sees his own notices and nobody else’s, newest first', async t => {
  await inbox.put(notice, me.id, 'a')
  await inbox.put({ ...notice, subject: 'Later' }, me.id, 'b')
  await inbox.put(notice, colleague, 'c')
  const { items, next } = await inbox.of(me.id)
  t.same(items.map(({ subject, read }) => ({ subject, read })), [{ subject: 'Later', read: false }, { subject: 'A target waits', read: false }])
  t.equal(next, null)
})

t.test('a long list is paged by key and every notice is on one page', async t => {
  for (let turn = 0; turn < 120; turn++) await inbox.put(notice, me.id, `key ${turn}`)
  const seen = new Set<string>()
  let after: string | undefined
  for (let pages = 0; pages < 3; pages++) {
    const page = await inbox.of(me.id, after)
    for (const { id } of page.items) seen.add(id)
    after = page.next ?? undefined
  }
  t.equal(seen.size, 120)
  t.equal(after, undefined)
})

t.test('nobody marks another’s notice as read', async t => {
  await inbox.put(notice, colleague, 'a')
  const [theirs] = (await inbox.of(colleague)).items
  t.equal(await inbox.read(me.id, theirs?.id ?? ''), false)
  t.equal(await inbox.read(me.id, '1; drop table notice'), false)
  t.equal((await inbox.of(colleague)).items[0]?.read, false)
})

t.test('all are marked as read at once, one’s own only', async t => {
  await inbox.put(notice, me.id, 'a')
  await inbox.put(notice, me.id, 'b')
  await inbox.put(notice, colleague, 'c')
  await inbox.readAll(me.id)
  t.same((await inbox.of(me.id)).items.map(({ read }) => read), [true, true])
  t.equal((await inbox.of(colleague)).items[0]?.read, false)
})

const serve = async (actor: Actor): Promise<FastifyInstance> => {
  const app = Fastify()
  app.setValidatorCompiler(() => () => true)
  app.decorateRequest('actor', { getter: () => actor })
  await gather(inboxPlugin, {}, { app, tables })
  return app
}

t.test('a program reads one’s notices and marks one', async t => {
  await inbox.put(notice, me.id, 'a')
  const app = await serve(me)
  const listed = await app.inject('/')
  t.equal(listed.statusCode, 200)
  const [first] = listed.json<{ items: { id: string }[] }>().items
  t.match(first, { ...notice, read: false })
  t.equal((await app.inject({ method: 'POST', url: `/${first?.id ?? ''}/read` })).statusCode, 204)
  t.match((await app.inject('/')).json(), { items: [{ read: true }], next: null })
})

t.test('a notice that is not one’s own is not found', async t => {
  await inbox.put(notice, colleague, 'a')
  const app = await serve(me)
  const [theirs] = (await inbox.of(colleague)).items
  t.match((await app.inject({ method: 'POST', url: `/${theirs?.id ?? ''}/read` })).json(), { message: 'not-found {}' })
})
