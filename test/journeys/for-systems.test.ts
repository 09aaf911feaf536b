import t from 'tap'
import { signInAs } from '../support/caller.ts'
import { rows, start } from './administration.ts'
import { sea } from './manifests.ts'

type Described = Readonly<Record<'paths', Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly { readonly name: string, readonly in: string, readonly description?: string }[] }>>>>>>

t.test('what a system asks of the API', async t => {
  const house = await start(t)
  const { ask } = house
  const { app } = house.server

  t.test('a message refused whole has the cause among its issues, and the console says it once', async t => {
    const message = await house.send('Dear Sirs, no manifest this week.', 'letter.txt')
    t.match(message, { state: 'rejected', reason: 'No format enabled here recognises this message.' })
    t.strictSame(rows({ body: message }, 'issues'), [{ plugin: 'core', code: 'message-not-recognized', severity: 'error', params: {}, text: message['reason'] }])
    const page = await (await signInAs(app, 'officer')).get(`/messages/${String(message['id'])}`)
    t.equal(page.status, 200)
    t.equal(page.text.split(String(message['reason'])).length - 1, 1)
  })

  t.test('a message set aside has the cause before what else is wrong with it', async t => {
    await house.send(sea({ reference: 'S1', bills: [{ number: 'ABCD11000001' }] }))
    const message = await house.send(sea({ reference: 'S1', bills: [{ number: 'ABCD11000002' }] }))
    t.match(message, { state: 'quarantined' })
    t.match(rows({ body: message }, 'issues')[0], { code: 'reference-reused', severity: 'error', text: message['reason'] })
  })

  t.test('a request without a body may say that it would be JSON', async t => {
    const [profile] = rows(await ask('supervisor', 'GET', '/api/v1/profiles'))
    const post = async (url: string) => app.inject({ method: 'POST', url, headers: { authorization: 'Bearer demo-supervisor', 'content-type': 'application/json' }, payload: '' })
    t.equal((await post(`/api/v1/profiles/${String(profile?.['id'])}/retire`)).statusCode, 200)
    t.match((await post('/api/v1/watch-lists')).json(), { type: 'input-invalid', status: 400 }, 'where one is needed, that is said')
    t.match((await app.inject({ method: 'POST', url: '/api/v1/watch-lists', headers: { authorization: 'Bearer demo-supervisor', 'content-type': 'application/json' }, payload: '{' })).json(), { type: 'request-malformed' })
  })

  t.test('the description names what a report and a message handed in may be asked with', async t => {
    const { paths } = (await app.inject('/api/v1/openapi.json')).json<Described>()
    const report = paths['/api/v1/reports/{id}']?.['get']?.parameters ?? []
    t.match(report.find(({ name }) => name === 'format'), { in: 'query', description: /pdf or csv/ })
    t.match(report.find(({ name }) => name === 'target'), { in: 'query', description: 'dossier: Target, needed' })
    t.match(report.find(({ name }) => name === 'from'), { in: 'query', description: /^activity: / })
    t.match(paths['/api/v1/messages']?.['post']?.parameters, [{ name: 'x-filename', in: 'header' }])
  })
})
