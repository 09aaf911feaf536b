import Fastify from 'fastify'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex from 'knex'
import { AssessmentRules, Locale, Roles, Workflow } from '../flow/works.ts'
import type { Config } from '../host/config.ts'
import { readConfig } from '../host/config.ts'
import type { Fault } from '../host/fault.ts'
import { hostFor } from '../host/handed.ts'
import { HOUSE } from '../host/house.ts'
import { loadPlugins, registerPlugins, type Loaded } from '../host/load.ts'
import { makeShelves, type Shelves } from '../host/shelves.ts'
import { loadTexts } from '../render/locale.ts'
import { loadTemplates } from '../render/templates.ts'
import { People, Profiles } from '../seed.ts'
import { unsound, unsoundServer } from '../sound.ts'
import { ServerRules } from '../web/ground.ts'
import { configFolder } from './site.ts'

const none = (): never => { throw new Error('a plugin asks for what only a running server has; that is for onReady') }

const shelvesOf = async (plugins: readonly Loaded[], config: Config): Promise<{ readonly shelves: Shelves, readonly faults: readonly Fault[] }> => {
  const shelves = makeShelves()
  const app = Fastify({ logger: false })
  const asked = knex({ client: 'pg' })
  try {
    await registerPlugins(app, plugins, (card, scope) => hostFor(card, scope, {
      shelves, log: app.log, parts: ['web'], data: join(tmpdir(), 'cts-check'), administration: config.folder, as: none, selfOf: none, tablesOf: () => asked,
      entries: async function * () {}, codes: async function * () {}, every: () => {}, on: () => {}, api: () => {}
    }))
    return { shelves, faults: [] }
  } catch (error) {
    return { shelves, faults: [{ at: 'plugins.json', says: error instanceof Error ? error.message : String(error) }] }
  }
}

/** Everything that is wrong with a configuration, without starting it. */
export const faultsOfConfig = async (folder: string): Promise<readonly Fault[]> => {
  const config = readConfig(folder)
  const { plugins, faults } = await loadPlugins(config)
  const files = {
    config,
    workflow: config.read('workflow', Workflow), roles: config.read('roles', Roles), rules: config.read('assessment', AssessmentRules), locale: config.read('locale', Locale),
    server: config.read('server', ServerRules), people: config.read('people', People), profiles: config.read('profiles', Profiles)
  }
  const made = await shelvesOf(plugins, config)
  const folders = plugins.map(({ id, place }) => ({ plugin: id, folder: place.folder }))
  const texts = await loadTexts([{ plugin: null, folder: join(HOUSE, 'templates/locales') }, ...folders.map(({ plugin, folder }) => ({ plugin, folder: join(folder, 'locales') }))])
  const drawn = await loadTemplates({ core: join(HOUSE, 'templates'), plugins: folders }, texts).then((): readonly Fault[] => [], (error: unknown) => [{ at: 'templates', says: error instanceof Error ? error.message : String(error) }])
  return [...new Set([...faults, ...config.faults]), ...made.faults, ...unsoundServer(files.server), ...unsound(files, { shelves: made.shelves, plugins, texts }), ...drawn]
}

/** Prints every fault of a configuration at once; exit code 1 when there are any. */
export const run = async ([folder]: readonly string[]): Promise<number> => {
  const faults = await faultsOfConfig(configFolder(folder))
  for (const { at, says } of faults) process.stdout.write(`${at}: ${says}\n`)
  process.stdout.write(faults.length === 0 ? 'Nothing is wrong.\n' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.\n`)
  return faults.length === 0 ? 0 : 1
}
