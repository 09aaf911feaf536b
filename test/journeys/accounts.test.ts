import t from 'tap'
import { transact } from '../../core/store/database.ts'
import { keepPerson } from '../../core/store/people.ts'
import { beginSession } from '../../core/store/sessions.ts'
import { signInAs } from '../support/caller.ts'
import { rows, start } from './administration.ts'
import { sea } from './manifests.ts'

const draft = (subject: string, password: string): object => ({ subject, name: subject, roles: ['officer'], proof: { password } })

t.test('an account and its secret', async t => {
  const { server: { app, database }, ask } = await start(t)
  const { knex } = database
  const actionsOn = async (subject: string): Promise<readonly string[]> =>
    (await knex.raw<{ rows: { action: string }[] }>("SELECT action FROM cts.journal WHERE subject = ? AND action <> 'person.opened' ORDER BY id", [subject])).rows.map(({ action }) => action)
  /** Nothing of an action can be written in the journal until this is undone. */
  const withoutJournal = async (action: string, run: () => Promise<void>): Promise<void> => {
    await knex.raw(`ALTER TABLE cts.journal ADD CONSTRAINT refused CHECK (action <> '${action}') NOT VALID`)
    await run()
    await knex.raw('ALTER TABLE cts.journal DROP CONSTRAINT refused')
  }

  t.test('are made once: of two who add the same name at once one is refused, and the secret is the other’s', async t => {
    const secrets = ['first secret', 'second secret']
    const answers = await Promise.all(secrets.map(secret => ask('admin', 'POST', '/api/v1/people', draft('moana', secret))))
    t.same(answers.map(({ status }) => status).sort(), [201, 409])
    t.match(answers.find(({ status }) => status === 409)?.body, { type: 'person-known' })
    const won = answers.findIndex(({ status }) => status === 201)
    await signInAs(app, 'moana', secrets[won])
    await t.rejects(signInAs(app, 'moana', secrets[1 - won]))
  })

  t.test('are not made where the secret is refused: the account is taken back, and the journal tells of both', async t => {
    t.match(await ask('admin', 'POST', '/api/v1/people', draft('kiri', '')), { status: 400, body: { type: 'input-invalid', errors: [{ pointer: '/password' }] } })
    t.same((await knex.raw<{ rows: object[] }>("SELECT FROM cts.person WHERE subject = 'kiri'")).rows, [])
    const { rows: [line] } = await knex.raw<{ rows: { subject: string }[] }>("SELECT subject FROM cts.journal WHERE action = 'person.taken-back'")
    t.same(await actionsOn(line?.subject ?? ''), ['person.added', 'person.taken-back'])
    t.equal((await ask('admin', 'POST', '/api/v1/people', draft('kiri', 'another secret'))).status, 201, 'and the name is free')
  })

  t.test('change together: where the journal fails, the old secret stays', async t => {
    const { body: { id } } = await ask('admin', 'POST', '/api/v1/people', draft('rangi', 'old secret'))
    await withoutJournal('person.reset', async () => {
      t.equal((await ask('admin', 'POST', `/api/v1/people/${String(id)}/first-secret`, { password: 'new secret' })).status, 500)
      await signInAs(app, 'rangi', 'old secret')
    })
    t.equal((await ask('admin', 'POST', `/api/v1/people/${String(id)}/first-secret`, { password: 'new secret' })).status, 200)
    await signInAs(app, 'rangi', 'new secret')
    await t.rejects(signInAs(app, 'rangi', 'old secret'))
    t.same(await actionsOn(String(id)), ['person.added', 'signed.in', 'person.reset', 'signed.in'])
  })

  t.test('are changed by their owner where his way of signing in keeps secrets, and offered nowhere else', async t => {
    t.match((await (await signInAs(app, 'officer')).get('/targets')).text, /href="\/password"/)
    const secret = await transact(database, async trx => beginSession(trx, await keepPerson(trx, { provider: 'elsewhere', subject: 'wiremu', name: 'Wiremu', roles: ['officer'] }, new Date()), new Date()))
    const page = (url: string) => app.inject({ url, cookies: { cts: secret }, headers: { accept: 'text/html' } })
    const shown = await page('/targets')
    t.equal(shown.statusCode, 200)
    t.match(shown.body, 'Wiremu')
    t.notMatch(shown.body, 'href="/password"')
    t.equal((await page('/password')).statusCode, 404)
  })

  t.test('are not begun where the journal fails: no secret is left behind', async t => {
    await withoutJournal('person.added', async () => { t.equal((await ask('admin', 'POST', '/api/v1/people', draft('aroha', 'a secret'))).status, 500) })
    t.equal((await ask('admin', 'POST', '/api/v1/people', { subject: 'aroha', name: 'Aroha', roles: ['officer'] })).status, 201)
    await t.rejects(signInAs(app, 'aroha', 'a secret'))
  })
})

t.test('among thousands of colleagues', async t => {
  const { server: { app, database: { knex }, assembled: { actors, as } }, ask, send } = await start(t)
  await knex.raw("INSERT INTO cts.person (id, provider, subject, kind, name, roles, made) SELECT gen_random_uuid(), 'password', 'o' || n, 'person', 'Officer ' || n, '{officer}', now() FROM generate_series(1, 5100) n")
  const { rows: [last] } = await knex.raw<{ rows: { id: string }[] }>("INSERT INTO cts.person (id, provider, subject, kind, name, roles, made) VALUES (gen_random_uuid(), 'password', 'zoe', 'person', 'Zoe Zand', '{officer}', now()) RETURNING id")
  await send(sea({ reference: 'C1', bills: [{ number: 'ABCD91000001', goods: 'ROSEWOOD' }] }))
  const target = String(rows(await ask('officer', 'GET', '/api/v1/targets'))[0]?.['id'])

  t.test('a target can be given to the last one by name, and to nobody who works none', async t => {
    const give = (person: unknown) => ask('officer', 'POST', `/api/v1/targets/${target}/steps/assign`, { act: 'hand-over', person })
    const { rows: [carrier] } = await knex.raw<{ rows: { id: string }[] }>("SELECT id FROM cts.person WHERE subject = 'carrier'")
    t.match(await give(carrier?.id), { status: 400, body: { errors: [{ pointer: '/person', detail: /colleague/ }] } })
    t.equal((await give(last?.id.toUpperCase())).status, 200)
  })

  t.test('a form offers five hundred', async t => {
    const { rows: [officer] } = await knex.raw<{ rows: Parameters<typeof actors.ofPerson>[0][] }>("SELECT * FROM cts.person WHERE subject = 'officer'")
    if (officer === undefined) throw new Error('the demo has no officer')
    const colleagues = await as(actors.ofPerson(officer)).colleagues()
    t.equal(colleagues.length, 500)
    t.notOk(colleagues.some(({ id }) => id === officer.id))
  })

  t.test('the page of accounts leads on to the next', async t => {
    const admin = await signInAs(app, 'admin')
    const next = /href="(\/people\?after[^"]+)"/.exec((await admin.get('/people')).text)?.[1]?.replace('&#x3D;', '=') ?? ''
    const { status, text } = await admin.get(next)
    t.equal(status, 200)
    t.equal([...text.matchAll(/<tr data-row>/g)].length, 100)
  })
})
