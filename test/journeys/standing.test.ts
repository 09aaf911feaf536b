import t from 'tap'
import type { Running } from '../support/server.ts'
import { rows, start } from './administration.ts'

const asked = async (house: Running, url: string, headers: Record<string, string> = {}, remoteAddress = '192.0.2.7') =>
  house.server.app.inject({ url, headers, remoteAddress })

t.test('how the house stands', async t => {
  const house = await start(t)
  const { knex } = house.server.database
  const bearer = (who: string): Record<string, string> => ({ authorization: `Bearer demo-${who}` })

  t.test('is counted for this machine, and elsewhere for who may see the house', async t => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) t.equal((await asked(house, '/metrics', {}, address)).statusCode, 200, address)
    for (const who of ['supervisor', 'manager', 'admin']) t.equal((await asked(house, '/metrics', bearer(who))).statusCode, 200, who)
    for (const who of ['officer', 'carrier']) t.equal((await asked(house, '/metrics', bearer(who))).statusCode, 403, who)
    t.equal((await asked(house, '/metrics')).statusCode, 401)
    for (const passed of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']) t.equal((await asked(house, '/metrics', { [passed]: '127.0.0.1' }, '127.0.0.1')).statusCode, 401, `what a proxy here passes on by ${passed} comes from elsewhere`)
  })

  t.test('is told strangers in one word', async t => {
    await knex.raw(`INSERT INTO cts.outbox (id, address, notice, made, due, fault) VALUES (gen_random_uuid(), 'x:y', '{}', now(), now() + interval '1 day', 'gone')`)
    await new Promise(resolve => setTimeout(resolve, 3100))
    for (const headers of [{}, bearer('carrier')]) t.match((await asked(house, '/health', headers)).json(), { state: 'degraded', degraded: { length: 0 } })
    t.match((await asked(house, '/health', bearer('manager'))).json<{ degraded: string[] }>().degraded, [/One notice could not be delivered/])
  })

  t.test('is told in the language asked', async t => {
    const health = await asked(house, '/health', { 'accept-language': 'fr' }, '127.0.0.1')
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
    let counts = 0
    knex.on('query', ({ sql }: { sql: string }) => { if (sql.includes("state = 'incomplete'")) counts++ })
    await Promise.all(Array.from({ length: 30 }, () => house.ask(null, 'GET', '/metrics')))
    await Promise.all(Array.from({ length: 30 }, () => house.ask(null, 'GET', '/health')))
    t.ok(counts <= 2, `counted ${counts} times`)
    t.ok(rows(await house.ask(null, 'GET', '/health'), 'degraded').length > 0)
  })
})
