import t from 'tap'
import { signInAs } from '../support/caller.ts'
import { start } from './administration.ts'

const draft = (subject: string, password: string): object => ({ subject, name: subject, roles: ['officer'], proof: { password } })

t.test('an account and its secret', async t => {
  const { server: { app, database: { knex } }, ask } = await start(t)
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

  t.test('are not begun where the journal fails: no secret is left behind', async t => {
    await withoutJournal('person.added', async () => { t.equal((await ask('admin', 'POST', '/api/v1/people', draft('aroha', 'a secret'))).status, 500) })
    t.equal((await ask('admin', 'POST', '/api/v1/people', { subject: 'aroha', name: 'Aroha', roles: ['officer'] })).status, 201)
    await t.rejects(signInAs(app, 'aroha', 'a secret'))
  })
})
