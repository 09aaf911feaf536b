import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { demoConfig } from '../../support/server.ts'
import { freshPlace } from '../../support/database.ts'
import { begin, cts, type Command } from './command.ts'

t.setTimeout(600_000)

/** A trace of the stack names files and lines; nobody who starts a server should have to read one. */
const TRACE = /\n\s+at .+:\d+/

const folderOf = async (t: Test, folder: string): Promise<string> => {
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Where a server of this test keeps its data, with a database that is made already. */
const placeOf = async (t: Test): Promise<{ readonly CTS_DATA: string, readonly DATABASE_URL: string | undefined, readonly PORT: string, readonly HOST: undefined }> => {
  const place = await freshPlace()
  t.teardown(() => place.remove())
  return { CTS_DATA: place.data, DATABASE_URL: place.databaseUrl, PORT: '0', HOST: undefined }
}

const stop = async (server: Command): Promise<void> => {
  server.process.kill('SIGTERM')
  await server.ended
}

t.test('a start with a broken configuration ends with one readable text of all that is wrong', async t => {
  const folder = await folderOf(t, await demoConfig({ plugins: { 'format/nowhere': {}, 'step/assign': { offices: [] } } }))
  const { code, out, err } = await cts(['start'], { ...await placeOf(t), CTS_CONFIG: folder })
  t.equal(code, 1)
  t.match(err, /^cts cannot start:\n {2}/)
  t.match(err, /format\/nowhere: there is no such plugin/)
  t.match(err, /step\/assign \/offices: there is no option “offices”/)
  t.notMatch(err, TRACE)
  t.equal(out, '')
})

t.test('a demo does not listen to other machines', async t => {
  const { code, err } = await cts(['start'], { ...await placeOf(t), CTS_CONFIG: await folderOf(t, await demoConfig()), HOST: '0.0.0.0' })
  t.equal(code, 1)
  t.match(err, /^cts: [A-Z].*0\.0\.0\.0.*\.\n$/)
})

t.test('a configuration for production does not run on the embedded database', async t => {
  const folder = await folderOf(t, await mkdtemp(join(tmpdir(), 'cts-config-')))
  await writeFile(join(folder, 'server.json'), '{ "production": true }')
  const { code, err } = await cts(['start'], { ...await placeOf(t), DATABASE_URL: undefined, CTS_CONFIG: folder })
  t.equal(code, 1)
  t.match(err, /^cts: [A-Z].+\.\n$/)
})

t.test('a server says where it listens, and a second one on its data folder is refused in one sentence', async t => {
  const env = { ...await placeOf(t), CTS_CONFIG: await folderOf(t, await demoConfig()) }
  const first = begin(['start'], env)
  t.teardown(() => stop(first))
  const [, address = ''] = await first.until(/(http:\/\/127\.0\.0\.1:\d+)/)
  t.equal((await fetch(`${address}/health`)).status, 200)

  const second = await cts(['start'], env)
  t.equal(second.code, 1)
  t.match(second.err, new RegExp(`^cts: [A-Z][^\\n]*${String(first.process.pid)}[^\\n]*\\n$`), 'with the process that has it')
  t.match(second.err, env.CTS_DATA, 'and the folder')
  t.equal((await fetch(`${address}/health`)).status, 200, 'the first goes on')

  await stop(first)
  t.equal(first.process.exitCode, 0, 'and ends in order when it is told to')
})

t.test('without any plugin a server starts, says so, and answers that it is there', async t => {
  const folder = await folderOf(t, await mkdtemp(join(tmpdir(), 'cts-config-')))
  await writeFile(join(folder, 'plugins.json'), '{}')
  await writeFile(join(folder, 'server.json'), '{ "secureCookies": false }')
  const server = begin(['start'], { ...await placeOf(t), CTS_CONFIG: folder })
  t.teardown(() => stop(server))
  const [, address = ''] = await server.until(/(http:\/\/127\.0\.0\.1:\d+)/)
  await server.until(/No plugin is enabled/)
  t.equal((await fetch(`${address}/health`)).status, 200)
})

t.test('what no port is, is said before anything is opened', async t => {
  for (const PORT of ['abc', '99999', '-1', '80.5']) {
    const { code, out, err } = await cts(['start'], { PORT, CTS_DATA: '/nowhere/at/all' })
    t.equal(err, `cts cannot start:\n  PORT: “${PORT}” is no port; one is a number from 0 to 65535\n`)
    t.equal(code, 1)
    t.equal(out, '')
  }
})

t.test('a port that another program has is said in one sentence', async t => {
  const other = createServer()
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => { other.close() })
  const { port } = other.address() as AddressInfo
  const { code, err } = await cts(['start'], { ...await placeOf(t), CTS_CONFIG: await folderOf(t, await demoConfig()), PORT: String(port) })
  t.equal(err, `cts cannot start: 127.0.0.1, port ${port}: another program listens there already; HOST and PORT, or server.json, say where it listens.\n`)
  t.equal(code, 1)
})

t.test('a data folder that cannot be written is said in one sentence, by a start and by a migration', async t => {
  const folder = await folderOf(t, await mkdtemp(join(tmpdir(), 'cts-data-')))
  const file = join(folder, 'file')
  await writeFile(file, '')
  for (const [command, CTS_DATA, why] of [['start', file, 'is a file'], ['start', join(file, 'below'), 'lies below a file'], ['migrate', file, 'is a file']] as const) {
    const { code, err } = await cts([command], { CTS_DATA, DATABASE_URL: undefined, PORT: '0' })
    t.equal(err, `cts cannot start: the data folder ${CTS_DATA} ${why}; CTS_DATA names it.\n`)
    t.equal(code, 1)
  }
})

t.test('a PostgreSQL that is not there is said in one sentence, without the password', async t => {
  const CTS_DATA = await folderOf(t, await mkdtemp(join(tmpdir(), 'cts-data-')))
  for (const [DATABASE_URL, said] of [
    ['postgres://cts:secret@127.0.0.1:1/cts', 'the PostgreSQL that DATABASE_URL names (127.0.0.1:1/cts): nothing answers there'],
    ['postgres://cts:secret@nowhere.invalid/cts', 'the PostgreSQL that DATABASE_URL names (nowhere.invalid/cts): no machine is called that']
  ] as const) {
    const { code, err } = await cts(['start'], { CTS_DATA, DATABASE_URL, PORT: '0' })
    t.equal(err, `cts cannot start: ${said}.\n`)
    t.equal(code, 1)
  }
})

t.test('a PostgreSQL that lets nobody in, or has no such database, is said in one sentence', { skip: process.env['DATABASE_URL'] === undefined }, async t => {
  const CTS_DATA = await folderOf(t, await mkdtemp(join(tmpdir(), 'cts-data-')))
  const wrong = new URL(process.env['DATABASE_URL'] ?? '')
  wrong.password = 'not-the-password'
  const none = new URL(process.env['DATABASE_URL'] ?? '')
  none.pathname = '/no-such-database'
  for (const [url, why] of [[wrong, 'it refuses the password'], [none, 'it has no such database']] as const) {
    const { code, err } = await cts(['start'], { CTS_DATA, DATABASE_URL: url.href, PORT: '0' })
    t.equal(err, `cts cannot start: the PostgreSQL that DATABASE_URL names (${url.host}${url.pathname}): ${why}.\n`)
    t.equal(code, 1)
  }
})
