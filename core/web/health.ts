import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { standingOf } from '../store/house-views.ts'
import { undelivered } from '../store/outbox.ts'
import { queueCounts } from '../store/target-views.ts'
import type { Ground } from './ground.ts'

const Health = Type.Object({ state: Type.Union([Type.Literal('ready'), Type.Literal('degraded')]), database: Type.String(), degraded: Type.Array(Type.String()) })

const registryOf = (ground: Ground): Registry => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, value: () => Promise<number>): void => {
    new Gauge({ name, help, registers: [registry], async collect () { this.set(await value()) } })
  }
  const { knex } = ground.database
  gauge('cts_messages_waiting', 'Messages received and not yet read', async () => (await standingOf(knex)).waiting)
  gauge('cts_consignments_unassessed', 'Consignments no assessment covers', async () => (await standingOf(knex)).unassessed)
  gauge('cts_consignments_incomplete', 'Consignments whose assessment is incomplete', async () => (await standingOf(knex)).incomplete)
  gauge('cts_notices_undelivered', 'Notices that failed and are still to be sent', () => undelivered(knex))
  gauge('cts_targets_open_red', 'Open targets in the red lane', async () => (await queueCounts(knex, null)).red)
  gauge('cts_targets_overdue', 'Open targets past their time', async () => (await queueCounts(knex, null)).overdue)
  return registry
}

/** Alive, ready, and what is degraded; counts for a monitor. Neither says anything about cargo. */
export const healthRoutes = (app: FastifyInstance, ground: Ground): void => {
  const registry = registryOf(ground)
  app.get('/health', { config: { permission: 'public' }, schema: { response: { 200: Health }, hide: true } }, async () => {
    const degraded = await ground.degraded()
    return { state: degraded.length === 0 ? 'ready' as const : 'degraded' as const, database: ground.database.embedded ? 'embedded' : 'postgresql', degraded: [...degraded] }
  })
  app.get('/metrics', { config: { permission: 'public' }, schema: { response: { 200: Type.String() }, hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()))
}
