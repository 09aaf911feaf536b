import t from 'tap'
import { transact } from '../../core/store/database.ts'
import { keepPerson } from '../../core/store/people.ts'
import { keepToken } from '../../core/store/tokens.ts'
import type { Running } from '../support/server.ts'
import { rows, start } from './administration.ts'

type House = Running['server']

const asked = async ({ app }: House, url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => app.inject({ url, headers, remoteAddress })
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

/** An account of another system in one role; its token. */
const systemIn = async ({ database }: House, role: string): Promise<string> => transact(database, async trx => {
  const now = new Date()
  const person = await keepPerson(trx, { provider: 'token', subject: role, kind: 'system', name: role, roles: [role] }, now)
  await keepToken(trx, { person, name: role, secret: `cts_${role}`, until: null, zone: 'UTC' }, now)
  return `cts_${role}`
})

const fail = async ({ database: { knex } }: House): Promise<void> => {
  await knex.raw(`INSERT INTO cts.outbox (id, address, notice, made, due, fault) VALUES (gen_random_uuid(), 'x:y', '{}', now(), now() + interval '1 day', 'gone')`)
  await new Promise(resolve => setTimeout(resolve, 3100))
}

t.test('how an administration that works stands', async t => {
  const { server } = await start(t, { files: { 'server.json': { secureCookies: false }, 'people.json': [] } })

  t.test('is counted for who may see the house and for nobody else, wherever he asks from', async t => {
    for (const role of ['supervisor', 'manager', 'admin']) t.equal((await asked(server, '/metrics', bearer(await systemIn(server, role)))).statusCode, 200, role)
    for (const role of ['officer', 'carrier']) t.equal((await asked(server, '/metrics', bearer(await systemIn(server, role)))).statusCode, 403, role)
    for (const address of ['127.0.0.1', '::1', '192.0.2.7']) t.equal((await asked(server, '/metrics', {}, address)).statusCode, 401, `${address}: a proxy there may have passed it on`)
  })

  t.test('is told strangers in one word', async t => {
    await fail(server)
    for (const headers of [{}, bearer('cts_carrier')]) t.same((await asked(server, '/health', headers)).json(), { state: 'degraded' })
    t.match((await asked(server, '/health', bearer('cts_manager'))).json(), { state: 'degraded', database: String, degraded: [/One notice could not be delivered/] })
  })
})

t.test('an administration may open its counts to everybody who reaches it', async t => {
  const { server } = await start(t, { files: { 'server.json': { secureCookies: false, openMetrics: true }, 'people.json': [] } })
  t.match((await asked(server, '/metrics', {}, '192.0.2.7')).body, /^cts_messages_waiting 0$/m)
  t.match((await asked(server, '/health', {}, '192.0.2.7')).json(), { database: String, degraded: [] })
})

t.test('how the house stands', async t => {
  const house = await start(t)
  const { knex } = house.server.database

  t.test('is open in a demo, which listens on the loopback only, and told in the language asked', async t => {
    await fail(house.server)
    t.equal((await asked(house.server, '/metrics')).statusCode, 200)
    const health = await asked(house.server, '/health', { 'accept-language': 'fr' })
    t.match(health.json<{ degraded: string[] }>().degraded, [/Un avis n’a pas pu être remis/])
  })

  t.test('is seen on their desk by who works targets or sees the house, and by no carrier', async t => {
    const { actors, as } = house.server.assembled
    const { rows: people } = await knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>('SELECT * FROM cts.person')
    for (const person of people) {
      const status = as(actors.ofPerson(person)).status()
      if (person.subject === 'carrier') await t.rejects(status, { message: /^not-permitted/ })
      else t.match((await status).degraded.join(), /One notice could not be delivered/, person.subject)
    }
  })

  t.test('is counted once in some seconds, however many ask', async t => {
    await new Promise(resolve => setTimeout(resolve, 3100))
    let counts = 0
    knex.on('query', ({ sql }: { sql: string }) => { if (sql.includes("state = 'incomplete'")) counts++ })
    await Promise.all(Array.from({ length: 30 }, () => house.ask(null, 'GET', '/metrics')))
    await Promise.all(Array.from({ length: 30 }, () => house.ask(null, 'GET', '/health')))
    for (const path of ['/', '/house']) {
      const pages = await Promise.all(Array.from({ length: 10 }, () => house.ask('supervisor', 'GET', path)))
      t.same([...new Set(pages.map(({ status }) => status))], [200], path)
    }
    t.ok(counts <= 3, `counted ${counts} times`)
    t.ok(rows(await house.ask(null, 'GET', '/health'), 'degraded').length > 0)
  })
})
