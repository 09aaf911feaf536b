import { get, type IncomingMessage } from 'node:http'
import t, { type Test } from 'tap'
import { signInAs } from '../support/caller.ts'
import { start, until } from './administration.ts'

const listen = async (t: Test, origin: string, headers: Record<string, string>): Promise<{ readonly status: number | undefined, ended (): boolean }> => {
  let ended = false
  const response = await new Promise<IncomingMessage>((resolve, reject) => { get(`${origin}/api/v1/events`, { headers }, resolve).on('error', reject) })
  response.resume().on('close', () => { ended = true }).on('error', () => {})
  t.teardown(() => { response.destroy() })
  return { status: response.statusCode, ended: () => ended }
}

t.test('the stream of alerts ends within five seconds', async t => {
  const house = await start(t)
  const { app, database: { knex } } = house.server
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const { rows: people } = await knex.raw<{ rows: { id: string, subject: string }[] }>('SELECT id, subject FROM cts.person')
  const idOf = (subject: string): string => people.find(person => person.subject === subject)?.id ?? ''
  const byCookie = async (t: Test, who: string) => {
    const caller = await signInAs(app, who)
    const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { caller, cookie, stream: await listen(t, origin, { cookie }) }
  }
  const endsSoon = async (t: Test, stream: { ended (): boolean }): Promise<void> => {
    t.ok(await until(async () => stream.ended(), ended => ended, 5))
  }

  t.test('of a sign-out, and another session of the same person goes on', async t => {
    const [one, other] = [await byCookie(t, 'officer'), await byCookie(t, 'officer')]
    t.equal(one.stream.status, 200)
    await one.caller.post('/sign-out', {}, '/')
    await endsSoon(t, one.stream)
    t.notOk(other.stream.ended())
  })

  t.test('of the end of a session nobody uses, which the stream did not keep alive', async t => {
    const { cookie, stream } = await byCookie(t, 'officer')
    const { rows: [session] } = await knex.raw<{ rows: { hash: string, seen: Date }[] }>("UPDATE cts.session SET seen = now() - interval '5 minutes' WHERE hash = (SELECT hash FROM cts.session ORDER BY began DESC LIMIT 1) RETURNING hash, seen")
    const again = await listen(t, origin, { cookie })
    t.equal(again.status, 200)
    await new Promise(resolve => setTimeout(resolve, 2500))
    const { rows: [after] } = await knex.raw<{ rows: { seen: Date }[] }>('SELECT seen FROM cts.session WHERE hash = ?', [session?.hash ?? ''])
    t.same(after?.seen, session?.seen, 'neither coming back nor staying is a use')
    t.notOk(stream.ended())
    await knex.raw("UPDATE cts.session SET seen = now() - interval '1 day' WHERE hash = ?", [session?.hash ?? ''])
    await endsSoon(t, stream)
    await endsSoon(t, again)
    t.equal((await listen(t, origin, { cookie })).status, 401, 'and who comes back is turned away')
  })

  t.test('of new roles, to begin anew with what they allow', async t => {
    const { stream } = await byCookie(t, 'officer')
    t.equal((await house.ask('admin', 'POST', `/api/v1/people/${idOf('officer')}/roles`, { roles: ['manager'] })).status, 200)
    await endsSoon(t, stream)
    await house.ask('admin', 'POST', `/api/v1/people/${idOf('officer')}/roles`, { roles: ['officer'] })
  })

  t.test('of the end of its token, and of a dismissal', async t => {
    const stream = await listen(t, origin, { authorization: 'Bearer demo-supervisor' })
    await knex.raw('DELETE FROM cts.token WHERE person = ?', [idOf('supervisor')])
    await endsSoon(t, stream)
    const [token, session] = [await listen(t, origin, { authorization: 'Bearer demo-officer' }), await byCookie(t, 'officer')]
    t.equal((await house.ask('admin', 'POST', `/api/v1/people/${idOf('officer')}/dismiss`)).status, 204)
    await endsSoon(t, token)
    await endsSoon(t, session.stream)
  })
})
