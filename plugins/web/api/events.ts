import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type, type AlertEvent, type Desk, type Host } from 'wco-cts'
import { described, typed } from './asked.ts'

const From = Type.Object({ 'last-event-id': Type.Optional(Type.String({ title: 'The last event that was received; what came after it is sent first' })) })
const Alerts = Type.String({ title: 'Events named alert, their data in JSON: target, consignment, at, lane, score, document, text' })

const MOST_AT_ONCE = 500
const LOOK_MS = 1000
const ASK_MS = 2000
const MOST_BUFFERED = 256 * 1024

const written = ({ id, ...data }: AlertEvent): string => `id: ${id}\nevent: alert\ndata: ${JSON.stringify({ ...data, at: data.at.toISOString() })}\n\n`

/** One listener: told of what came after the last event it has, in order, and never faster than it reads; and no longer than it is in. */
interface Listener { look (): Promise<void>, ask (): Promise<void>, beat (): void, readonly gone: boolean }

const listen = (desk: Desk, request: FastifyRequest, reply: FastifyReply, from: string): Listener => {
  const { raw } = reply
  let last = from
  let looking = false
  let gone = false
  raw.on('close', () => { gone = true })
  raw.on('error', () => { gone = true })
  return {
    get gone () { return gone },
    beat () { if (!gone) raw.write(': beat\n\n') }, // Keeps proxies from closing a quiet stream.
    // Signed out, dismissed, idle too long, given other roles: the stream ends, and a browser that comes back is let in as it may be now.
    async ask () { if (!gone && !await request.stillIn()) raw.end() },
    async look () {
      if (looking || gone) return
      looking = true
      try {
        // One who does not read is let go; it comes back with its last event and misses nothing.
        if (raw.writableLength > MOST_BUFFERED) {
          raw.destroy()
          return
        }
        const events = await desk.alerts(last, MOST_AT_ONCE)
        for (const event of events) raw.write(written(event))
        last = events.at(-1)?.id ?? last
      } finally {
        looking = false
      }
    }
  }
}

/** Alerts as they are raised (server-sent events), replayed from Last-Event-ID. */
export const eventRoutes = (app: FastifyInstance, host: Host, heartbeatSeconds: number): void => {
  const listeners = new Set<Listener>()
  const each = (perform: (listener: Listener) => void): void => {
    for (const listener of listeners) {
      if (listener.gone) listeners.delete(listener)
      else perform(listener)
    }
  }
  const failed = (error: unknown): void => { host.log.warn({ err: error }, 'alerts could not be looked up; the next look is soon') }
  const look = (listener: Listener): void => { listener.look().catch(failed) }
  const looks = setInterval(() => { each(look) }, LOOK_MS)
  const asks = setInterval(() => { each(listener => { listener.ask().catch(failed) }) }, ASK_MS)
  const beats = setInterval(() => { each(listener => { listener.beat() }) }, heartbeatSeconds * 1000)
  host.on('alert.raised', 'process', async () => { each(look) })
  app.addHook('preClose', async () => {
    clearInterval(looks)
    clearInterval(asks)
    clearInterval(beats)
  })

  const route = described('targets.read', 'Alerts as they are raised, as server-sent events', { headers: From, response: { 200: typed('text/event-stream', Alerts) } })
  app.get('/events', { ...route, config: { ...route.config, passive: true } }, async (request, reply) => {
    const desk = host.as(request.actor)
    const asked = request.headers['last-event-id']
    const from = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? asked : await desk.newestAlert()
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    reply.raw.write(`retry: 2000\nid: ${from}\n: connected\n\n`)
    const listener = listen(desk, request, reply, from)
    listeners.add(listener)
    look(listener)
  })
}
