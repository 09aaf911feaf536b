import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { dayIn } from 'wco-cts'
import { readConfig } from '../../core/host/config.ts'
import { loadPlugins } from '../../core/host/load.ts'
import { buildServer, type Server } from '../../core/server.ts'
import { freshPlace } from '../support/database.ts'
import { demoConfig } from '../support/server.ts'
import { until } from './administration.ts'
import { sea } from './manifests.ts'

// Twenty-five hours lie between these clocks, so that the second always shows a later day than the first.
const [WEST, EAST] = ['Pacific/Midway', 'Pacific/Kiritimati'] as const

t.test('an entry that is in force from a later day, and one that is until an earlier', async t => {
  const place = await freshPlace()
  const folder = await demoConfig({ plugins: { 'profile/random': false }, files: { 'profiles.json': [{ type: 'watch-list', title: 'Every watch list in force', settings: {}, alert: ['officer'] }] } })
  const start = async (zone: string): Promise<Server> => {
    await writeFile(join(folder, 'locale.json'), JSON.stringify({ country: 'ZZ', zone }))
    const config = readConfig(folder)
    const { plugins } = await loadPlugins(config)
    return buildServer({ config, plugins, data: place.data, databaseUrl: place.databaseUrl })
  }
  let server = await start(WEST)
  t.teardown(async () => { await server.close(); await place.remove(); await rm(folder, { recursive: true, force: true }) })
  const ask = async <T>(who: string, path: string, payload?: object | Buffer): Promise<T> =>
    (await server.app.inject({ method: payload === undefined ? 'GET' : 'POST', url: `/api/v1/${path}`, headers: { authorization: `Bearer demo-${who}`, ...(payload instanceof Buffer ? { 'content-type': 'application/octet-stream' } : {}) }, ...(payload === undefined ? {} : { payload }) })).json<T>()
  const cargo = async (number = 'ABCD95000001'): Promise<{ readonly findings: readonly { readonly text: string }[] } | null> => {
    const { items: [row] } = await ask<{ items: { id: string }[] }>('officer', `consignments?number=${number}`)
    return row === undefined ? null : ask('officer', `consignments/${row.id}`)
  }

  t.test('finds nothing before its day, and all on its last', async t => {
    const { id: list } = await ask<{ id: string }>('supervisor', 'watch-lists', { title: 'From a day on', kind: 'party', level: 'local' })
    t.match(await ask('supervisor', `watch-lists/${list}/entries`, { kind: 'party', names: ['Blacktide Maritime Supplies'], reason: 'A licence that ends', from: dayIn(EAST, new Date(Date.now() - 120_000)) }), { state: 'in-force' })
    t.match(await ask('supervisor', `watch-lists/${list}/entries`, { kind: 'party', names: ['Northwind Orchards'], reason: 'A licence that begins', until: dayIn(WEST, new Date(Date.now() + 120_000)) }), { state: 'in-force' })
    await ask('carrier', 'messages', Buffer.from(sea({ reference: 'D1', bills: [{ number: 'ABCD95000001', consignee: 'BLACKTIDE MARITIME SUPPLIES' }, { number: 'ABCD95000002', consignee: 'NORTHWIND ORCHARDS' }] })))
    t.match(await until(async () => await ask<{ items: { state: string }[] }>('officer', 'messages'), ({ items }) => items[0]?.state === 'accepted', 20), { items: [{ state: 'accepted' }] })
    t.match(await cargo(), { findings: { length: 0 } })
    t.match(await cargo('ABCD95000002'), { findings: [{ type: 'watch-list', text: /NORTHWIND/ }] })
  })

  t.test('finds what is open when its day comes, and nothing any more when its last is over, by the administration’s clock', async t => {
    await server.close()
    server = await start(EAST)
    const found = await until(() => cargo(), cargo => (cargo?.findings.length ?? 0) > 0, 20)
    t.match(found, { findings: [{ type: 'watch-list', text: /BLACKTIDE/ }], target: String })
    t.match(await until(() => cargo('ABCD95000002'), cargo => cargo?.findings.length === 0, 20), { findings: { length: 0 } })
  })
})
