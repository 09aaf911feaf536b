import { Faults } from '../host/fault.ts'
import { buildServer, type Server } from '../server.ts'
import { databaseUrl, dataFolder, openSite } from './site.ts'

const HIGHEST_PORT = 65_535

/** The port the environment names, if it names one; what is none is said before anything is opened. */
const portNamed = (): number | undefined => {
  const text = process.env['PORT']
  if (text === undefined || text === '') return undefined
  if (!/^\d{1,5}$/.test(text) || Number(text) > HIGHEST_PORT) throw new Faults([{ at: 'PORT', says: `“${text}” is no port; one is a number from 0 to ${HIGHEST_PORT}` }])
  return Number(text)
}

const announce = (server: Server, address: string, plugins: number): void => {
  const { rules, database, setUpCode, assembled } = server
  const say = (line: string): void => { process.stdout.write(`${line}\n`) }
  say(`${assembled.works.locale.administration} · ${address} · ${plugins} plugins`)
  if (plugins === 0) say('No plugin is enabled: plugins.json names none, so nothing is read and nothing is shown.')
  if (database.embedded) say('The embedded database is for trying out, training and tests: it survives a crash of the server, not a power cut. For work set DATABASE_URL to a PostgreSQL.')
  if (rules.demo) say('THIS IS A DEMO. Sign in as officer, supervisor, manager or admin; the password is “demo”. It listens on this machine only.')
  if (setUpCode !== null) say(`Nobody can sign in yet. Make the first administrator at ${address}/set-up with the one-time code ${setUpCode}`)
}

/** Starts the server and keeps it until a signal ends it. */
export const run = async (): Promise<number> => {
  const port = portNamed()
  const site = await openSite()
  const host = process.env['HOST'] === '' ? undefined : process.env['HOST']
  const server = await buildServer({ ...site, data: dataFolder(), databaseUrl: databaseUrl(), host })
  const ended = new Promise<void>(resolve => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { resolve() }) })
  try {
    const address = await server.app.listen({ host: host ?? server.rules.host, port: port ?? server.rules.port })
    await server.openChannels()
    announce(server, address, site.plugins.length)
    await ended
  } finally {
    await server.close()
  }
  return 0
}
