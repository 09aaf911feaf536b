import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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
