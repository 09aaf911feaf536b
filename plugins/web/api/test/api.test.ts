import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import type { Actor, AlertEvent, Desk } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import api from '../index.ts'

const actor: Actor = { id: 'p', kind: 'person', name: 'P', roles: ['officer'], permissions: [], offices: [], sender: 'LINE' }

/** The routes alone, over a desk that answers what a test says. */
const routes = async (desk: Partial<Desk>): Promise<{ readonly app: FastifyInstance, readonly listed: readonly { readonly method: string, readonly url: string, readonly permission: string }[] }> => {
  const app = Fastify({ forceCloseConnections: true })
  const listed: { method: string, url: string, permission: string }[] = []
  app.setValidatorCompiler(() => value => ({ value }))
  app.setSerializerCompiler(() => value => JSON.stringify(value))
  app.decorateRequest('actor', null as never)
  app.addHook('onRequest', async request => { request.setDecorator('actor', actor) })
  app.addHook('onRoute', ({ method, url, config }) => { listed.push({ method: String(method), url, permission: String(config?.permission) }) })
  await gather(api, {}, { as: () => desk as Desk, api: mount => { mount(app) }, app })
  t.teardown(() => app.close())
  await app.ready()
  return { app, listed }
}

t.test('every route names its permission', async t => {
  const { listed } = await routes({})
  t.ok(listed.length > 20)
  t.same(listed.filter(({ permission }) => permission === 'undefined'), [])
})

t.test('a manifest is handed on byte for byte, as its sender’s, whatever its type and name', async t => {
  const seen: { sender: string, name?: string, bytes: Buffer }[] = []
  const { app } = await routes({
    async submit ({ bytes, sender, name }) {
      const parts: Uint8Array[] = []
      for await (const part of bytes) parts.push(part)
      seen.push({ sender, bytes: Buffer.concat(parts), ...(name === undefined ? {} : { name }) })
      return { message: 'm1', duplicate: false }
    }
  })
  const body = Buffer.from([0, 255, 39, 10, 13, 128])
  const answer = await app.inject({ method: 'POST', url: '/messages', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-filename': 'caf%C3%A9.edi' }, payload: body })
  t.equal(answer.statusCode, 202)
  t.same(answer.json(), { id: 'm1', duplicate: false })
  t.same(seen, [{ sender: 'LINE', name: 'café.edi', bytes: body }])
  const strange = await app.inject({ method: 'POST', url: '/messages', headers: { 'content-type': ';;;', 'x-filename': Buffer.from('étage').toString('latin1') }, payload: body })
  t.equal(strange.statusCode, 202, 'even what is no type')
  t.same(seen[1], { sender: 'LINE', name: 'étage', bytes: body })
})

t.test('a day asked for is a whole day, until its end', async t => {
  const asked: unknown[] = []
  const { app } = await routes({ async consignments (match) { asked.push(match); return { items: [], next: null } } })
  await app.inject({ url: '/consignments?from=2026-12-01&until=2026-12-02&number=MSKU1' })
  t.same(asked, [{ number: 'MSKU1', from: new Date('2026-12-01T00:00:00Z'), until: new Date('2026-12-03T00:00:00Z') }])
})

t.test('a day asked for is one of the administration’s clock', async t => {
  const asked: unknown[] = []
  const { app } = await routes({ zone: 'Pacific/Kiritimati', async consignments (match) { asked.push(match); return { items: [], next: null } } })
  await app.inject({ url: '/consignments?from=2026-12-01&until=2026-12-01' })
  await app.inject({ method: 'POST', url: '/searches', payload: { words: 'teak', from: '2026-12-01', until: '2026-12-01' } })
  const day = { from: new Date('2026-11-30T10:00:00Z'), until: new Date('2026-12-01T10:00:00Z') }
  t.same(asked, [day, { words: 'teak', ...day }])
})

t.test('a day the calendar does not have is refused, and asks for nothing', async t => {
  const asked: unknown[] = []
  const { app } = await routes({ async consignments (match) { asked.push(match); return { items: [], next: null } } })
  const day = '2031-02-31'
  for (const field of ['from', 'until']) {
    t.equal((await app.inject({ url: `/consignments?${field}=${day}` })).statusCode, 400)
    t.equal((await app.inject({ method: 'POST', url: '/searches', payload: { words: 'teak', [field]: day } })).statusCode, 400)
  }
  t.same(asked, [])
})

t.test('the version seen goes with a step, and none means the one that stands', async t => {
  const taken: unknown[] = []
  const { app } = await routes({ async take (...all) { taken.push(all); return {} as never } })
  await app.inject({ method: 'POST', url: '/targets/t1/steps/review?version=3', payload: { decision: 'confirmed' } })
  await app.inject({ method: 'POST', url: '/targets/t1/steps/assign', payload: {} })
  t.match(taken, [['t1', /3/, 'review', { decision: 'confirmed' }], ['t1', null, 'assign', {}]])
})

t.test('a stream begins after the newest alert, and one that comes back after the last it has', async t => {
  const event = (id: string): AlertEvent => ({ id, target: `t${id}`, consignment: 'c', at: new Date(0), lane: 'red', score: 80, document: 'B1', text: 'Why' })
  const { app } = await routes({
    newestAlert: async () => '2',
    alerts: async after => ['1', '2', '3'].filter(id => Number(id) > Number(after)).map(event)
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const heard = async (headers: Record<string, string>): Promise<string> => {
    const stop = new AbortController()
    const answer = await fetch(`${address}/events`, { headers, signal: stop.signal })
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (text.includes('id: 3\nevent: alert')) break
    }
    stop.abort()
    return text
  }
  const fresh = await heard({})
  t.notMatch(fresh, /data: .*"t1"/)
  t.match(fresh, /id: 3\nevent: alert\ndata: \{"target":"t3"/)
  t.match(await heard({ 'last-event-id': '0' }), /id: 1\nevent: alert[^]*id: 2\nevent: alert[^]*id: 3\nevent: alert/)
})
