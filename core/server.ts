import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { assemble, type Assembled } from './assemble.ts'
import { emptySpool, receive } from './flow/receive.ts'
import { COUNTED_SECONDS, degradedIn, keptFor } from './flow/standing.ts'
import type { Config } from './host/config.ts'
import { Faults } from './host/fault.ts'
import { HOUSE } from './host/house.ts'
import { migrationsOf, type Loaded } from './host/load.ts'
import { problem } from './model/problem.ts'
import type { ReportPages } from './render/html.ts'
import { loadTemplates } from './render/templates.ts'
import { People, Profiles, seedPeople, seedProfiles, setUpCode } from './seed.ts'
import { unsound, unsoundServer } from './sound.ts'
import { openDatabase, type Database } from './store/database.ts'
import { forgetDeaths } from './store/deaths.ts'
import { startEmbedded, type Reach } from './store/embedded.ts'
import { standingOf } from './store/house-views.ts'
import { lockFolder } from './store/lock.ts'
import { freeLeases } from './store/messages.ts'
import { migrate } from './store/migrate.ts'
import { queueCounts } from './store/target-views.ts'
import { watchWork, type Watched } from './watch.ts'
import { ServerRules, type Ground } from './web/ground.ts'
import { answerUnreadable } from './web/problem.ts'
import { openDoor, openHouse } from './web/web.ts'

/** What a server is made of: an administration's configuration, a data folder, a database's URL or none for the embedded one. */
export interface Site { readonly config: Config, readonly plugins: readonly Loaded[], readonly data: string, readonly databaseUrl: string | undefined, readonly host?: string | undefined }

/** A server that is built and listens to nothing yet. */
export interface Server {
  readonly app: FastifyInstance
  readonly rules: ServerRules
  readonly database: Database
  readonly assembled: Assembled
  readonly setUpCode: string | null
  /** Opens the channels, once the app listens. */
  openChannels (): Promise<void>
  close (): Promise<void>
}

export const demoOnLoopback = problem<{ readonly host: string }>('demo-on-loopback', 500)
export const notForProduction = problem('embedded-not-for-production', 500)

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const serverId = async (data: string): Promise<string> => {
  const file = join(data, 'server-id')
  if (!existsSync(file)) await writeFile(file, randomUUID(), { mode: 0o600 })
  return readFile(file, 'utf8')
}

interface Opened { readonly database: Database, readonly reach: Reach, close (): Promise<void> }

const openStore = async (site: Site): Promise<Opened> => {
  if (site.databaseUrl !== undefined) {
    const database = openDatabase({ connectionString: site.databaseUrl }, false)
    return { database, reach: database.reach, close: () => database.close() }
  }
  const embedded = await startEmbedded(join(site.data, 'database'))
  const database = openDatabase(embedded.reach, true)
  return { database, reach: embedded.reach, async close () { await database.close(); await embedded.close() } }
}

/** What draws charts and paper is large: the first report waits for it, not everybody who waits for the server. */
const loadPages = async (): Promise<ReportPages> => (await import('./render/html.ts')).loadReportPages(join(HOUSE, 'templates/report'))

const groundOf = async (site: Site, rules: ServerRules, assembled: Assembled, people: People): Promise<Ground> => {
  const { works, actors, as } = assembled
  const folders = site.plugins.map(({ id, place }) => ({ plugin: id, folder: place.folder }))
  const queue = keptFor(COUNTED_SECONDS, () => queueCounts(works.database.knex, null))
  let pages: Promise<ReportPages> | null = null
  return {
    rules,
    administration: { name: works.locale.administration, classification: works.locale.classification, zone: works.locale.zone, language: works.locale.language, languages: works.locale.languages },
    database: works.database,
    texts: works.texts,
    templates: await loadTemplates({ core: join(HOUSE, 'templates'), plugins: folders }, works.texts),
    reportPages: () => pages ??= loadPages(),
    pages: works.shelves.pages.all(),
    identities: works.shelves.identities.all(),
    reports: works.shelves.reports.all(),
    folders: folders.filter(({ folder }) => existsSync(join(folder, 'public'))).map(({ plugin, folder }) => ({ plugin, folder: join(folder, 'public') })),
    demoPeople: people.flatMap(({ subject, password }) => password === undefined ? [] : [{ subject, password }]),
    nobody: actors.nobody,
    actorOf: actors.ofPerson,
    as,
    degraded: async language => degradedIn(works, language, await works.standing()),
    figures: async () => ({ ...await works.standing(), ...await queue() })
  }
}

/** Messages a demo has already read when its first page is opened. */
const readSamples = async (site: Site, rules: ServerRules, assembled: Assembled, wake: () => void): Promise<void> => {
  const folder = join(site.config.folder, 'samples')
  if (!rules.demo || !existsSync(folder)) return
  const receiving = { database: assembled.works.database, spool: join(site.data, 'spool'), mostBytes: rules.mostMegabytes * 1e6, wake }
  for (const name of (await readdir(folder)).filter(name => !name.startsWith('.') && name !== 'README.md').sort()) {
    await receive(receiving, { bytes: createReadStream(join(folder, name)), sender: 'DEMOLINE', name }, 'samples')
  }
  for (let tries = 0; tries < 150 && (await standingOf(assembled.works.database.knex)).waiting > 0; tries++) await new Promise(resolve => setTimeout(resolve, 200))
}

const openAll = async (assembled: Assembled, mostBytes: number, data: string, wake: () => void): Promise<readonly (() => Promise<void>)[]> => {
  const receiving = { database: assembled.works.database, spool: join(data, 'spool'), mostBytes, wake }
  const open: (() => Promise<void>)[] = []
  for (const { thing } of assembled.works.shelves.channels.all()) open.push(await thing.open(message => receive(receiving, message, thing.id)))
  return open
}

/** Puts the rooms together into one Fastify app: store, plugins, web, and the thread that works. Whatever is wrong stops it, and what was opened is closed again. */
export const buildServer = async (site: Site): Promise<Server> => {
  const { config, data } = site
  const rules = config.read('server', ServerRules)
  const people = config.read('people', People)
  const profiles = config.read('profiles', Profiles)
  const wrong = [...config.faults, ...unsoundServer(rules)]
  if (wrong.length > 0) throw new Faults(wrong)
  const host = site.host ?? rules.host
  if (rules.demo && !isLoopback(host)) throw demoOnLoopback({ host })
  if (rules.production && site.databaseUrl === undefined) throw notForProduction({})
  const closing: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => { while (closing.length > 0) await closing.pop()?.() }
  try {
    closing.push(await lockFolder(data))
    await emptySpool(join(data, 'spool'))
    const store = await openStore(site)
    closing.push(() => store.close())
    await migrate(store.database, [{ schema: 'cts', folder: join(HOUSE, 'migrations') }, ...migrationsOf(site.plugins)])
    const server = await serverId(data)
    await freeLeases(store.database.knex, server)
    await forgetDeaths(store.database.knex)
    let ground: Ground | null = null
    const houseNow = (): Ground => {
      if (ground === null) throw new Error('asked before the house stands')
      return ground
    }
    const app = Fastify({
      logger: { level: rules.logLevel }, trustProxy: rules.proxies.length > 0 ? rules.proxies : false, bodyLimit: 1_000_000, pluginTimeout: 60_000, requestTimeout: 600_000,
      frameworkErrors: (error, request, reply) => { answerUnreadable(houseNow(), error, request, reply) }
    })
    closing.push(() => app.close())
    let work: Watched | null = null
    const wake = (): void => { work?.wake() }
    await openDoor(app, rules, houseNow)
    const mostBytes = rules.mostMegabytes * 1e6
    const assembled = await assemble({ app, config, plugins: site.plugins, database: store.database, data, parts: ['web'], mostBytes, log: app.log, wake, beat: () => {}, reads: () => work?.alive() !== false })
    ground = await groundOf(site, rules, assembled, people)
    await openHouse(app, ground, assembled.api)
    await app.ready()
    const faults = unsound({ ...assembled.works, config, server: rules, people, profiles }, { ...assembled.works, plugins: site.plugins })
    if (faults.length > 0) throw new Faults(faults)
    if (rules.demo) await seedPeople(assembled, people)
    await seedProfiles(assembled, profiles)
    const watched = watchWork({ folder: config.folder, data, embedded: store.database.embedded, server, mostBytes, level: rules.logLevel, reach: store.reach, hangSeconds: rules.hangSeconds }, store.database, app.log,
      (event, what) => { void assembled.telling.tell(event as 'list.changed', what as { list: string }, true) })
    work = watched
    closing.push(() => watched.close())
    await watched.ready
    await readSamples(site, rules, assembled, wake)
    return {
      app, rules, database: store.database, assembled,
      setUpCode: rules.demo ? null : await setUpCode(assembled),
      async openChannels () { closing.push(...await openAll(assembled, mostBytes, data, wake)) },
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}
