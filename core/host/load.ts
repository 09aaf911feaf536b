import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Static, TObject } from '@sinclair/typebox'
import { Default } from '@sinclair/typebox/value'
import fastifyPlugin from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import type { Host } from '../contract/host.ts'
import type { Plugin } from '../contract/plugin.ts'
import { checkCard, checkOptions } from './check.ts'
import type { Config } from './config.ts'
import type { Fault } from './fault.ts'
import { findPlugin, schemaOf, type Place } from './find.ts'
import { orderByNeeds } from './order.ts'

/** A plugin that passed every check, with its options filled in. */
export interface Loaded { readonly id: string, readonly needs: readonly string[], readonly card: Plugin, readonly options: Static<TObject>, readonly place: Place }

interface Tried { readonly loaded: Loaded | null, readonly faults: readonly Fault[] }

const tryOne = async (key: string, options: unknown, administration: string): Promise<Tried> => {
  const place = findPlugin(key, administration)
  if (place === null) return { loaded: null, faults: [{ at: `plugins.json ${key}`, says: 'there is no such plugin: no folder below plugins/, no path from the configuration, no package' }] }
  let module: unknown
  try {
    module = await import(place.module)
  } catch (error) {
    return { loaded: null, faults: [{ at: key, says: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }] }
  }
  const { card, faults } = checkCard(key, module)
  if (card === null) return { loaded: null, faults }
  const filled: unknown = Default(card.config, structuredClone(options))
  const wrong = checkOptions(key, card.config, filled)
  if (wrong.length > 0) return { loaded: null, faults: wrong }
  return { loaded: { id: card.id, needs: card.needs ?? [], card, options: filled as Static<TObject>, place }, faults: [] }
}

const doubles = (plugins: readonly Loaded[]): readonly Fault[] => plugins.flatMap(({ id, place }, index) => {
  const first = plugins.findIndex(other => other.id === id)
  return first < index ? [{ at: place.key, says: `is the plugin ${id}, which ${plugins[first]?.place.key ?? ''} is already` }] : []
})

/** Finds, checks and orders every plugin a configuration names. All faults come back at once; what passed comes back too, so that the rest can be checked. */
export const loadPlugins = async (config: Config): Promise<{ readonly plugins: readonly Loaded[], readonly faults: readonly Fault[] }> => {
  const tried = await Promise.all([...config.plugins()].map(([key, options]) => tryOne(key, options, config.folder)))
  const passed = tried.flatMap(({ loaded }) => loaded === null ? [] : [loaded])
  const twice = doubles(passed)
  const { ordered, faults } = orderByNeeds(passed.filter(({ place }) => !twice.some(({ at }) => at === place.key)))
  const failed = tried.flatMap(({ faults }) => faults)
  // What a plugin lacks because that one failed is no second fault.
  const missing = new Set([...config.plugins().keys()].filter(key => !passed.some(({ place }) => place.key === key)))
  return { plugins: ordered, faults: [...config.faults, ...failed, ...twice, ...faults.filter(({ says }) => ![...missing].some(key => says.startsWith(`needs ${key},`)))] }
}

/** Migrations of the plugins that keep tables, each in its own schema. */
export const migrationsOf = (plugins: readonly Loaded[]): readonly { readonly schema: string, readonly folder: string }[] =>
  plugins.map(({ id, place }) => ({ schema: schemaOf(id), folder: join(place.folder, 'migrations') })).filter(({ folder }) => existsSync(folder))

/** Registers plugins in their order, each in its own scope: Fastify gives order, time limits and closing in reverse. */
export const registerPlugins = async (app: FastifyInstance, plugins: readonly Loaded[], hand: (plugin: Plugin, scope: FastifyInstance) => Host): Promise<void> => {
  for (const { card, options } of plugins) {
    const wrapped = fastifyPlugin(async (scope: FastifyInstance) => { await card.register(hand(card, scope), options) },
      { name: card.id, dependencies: [...card.needs ?? []], encapsulate: true })
    await app.register(wrapped, { prefix: `/plugins/${card.id}` })
  }
}
