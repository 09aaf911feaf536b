import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { problem } from '../model/problem.ts'
import { isKnown, languageOf, permitted } from './context.ts'
import type { Ground } from './ground.ts'

const notPermitted = problem<{ readonly permission: string }>('not-permitted', 403)
const signInFirst = problem('sign-in-first', 401)

const Health = Type.Object({ state: Type.Union([Type.Literal('ready'), Type.Literal('degraded')]), database: Type.Optional(Type.String()), degraded: Type.Optional(Type.Array(Type.String())) })

const registryOf = (ground: Ground): Registry => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, figure: keyof Awaited<ReturnType<Ground['figures']>>): void => {
    new Gauge({ name, help, registers: [registry], async collect () { this.set((await ground.figures())[figure]) } })
  }
  gauge('cts_messages_waiting', 'Messages received and not yet read', 'waiting')
  gauge('cts_consignments_unassessed', 'Consignments no assessment covers', 'unassessed')
  gauge('cts_consignments_incomplete', 'Consignments whose assessment is incomplete', 'incomplete')
  gauge('cts_notices_undelivered', 'Notices that failed and are still to be sent', 'undelivered')
  gauge('cts_targets_open_red', 'Open targets in the red lane', 'red')
  gauge('cts_targets_overdue', 'Open targets past their time', 'overdue')
  return registry
}

/**
 * Whether the caller may see how the house stands: by his permission, or because the administration opened it to everybody; a demo listens on the loopback only.
 * Where a request comes from says nothing: many a proxy on this machine passes strangers on without a word.
 */
const seesHouse = ({ rules }: Ground, request: FastifyRequest): boolean => rules.demo || rules.openMetrics || permitted(request, 'house.read')

/** Alive and ready, for anyone, in one word; what is degraded and the counts of a monitor, for who may see the house. Neither says anything about cargo. */
export const healthRoutes = (app: FastifyInstance, ground: Ground): void => {
  const registry = registryOf(ground)
  const config = { permission: 'public', passive: true }
  app.get('/health', { config, schema: { response: { 200: Health }, hide: true } }, async request => {
    const degraded = await ground.degraded(languageOf(ground, request))
    const state = degraded.length === 0 ? 'ready' as const : 'degraded' as const
    return seesHouse(ground, request) ? { state, database: ground.database.embedded ? 'embedded' : 'postgresql', degraded: [...degraded] } : { state }
  })
  app.get('/metrics', { config, schema: { response: { 200: Type.String() }, hide: true } }, async (request, reply) => {
    if (!seesHouse(ground, request)) throw isKnown(request) ? notPermitted({ permission: 'house.read' }) : signInFirst({})
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
