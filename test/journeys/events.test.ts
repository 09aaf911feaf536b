import { get, type IncomingMessage } from 'node:http'
import t, { type Test } from 'tap'
import type { Running } from '../support/server.ts'
import { rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'

interface Event { readonly id: string, readonly event: string, readonly data: Record<string, unknown> }

/** A listener on a socket of its own. */
interface Listener { readonly text: () => string, readonly events: () => readonly Event[], readonly ended: () => boolean, close (): void }

const eventOf = (block: string): Event | null => {
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
  return field('data') === '' ? null : { id: field('id'), event: field('event'), data: JSON.parse(field('data')) as Event['data'] }
}

const listen = async (t: Test, origin: string, last?: string): Promise<Listener> => {
  let text = ''
  let ended = false
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${origin}/api/v1/events`, { headers: { authorization: 'Bearer demo-officer', ...(last === undefined ? {} : { 'last-event-id': last }) } }, resolve).on('error', reject)
  })
  t.equal(response.statusCode, 200)
  t.match(response.headers['content-type'], 'text/event-stream')
  response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('close', () => { ended = true }).on('error', () => {})
  const close = (): void => { response.destroy() }
  t.teardown(close)
  return { text: () => text, ended: () => ended, close, events: () => text.split('\n\n').flatMap(block => eventOf(block) ?? []) }
}

let sent = 0
const alertOne = (house: Running): Promise<unknown> => house.send(sea({ reference: `V${sent}`, bills: [{ number: `ABCD88${String(sent++).padStart(6, '0')}`, goods: 'ROSEWOOD' }] }))

t.test('the stream of alerts', async t => {
  const house = await start(t, { plugins: { 'web/api': { heartbeatSeconds: 5 } } })
  const origin = await house.server.app.listen({ port: 0, host: '127.0.0.1' })
  const first = await listen(t, origin)
  const before = Date.now()

  t.test('brings an alert within five seconds, with the target and why', async t => {
    await alertOne(house)
    const [event] = await until(async () => first.events(), events => events.length > 0)
    t.ok(Date.now() - before < 5000, `after ${Date.now() - before} ms`)
    const [target] = rows(await house.ask('officer', 'GET', '/api/v1/targets'))
    t.match(event, { id: /^\d+$/, event: 'alert', data: { target: target?.['id'], consignment: String, at: String, lane: 'red', score: 80, document: 'ABCD88000000', text: /ROSEWOOD/ } })
  })

  t.test('brings a listener that was away all it missed, once and in order', async t => {
    const last = first.events().at(-1)?.id ?? ''
    first.close()
    for (let index = 0; index < 5; index++) await alertOne(house)
    const again = await listen(t, origin, last)
    await until(async () => again.events(), events => events.length >= 5)
    await alertOne(house)
    const events = await until(async () => again.events(), events => events.length >= 6)
    t.same(events.map(({ data }) => data['document']), [1, 2, 3, 4, 5, 6].map(index => `ABCD8800000${index}`))
    t.same(events.map(({ id }) => Number(id)), events.map(({ id }) => Number(id)).sort((a, b) => a - b))
    again.close()
  })

  t.test('misses nothing for one who is cut off again and again', async t => {
    const seen: string[] = []
    let last = String(await house.server.assembled.works.database.knex.raw<{ rows: { id: string }[] }>('SELECT max(id)::text AS id FROM cts.alert').then(({ rows }) => rows[0]?.id))
    const from = sent
    const alerting = (async () => { for (let index = 0; index < 12; index++) await alertOne(house) })()
    while (seen.length < 12) {
      const listener = await listen(t, origin, last)
      await new Promise(resolve => setTimeout(resolve, 40))
      await until(async () => listener.events(), events => events.length > 0, 3)
      listener.close()
      seen.push(...listener.events().map(({ data }) => String(data['document'])))
      last = listener.events().at(-1)?.id ?? last
    }
    await alerting
    t.same(seen, Array.from({ length: 12 }, (_, index) => `ABCD88${String(from + index).padStart(6, '0')}`))
  })

  t.test('tells one who has no memory nothing old, and gives any nonsense of a memory the same', async t => {
    for (const nonsense of [undefined, 'x', '-1', '9'.repeat(40)]) {
      const listener = await listen(t, origin, nonsense)
      await new Promise(resolve => setTimeout(resolve, 1200))
      t.same(listener.events(), [], `with ${String(nonsense).slice(0, 5)}`)
      t.match(listener.text(), /^retry: \d+\nid: \d+\n/)
      listener.close()
    }
  })

  t.test('is kept open by a beat', async t => {
    const quiet = await listen(t, origin)
    await until(async () => quiet.text(), text => text.includes(': beat'), 7)
    t.match(quiet.text(), /: beat\n\n/)
    quiet.close()
  })

  t.test('is not for those who may not see targets', async t => {
    for (const who of ['manager', 'carrier', 'admin']) t.equal((await house.ask(who, 'GET', '/api/v1/events')).status, 403, who)
    t.equal((await house.ask(null, 'GET', '/api/v1/events')).status, 401)
  })

  t.test('ends when the house closes, without holding it up', async t => {
    const open = await listen(t, origin)
    const closing = Date.now()
    await house.server.close()
    t.ok(Date.now() - closing < 8000, `closed after ${Date.now() - closing} ms`)
    t.ok(await until(async () => open.ended(), ended => ended), 'the listener is told by the end of its stream')
  })
})
