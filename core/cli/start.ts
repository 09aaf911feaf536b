import { buildServer, type Server } from '../server.ts'
import { databaseUrl, dataFolder, openSite } from './site.ts'

const numberOf = (text: string | undefined): number | undefined => text === undefined || text === '' ? undefined : Number(text)

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
  const site = await openSite()
  const host = process.env['HOST'] === '' ? undefined : process.env['HOST']
  const server = await buildServer({ ...site, data: dataFolder(), databaseUrl: databaseUrl(), host })
  const ended = new Promise<void>(resolve => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { resolve() }) })
  try {
    const address = await server.app.listen({ host: host ?? server.rules.host, port: numberOf(process.env['PORT']) ?? server.rules.port })
    await server.openChannels()
    announce(server, address, site.plugins.length)
    await ended
  } finally {
    await server.close()
  }
  return 0
}
