import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { Running } from '../support/server.ts'
import { rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'
import { outsider } from './plugin.ts'

/** A notifier that fails until a file says that it is mended, and writes down what it brings and what it was asked to. */
const flaky = (folder: string): string => `
  const { appendFile, readFile } = await import('node:fs/promises')
  host.notifier({ id: 'flaky', scheme: 'flaky', async send (notice, to, key) {
    const mended = await readFile(${JSON.stringify(join(folder, 'mended'))}).catch(() => null)
    await appendFile(${JSON.stringify(folder)} + (mended === null ? '/tried' : '/brought'), JSON.stringify({ ...notice, to, key }) + '\\n')
    if (mended === null) throw new Error('the line is down')
  } })
  host.notifier({ id: 'never', scheme: 'never', send: () => new Promise(() => {}) })
`

const linesOf = async (file: string): Promise<readonly Record<string, string>[]> =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Record<string, string>)

const hurry = async ({ server }: Running): Promise<void> => {
  await server.database.knex.raw('UPDATE cts.outbox SET due = clock_timestamp() WHERE sent IS NULL AND due > clock_timestamp()')
}

t.test('a notice that cannot be delivered', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-flaky-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const path = await outsider(t, 'notifier/flaky', flaky(folder))
  const house = await start(t, { plugins: { [path]: {} }, files: { 'people.json': [
    { subject: 'officer', name: 'Amina Otieno', roles: ['officer'], token: 'demo-officer' },
    { subject: 'agent', name: 'Célestin Mbarga', roles: ['officer'], token: 'demo-agent', language: 'fr' },
    { subject: 'carrier', name: 'Demo Line', kind: 'carrier', roles: ['carrier'], token: 'demo-carrier', sender: 'DEMOLINE' }
  ] } })
  const degraded = async (): Promise<string> => rows(await house.ask(null, 'GET', '/health'), 'degraded').join()
  const tried = join(folder, 'tried')
  const brought = join(folder, 'brought')

  t.test('does not keep the next manifest waiting, whoever does not answer', async t => {
    t.match(await house.send(sea({ reference: 'X1', bills: [{ number: 'ABCD96000001', goods: 'ROSEWOOD' }] })), { state: 'accepted' })
    await until(() => linesOf(tried), lines => lines.length >= 2)
    const before = Date.now()
    t.match(await house.send(sea({ reference: 'X2', bills: [{ number: 'ABCD96000002' }] })), { state: 'accepted' })
    t.ok(Date.now() - before < 5000, `read after ${Date.now() - before} ms`)
  })

  t.test('is shown while it is not', async t => {
    t.match(await until(degraded, text => text.includes('2 notices')), /2 notices could not be delivered/)
    t.match((await house.ask(null, 'GET', '/metrics')).text, /^cts_notices_undelivered 2$/m)
  })

  t.test('is tried again, later each time', async t => {
    const { rows: [first] } = await house.server.database.knex.raw<{ rows: { wait: number }[] }>(`SELECT extract(epoch FROM max(due) - clock_timestamp()) AS wait FROM cts.outbox WHERE address LIKE 'flaky:%'`)
    t.ok((first?.wait ?? 0) > 3 && (first?.wait ?? 0) <= 10, `next after ${first?.wait} s`)
    await house.server.database.knex.raw(`UPDATE cts.outbox SET attempts = 400 WHERE address LIKE 'flaky:%'`)
    const before = (await linesOf(tried)).length
    await house.server.database.knex.raw(`UPDATE cts.outbox SET sent = clock_timestamp() WHERE address LIKE 'never:%'`)
    await until(async () => { await hurry(house); return linesOf(tried) }, lines => lines.length > before, 40)
    const { rows: [later] } = await house.server.database.knex.raw<{ rows: { wait: number }[] }>(`SELECT extract(epoch FROM max(due) - clock_timestamp()) AS wait FROM cts.outbox WHERE address LIKE 'flaky:%'`)
    t.ok((later?.wait ?? 0) <= 3600, 'but never later than an hour, however often')
  })

  t.test('is brought once when it can be, to each in his language, and no longer shown', async t => {
    await writeFile(join(folder, 'mended'), '')
    await until(async () => { await hurry(house); return linesOf(brought) }, lines => lines.length >= 2, 40)
    await new Promise(resolve => setTimeout(resolve, 2500))
    const lines = await linesOf(brought)
    t.equal(lines.length, 2, 'one each')
    t.equal(new Set(lines.map(({ key }) => key)).size, 2)
    t.ok((await linesOf(tried)).every(({ key }) => lines.some(line => line['key'] === key)), 'under the key of every try before')
    t.equal(new Set(lines.map(({ subject }) => subject)).size, 2, 'English and French')
    for (const { subject, text, link } of lines) {
      t.notMatch(`${subject} ${text}`, /[{}]|notices\./, 'in words')
      t.match(link, /^\/targets\/[0-9a-f-]{36}$/)
    }
    t.notMatch(await until(degraded, text => !/notices?/.test(text)), /notices?/)
  })
})
