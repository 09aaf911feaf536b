import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { readConfig } from '../../core/host/config.ts'
import { loadPlugins } from '../../core/host/load.ts'
import { buildServer } from '../../core/server.ts'
import { makeCaller, signInAs } from '../support/caller.ts'
import { freshPlace } from '../support/database.ts'
import { sea } from './manifests.ts'

const ADMIN = 'seven green turtles swim'
const FIRST = 'nine slow lighthouses'
const OWN = 'four patient herons wait'

t.test('an administration of one’s own, from its first start', async t => {
  const place = await freshPlace()
  const folder = await mkdtemp(join(tmpdir(), 'cts-own-'))
  await writeFile(join(folder, 'plugins.json'), JSON.stringify({ 'channel/http': {}, 'format/cuscar': {}, 'mode/sea': {}, 'profile/rule': {}, 'step/assign': {}, 'step/review': {}, 'identity/password': {}, 'web/console': {}, 'web/api': {} }))
  await writeFile(join(folder, 'server.json'), JSON.stringify({ secureCookies: false }))
  const config = readConfig(folder)
  const { plugins } = await loadPlugins(config)
  const server = await buildServer({ config, plugins, ...place })
  t.teardown(async () => { await server.close(); await place.remove(); await rm(folder, { recursive: true, force: true }) })
  const { app, database: { knex } } = server
  const visitor = makeCaller(app)
  t.equal((await visitor.post('/set-up', { code: server.setUpCode ?? '', subject: 'admin', name: 'Amina Otieno', password: ADMIN })).status, 303)
  const admin = await signInAs(app, 'admin', ADMIN)
  const idIn = async (subject: string): Promise<string> => (await knex.raw<{ rows: { id: string }[] }>('SELECT id FROM cts.person WHERE subject = ?', [subject])).rows[0]?.id ?? ''
  const secretIn = (text: string): string => /<code class="secret">([^<]+)</.exec(text)?.[1] ?? ''
  const byToken = (token: string, url = '/api/v1/messages', method: 'GET' | 'POST' = 'GET', payload?: string) => app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload === undefined ? {} : { payload }) })

  let token = ''
  t.test('is fed by a carrier that the administrator made, under the carrier’s own sender', async t => {
    const made = await admin.post('/people', { do: 'add-system', kind: 'carrier', account: 'tern', name: 'Tern Line', sender: 'TERNLINE', roles: 'carrier' })
    t.equal(made.status, 303, made.text)
    const issued = await admin.post(made.to, { do: 'issue', name: 'booking system' })
    t.equal(issued.status, 200, issued.text)
    token = secretIn(issued.text)
    t.match(token, /^cts_[\w-]{43}$/)
    t.notMatch((await admin.get(made.to)).text, token, 'the secret is shown once')
    const version = /name="do" value="issue">\s*<input type="hidden" name="version" value="([^"]+)"/.exec((await admin.get(made.to)).text)?.[1] ?? ''
    t.equal((await admin.post(made.to, { do: 'issue', name: 'spare', version })).status, 200)
    t.match(await admin.post(made.to, { do: 'issue', name: 'spare', version }), { status: 409, text: /This token was issued already/ }, 'the same form again issues nothing')
    t.equal((await admin.get(made.to)).text.split('>spare<').length - 1, 2, 'one row and its button')
    const { rows } = await knex.raw<{ rows: { kept: string }[] }>('SELECT row_to_json(t)::text AS kept FROM cts.token t UNION ALL SELECT row_to_json(s)::text FROM cts.session s UNION ALL SELECT row_to_json(j)::text FROM cts.journal j')
    t.notMatch(rows.map(({ kept }) => kept).join(), token, 'and kept nowhere')
    const posted = await byToken(token, '/api/v1/messages', 'POST', sea({ reference: 'P1', bills: [{ number: 'ABCD89000001', goods: 'ROSEWOOD' }] }))
    t.equal(posted.statusCode, 202, posted.body)
    t.match((await byToken(token)).json(), { items: [{ sender: 'TERNLINE' }] })
    t.equal((await byToken(token, '/api/v1/targets')).statusCode, 403, 'and sees no more than its own')
    t.match((await admin.get(made.to)).text, /booking system[^]*ago/, 'when it was last used is shown')
  })

  t.test('keeps a token of another system to its last day', async t => {
    const made = await admin.post('/people', { do: 'add-system', kind: 'system', account: 'Single Window', name: 'Single window', roles: 'officer' })
    t.match(await admin.post(made.to, { do: 'issue', name: 'x', until: '2020-01-31' }), { status: 400, text: /This day is over/ })
    t.match(await admin.post(made.to, { do: 'issue', name: 'x', until: '2031-02-31' }), { status: 400, text: /Write a day of the calendar/ })
    const issued = await admin.post(made.to, { do: 'issue', name: 'enquiries', until: '2031-01-31' })
    t.match(issued.text, /2031-01-31/)
    const system = secretIn(issued.text)
    t.equal((await byToken(system, '/api/v1/targets')).statusCode, 200)
    t.equal((await byToken(system, '/plugins/web/console/nothing')).statusCode, 404)
    await knex.raw("UPDATE cts.token SET expires = now() - interval '1 second' WHERE name = 'enquiries'")
    t.equal((await byToken(system, '/api/v1/targets')).statusCode, 401)
    t.match((await admin.get(made.to)).text, /over/)
  })

  t.test('ends one token and leaves the other', async t => {
    const id = await idIn('tern')
    const second = secretIn((await admin.post(`/people/${id}`, { do: 'issue', name: 'second' })).text)
    const { rows: [old] } = await knex.raw<{ rows: { id: string }[] }>("SELECT id FROM cts.token WHERE name = 'booking system'")
    t.equal((await admin.post(`/people/${id}`, { do: 'end', token: old?.id ?? '' })).status, 303)
    t.equal((await byToken(token)).statusCode, 401)
    t.equal((await byToken(second)).statusCode, 200)
    token = second
  })

  t.test('lets a new person do nothing before the first password is changed', async t => {
    t.equal((await admin.post('/people', { do: 'add', subject: 'Moana', name: 'Moana Tui', roles: 'officer', mail: 'moana@example.org', language: 'fr', password: FIRST })).status, 303)
    const moana = await signInAs(app, 'moana', FIRST)
    t.match(await moana.get('/targets'), { status: 303, to: '/password' })
    t.equal((await app.inject({ url: '/api/v1/targets', cookies: Object.fromEntries(moana.cookies) })).json<{ type: string }>().type, 'secret-first')
    t.match((await moana.get('/password')).text, /Ce mot de passe vous a été donné/)
    t.match(await moana.post('/password', { old: FIRST, password: FIRST, again: FIRST }), { status: 400, text: /que vous aviez déjà/ })
    t.match(await moana.post('/password', { old: 'wrong', password: OWN, again: OWN }), { status: 400, text: /pas votre mot de passe actuel/ })
    t.match(await moana.post('/password', { old: FIRST, password: OWN, again: 'other' }), { status: 400, text: /identiques/ })
    t.match(await moana.post('/password', { old: FIRST, password: 'short', again: 'short' }), { status: 400, text: /au moins 12 caractères/ })
    const elsewhere = await signInAs(app, 'moana', FIRST)
    t.match(await moana.post('/password', { old: FIRST, password: OWN, again: OWN }), { status: 303, to: '/' })
    t.match((await moana.get('/targets')).status, 200)
    t.match(await elsewhere.get('/password'), { status: 303, to: /sign-in/ }, 'whoever came by the old one is out')
    await t.rejects(signInAs(app, 'moana', FIRST))
  })

  t.test('gives who forgot his password a first one again', async t => {
    const moana = await signInAs(app, 'moana', OWN)
    t.equal((await admin.post(`/people/${await idIn('moana')}`, { do: 'reset', password: FIRST })).status, 303)
    t.match(await moana.get('/targets'), { status: 303, to: /sign-in/ })
    t.match(await (await signInAs(app, 'moana', FIRST)).get('/'), { status: 303, to: '/password' })
  })

  t.test('ends sessions and tokens with a dismissal, and readmits without them', async t => {
    const moana = await signInAs(app, 'moana', FIRST)
    for (const subject of ['moana', 'tern']) t.equal((await admin.post(`/people/${await idIn(subject)}`, { do: 'dismiss' })).status, 303)
    t.match(await moana.get('/password'), { status: 303, to: /sign-in/ })
    t.equal((await byToken(token)).statusCode, 401)
    await t.rejects(signInAs(app, 'moana', FIRST))
    t.match((await admin.post(`/people/${await idIn('tern')}`, { do: 'issue', name: 'x' })).status, 409)
    for (const subject of ['moana', 'tern']) t.equal((await admin.post(`/people/${await idIn(subject)}`, { do: 'readmit' })).status, 303)
    t.equal((await byToken(token)).statusCode, 401, 'a token that was ended stays so')
    await signInAs(app, 'moana', FIRST)
  })

  t.test('lets nobody change his own account, and gives no person a token', async t => {
    const own = `/people/${await idIn('admin')}`
    t.notMatch((await admin.get(own)).text, /value="(grant|dismiss|reset)"/)
    for (const fields of [{ do: 'grant', roles: ['admin', 'officer'] }, { do: 'dismiss' }, { do: 'reset', password: OWN }]) t.equal((await admin.post(own, fields)).status, 403, fields.do)
    t.match(await admin.post(`/people/${await idIn('moana')}`, { do: 'issue', name: 'x' }), { status: 409, text: /People have no tokens/ })
    t.match(await admin.post('/people', { do: 'add', subject: 'x', name: 'X', roles: 'emperor' }), { status: 400 })
  })

  t.test('keeps of a refused sign-in the name of an account, and nothing else that was typed', async t => {
    for (const name of [' MOANA ', 'nobody here', OWN, '']) await makeCaller(app).post('/sign-in', { provider: 'password', username: name, password: 'a wrong secret' })
    const { rows } = await knex.raw<{ rows: { subject: string, kept: string }[] }>("SELECT subject, row_to_json(j)::text AS kept FROM cts.journal j WHERE action = 'sign-in.refused' ORDER BY id DESC LIMIT 4")
    t.same(rows.map(({ subject }) => subject), ['–', '–', '–', 'moana'])
    const { rows: all } = await knex.raw<{ rows: { kept: string }[] }>('SELECT row_to_json(j)::text AS kept FROM cts.journal j')
    for (const typed of ['a wrong secret', OWN, 'nobody here']) t.notMatch(all.map(({ kept }) => kept).join(), typed)
    t.match((await admin.get('/journal?subject=moana')).text, /Sign-in refused/)
  })

  t.test('writes all of it in the journal', async t => {
    const { rows } = await knex.raw<{ rows: { action: string }[] }>("SELECT DISTINCT action FROM cts.journal WHERE action ~ '^(person|token|password)' ORDER BY action")
    t.same(rows.map(({ action }) => action), ['password.changed', 'password.refused', 'person.added', 'person.dismissed', 'person.opened', 'person.readmitted', 'person.reset', 'token.ended', 'token.issued', 'tokens.listed'].sort())
    const page = (await admin.get('/journal')).text
    t.notMatch(page, />(token|person|password)\.[a-z]+</, 'in words')
  })
})
