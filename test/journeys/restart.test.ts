import { rm } from 'node:fs/promises'
import t from 'tap'
import { readConfig } from '../../core/host/config.ts'
import { loadPlugins } from '../../core/host/load.ts'
import { buildServer, type Server } from '../../core/server.ts'
import { freshPlace } from '../support/database.ts'
import { demoConfig } from '../support/server.ts'
import { ruleOn, until } from './administration.ts'
import { sea } from './manifests.ts'

t.test('a server that is closed and started again on its data', async t => {
  const place = await freshPlace()
  const folder = await demoConfig({ plugins: { 'profile/random': false }, files: { 'profiles.json': [ruleOn(['rosewood'])] } })
  const config = readConfig(folder)
  const { plugins } = await loadPlugins(config)
  const start = (): Promise<Server> => buildServer({ config, plugins, data: place.data, databaseUrl: place.databaseUrl })
  let server = await start()
  t.teardown(async () => { await server.close(); await place.remove(); await rm(folder, { recursive: true, force: true }) })

  const post = async (bytes: string): Promise<string> => (await server.app.inject({ method: 'POST', url: '/api/v1/messages', payload: Buffer.from(bytes), headers: { authorization: 'Bearer demo-carrier', 'content-type': 'application/octet-stream' } })).json<{ id: string }>().id
  const message = async (id: string): Promise<Record<string, unknown>> => (await server.app.inject({ url: `/api/v1/messages/${id}`, headers: { authorization: 'Bearer demo-officer' } })).json()
  const read = (id: string): Promise<Record<string, unknown>> => until(() => message(id), ({ state }) => !['received', 'parsed'].includes(String(state)), 20)
  const counts = async (): Promise<Record<string, number>> => {
    const tables = ['person', 'token', 'profile', 'message', 'message_part', 'filing', 'consignment', 'consignment_version', 'assessment', 'finding', 'target', 'alert', 'key_tally', 'list', 'entry', 'code']
    const { rows: [row] } = await server.database.knex.raw<{ rows: Record<string, number>[] }>(`SELECT ${tables.map(table => `(SELECT count(*) FROM cts.${table}) AS ${table}`).join(', ')}`)
    return { ...row }
  }

  t.test('has lost nothing and doubled nothing', async t => {
    t.match(await read(await post(sea({ reference: 'Z1', bills: [{ number: 'ABCD92000001', goods: 'ROSEWOOD' }, { number: 'ABCD92000002' }] }))), { state: 'accepted' })
    const before = await counts()
    t.match(before, { person: 5, token: 5, profile: 1, message: 1, consignment: 2, target: 1, alert: 1 })
    await server.close()
    server = await start()
    t.same(await counts(), before)
  })

  t.test('reads on at once what was acknowledged and not read', async t => {
    const bills = Array.from({ length: 600 }, (_, index) => ({ number: `ABCD93${String(index).padStart(6, '0')}` }))
    const id = await post(sea({ reference: 'Z2', bills }))
    await server.close()
    server = await start()
    t.match(await read(id), { state: 'accepted', consignments: 600, assessed: 600 })
    const { consignment, filing } = await counts()
    t.same({ consignment, filing }, { consignment: 602, filing: 602 })
    const { rows } = await server.database.knex.raw<{ rows: { ordinal: number }[] }>('SELECT ordinal FROM cts.filing WHERE message = :id ORDER BY ordinal', { id })
    t.same(rows.map(({ ordinal }) => ordinal), bills.map((_, index) => index), 'each once, in its place')
  })

  t.test('frees what it had leased itself, and leaves to others what is theirs', async t => {
    const { knex } = server.database
    const { rows: [own] } = await knex.raw<{ rows: { leased_by: string }[] }>('SELECT DISTINCT leased_by FROM cts.message WHERE leased_by IS NOT NULL')
    const [mine, theirs] = [sea({ reference: 'Z3', bills: [{ number: 'ABCD94000001' }] }), sea({ reference: 'Z4', bills: [{ number: 'ABCD94000002' }] })]
    // As another server would leave them: received, and taken in hand a moment ago.
    const leave = async (bytes: string, by: string): Promise<string> => {
      const id = crypto.randomUUID()
      await knex.raw(`INSERT INTO cts.message (id, sender, channel, sha256, size, leased_until, leased_by) VALUES (:id, 'DEMOLINE', 'api', :id, 1, clock_timestamp() + interval '12 seconds', :by)`, { id, by })
      await knex.raw('INSERT INTO cts.message_part (message, part, bytes) VALUES (?, 0, ?)', [id, Buffer.from(bytes)])
      return id
    }
    const left = await leave(mine, own?.leased_by ?? '')
    const taken = await leave(theirs, 'another server')
    await server.close()
    server = await start()
    const before = Date.now()
    t.match(await until(() => message(left), ({ state }) => state === 'accepted', 8), { state: 'accepted' })
    t.ok(Date.now() - before < 8000, 'at once')
    t.match(await message(taken), { state: 'received' })
    t.match(await until(() => message(taken), ({ state }) => state === 'accepted', 25), { state: 'accepted' }, 'and takes over what its server does not come back for')
  })

  t.test('keeps a second one off its folder meanwhile', async t => {
    await t.rejects(start(), { message: /^folder-in-use/ })
    t.equal((await server.app.inject({ url: '/health' })).statusCode, 200, 'and goes on itself')
  })
})
