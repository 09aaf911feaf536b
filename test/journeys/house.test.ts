import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { HOUSE } from '../../core/host/house.ts'
import { readConfig } from '../../core/host/config.ts'
import { loadPlugins } from '../../core/host/load.ts'
import { buildServer, type Server } from '../../core/server.ts'
import { freshPlace } from '../support/database.ts'

/** A configuration of an administration's own, not the demo's. */
const ownConfig = async (t: Test, server: object = {}): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-own-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'plugins.json'), JSON.stringify({ 'format/cuscar': {}, 'mode/sea': {}, 'profile/rule': {}, 'step/assign': {}, 'step/review': {}, 'identity/password': {}, 'web/console': {}, 'web/api': {} }))
  await writeFile(join(folder, 'server.json'), JSON.stringify({ secureCookies: false, ...server }))
  return folder
}

interface Place { readonly data: string, readonly databaseUrl: string | undefined }

const build = async (folder: string, { data, databaseUrl }: Place, host?: string): Promise<Server> => {
  const config = readConfig(folder)
  const { plugins, faults } = await loadPlugins(config)
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  return buildServer({ config, plugins, data, databaseUrl, host })
}

const form = (fields: Readonly<Record<string, string>>): { readonly payload: string, readonly headers: Record<string, string> } =>
  ({ payload: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })

const peopleOf = async ({ database }: Server): Promise<readonly { subject: string, roles: string[] }[]> =>
  (await database.knex.raw<{ rows: { subject: string, roles: string[] }[] }>('SELECT * FROM cts.person')).rows

t.test('a house of one’s own', async t => {
  const place = await freshPlace()
  const folder = await ownConfig(t)
  let server = await build(folder, place)
  t.teardown(async () => { await server.close(); await place.remove() })
  const code = server.setUpCode ?? ''
  const given = { code, subject: 'amina', name: 'Amina Otieno', password: 'seven green turtles swim' }
  const formOf = async (url = '/set-up') => {
    const page = await server.app.inject({ url, headers: { accept: 'text/html' } })
    return { csrf: /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '', cookies: Object.fromEntries(page.cookies.map(({ name, value }) => [name, value])) }
  }
  const setUp = async (fields: Readonly<Record<string, string>>, { csrf, cookies }: Awaited<ReturnType<typeof formOf>>) =>
    server.app.inject({ method: 'POST', url: '/set-up', ...form({ ...fields, csrf }), cookies })

  t.test('has nobody in it, and no token of the demo opens it', async t => {
    t.same(await peopleOf(server), [])
    t.match(code, /^[\w-]{16}$/)
    for (const who of ['officer', 'admin', 'carrier']) t.equal((await server.app.inject({ url: '/api/v1/targets', headers: { authorization: `Bearer demo-${who}` } })).statusCode, 401)
    t.notMatch((await server.app.inject({ url: '/sign-in', headers: { accept: 'text/html' } })).body, /demo/i)
  })

  t.test('makes nobody its administrator for a wrong code or a weak password', async t => {
    t.equal((await setUp({ ...given, code: 'x'.repeat(16) }, await formOf())).statusCode, 403)
    const weak = await setUp({ ...given, password: '123' }, await formOf())
    t.equal(weak.statusCode, 400)
    t.notMatch(weak.body, /problems\.|password-[a-z]+-/)
    t.equal((await setUp({ code }, await formOf())).statusCode, 400)
    t.same(await peopleOf(server), [])
  })

  t.test('makes its first administrator once, also where ten ask at once', async t => {
    const opened = await Promise.all(Array.from({ length: 11 }, () => formOf()))
    const [late = { csrf: '', cookies: {} }, ...ten] = opened
    const answers = await Promise.all(ten.map((its, index) => setUp({ ...given, subject: `Amina${index}` }, its)))
    t.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1)
    t.match(await peopleOf(server), [{ roles: ['admin'] }])
    t.equal((await peopleOf(server)).length, 1)
    t.equal((await setUp({ ...given, subject: 'another' }, late)).statusCode, 409)
    const page = await server.app.inject({ url: '/set-up', headers: { accept: 'text/html' } })
    t.match(page.body, /The one-time code is used up/, 'and its page says so')
    t.notMatch(page.body, 'name="code"', 'without its form')
  })

  t.test('lets that one in by the password, and nobody by another', async t => {
    const [{ subject } = { subject: '' }] = await peopleOf(server)
    const page = await server.app.inject({ url: '/sign-in', headers: { accept: 'text/html' } })
    const visitor = page.cookies.find(({ name }) => name === 'visitor')?.value ?? ''
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const signIn = (password: string, token = csrf) => {
      const { payload, headers } = form({ provider: 'password', username: subject, password, csrf: token })
      return server.app.inject({ method: 'POST', url: '/sign-in', payload, headers, cookies: { visitor } })
    }
    t.equal((await signIn(given.password, 'forged')).statusCode, 403, 'nor by a form of another site')
    const signedIn = await signIn(given.password)
    t.equal(signedIn.statusCode, 303, signedIn.body)
    const session = signedIn.cookies.find(({ name }) => name === 'cts')
    t.match(session, { httpOnly: true, sameSite: 'Lax' })
    const cookies = { cts: session?.value ?? '' }
    t.equal((await server.app.inject({ url: '/api/v1/targets', cookies })).statusCode, 403, 'an administrator sees no cargo')
    t.equal((await server.app.inject({ url: '/people', headers: { accept: 'text/html' }, cookies })).statusCode, 200)
    t.equal((await server.app.inject({ method: 'POST', url: '/sign-out', cookies })).statusCode, 403, 'and is not signed out by another site')
    t.equal((await signIn('wrong password here')).statusCode, 401)
  })

  t.test('prints no code when it is started again', async t => {
    await server.close()
    server = await build(folder, place)
    t.equal(server.setUpCode, null)
    t.equal((await peopleOf(server)).length, 1)
    t.equal((await setUp(given, await formOf('/sign-in'))).statusCode, 409)
  })
})

t.test('a configuration that may not be started so', async t => {
  const place = await freshPlace()
  t.teardown(() => place.remove())
  const demo = await mkdtemp(join(tmpdir(), 'cts-demo-'))
  t.teardown(() => rm(demo, { recursive: true, force: true }))
  await cp(join(HOUSE, 'config/demo'), demo, { recursive: true })

  t.test('is a demonstration that listens to the world', async t => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.org', '127.0.0.1.example.org']) await t.rejects(build(demo, place, host), { message: /^demo-on-loopback/ }, host)
  })

  t.test('is one for production on the embedded database', async t => {
    const folder = await ownConfig(t, { production: true })
    await t.rejects(build(folder, { data: place.data, databaseUrl: undefined }), { message: /^embedded-not-for-production/ })
  })

  t.test('is one with faults, all of which are told', async t => {
    const folder = await ownConfig(t, { port: 'three thousand', colour: 'red' })
    const failure: unknown = await build(folder, place).catch((error: unknown) => error)
    t.match(failure, { message: /port[^]*colour|colour[^]*port/ })
  })

  t.test('is one whose plugin throws when it is registered; what was opened is closed again', async t => {
    const folder = await ownConfig(t)
    const plugin = await mkdtemp(join(tmpdir(), 'cts-throws-'))
    t.teardown(() => rm(plugin, { recursive: true, force: true }))
    await writeFile(join(plugin, 'index.mjs'), `
      import { definePlugin, Type } from ${JSON.stringify(new URL('../../core/index.ts', import.meta.url).href)}
      export default definePlugin({ id: 'page/throws', contract: 1, config: Type.Object({}), async register () { throw new Error('no such thing as a free page') } })`)
    await writeFile(join(folder, 'plugins.json'), JSON.stringify({ 'identity/password': {}, [plugin]: {} }))
    await t.rejects(build(folder, place), { message: /no such thing as a free page/ })
    const well = await build(await ownConfig(t), place)
    t.ok(well.setUpCode, 'the folder is free for the next')
    await well.close()
  })
})
