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
import { faultsOfProfiles, People, Profiles } from '../seed.ts'
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

const ofWorkflow = (workflow: Workflow, shelves: Shelves): readonly Fault[] => {
  const at = 'workflow.json'
  const states = new Set(Object.keys(workflow.states))
  const said = workflow.transitions.flatMap(({ from, to }) => [...from, ...to])
  const reached = new Set([workflow.start])
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const { from, to } of workflow.transitions) if (from.some(state => reached.has(state))) for (const state of to) reached.add(state)
  }
  const steps = shelves.steps.all()
  return [
    ...[...new Set([workflow.start, ...said])].filter(state => steps.length > 0 && !states.has(state)).map(state => ({ at, says: `names the state “${state}”, which is none of its states` })),
    ...[...states].filter(state => !reached.has(state)).map(state => ({ at, says: `nothing leads to the state “${state}”` })),
    ...workflow.transitions.filter(({ step }) => steps.length > 0 && shelves.steps.get(step) === undefined).map(({ step }) => ({ at, says: `names the step “${step}”, which no enabled plugin brings` })),
    ...workflow.transitions.flatMap(({ step, to }) => to.filter(state => shelves.steps.get(step)?.thing.to.includes(state) === false).map(state => ({ at, says: `lets the step “${step}” lead to “${state}”, where it never leads` })))
  ]
}

const CORE = ['messages.submit', 'messages.read', 'messages.own', 'consignments.read', 'targets.read', 'profiles.read', 'profiles.draft', 'profiles.publish', 'lists.read', 'lists.edit', 'lists.sign', 'reports.read', 'journal.read', 'people.manage', 'house.read']

const ofRoles = (roles: Roles, plugins: readonly Loaded[]): readonly Fault[] => {
  const known = new Set([...CORE, ...plugins.flatMap(({ card }) => Object.keys(card.permissions ?? {}))])
  return Object.entries(roles).flatMap(([role, permissions]) => permissions.filter(permission => !known.has(permission) && plugins.length > 0)
    .map(permission => ({ at: `roles.json ${role}`, says: `gives the permission “${permission}”, which nothing enabled brings` })))
}

/** Everything that is wrong with a configuration, without starting it. */
export const faultsOfConfig = async (folder: string): Promise<readonly Fault[]> => {
  const config = readConfig(folder)
  const { plugins, faults } = await loadPlugins(config)
  const [workflow, roles] = [config.read('workflow', Workflow), config.read('roles', Roles)]
  config.read('assessment', AssessmentRules)
  config.read('locale', Locale)
  const server = config.read('server', ServerRules)
  const people = config.read('people', People)
  const profiles = config.read('profiles', Profiles)
  const made = await shelvesOf(plugins, config)
  const folders = plugins.map(({ id, place }) => ({ plugin: id, folder: place.folder }))
  const texts = await loadTexts([{ plugin: null, folder: join(HOUSE, 'templates/locales') }])
  const drawn = await loadTemplates({ core: join(HOUSE, 'templates'), plugins: folders }, texts).then((): readonly Fault[] => [], (error: unknown) => [{ at: 'templates', says: error instanceof Error ? error.message : String(error) }])
  const secrets = !server.demo && people.some(({ password, token }) => password !== undefined || token !== undefined)
  return [
    ...new Set([...faults, ...config.faults]), ...made.faults, ...ofWorkflow(workflow, made.shelves), ...ofRoles(roles, plugins), ...faultsOfProfiles(profiles, made.shelves, roles), ...drawn,
    ...(secrets ? [{ at: 'people.json', says: 'gives passwords or tokens; only a demo may' }] : [])
  ]
}

/** Prints every fault of a configuration at once; exit code 1 when there are any. */
export const run = async ([folder]: readonly string[]): Promise<number> => {
  const faults = await faultsOfConfig(configFolder(folder))
  for (const { at, says } of faults) process.stdout.write(`${at}: ${says}\n`)
  process.stdout.write(faults.length === 0 ? 'Nothing is wrong.\n' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.\n`)
  return faults.length === 0 ? 0 : 1
}
