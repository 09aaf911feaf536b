import t from 'tap'
import type { FastifyInstance } from 'fastify'
import { rows, start } from './administration.ts'
import { sea } from './manifests.ts'

const ROLES = ['nobody', 'carrier', 'officer', 'supervisor', 'manager', 'admin'] as const

/** Who may what of the API, in the order of ROLES: `-` is turned away, `x` is let in. A route that is not in the table fails the test. */
const TABLE: Readonly<Record<string, string>> = {
  'POST /api/v1/messages': '-xxx--',
  'GET /api/v1/messages': '-xxx--',
  'GET /api/v1/messages/:id': '-xxx--',
  'GET /api/v1/messages/:id/raw': '-xxx--',
  'POST /api/v1/messages/:id/read': '--xx--',
  'POST /api/v1/messages/:id/refuse': '--xx--',
  'GET /api/v1/replies': '-xxx--',
  'GET /api/v1/replies/:id': '-xxx--',
  'GET /api/v1/replies/:id/raw': '-xxx--',
  'DELETE /api/v1/replies/:id': '-x----',
  'GET /api/v1/consignments': '--xx--',
  'POST /api/v1/searches': '--xx--',
  'GET /api/v1/consignments/:id': '--xx--',
  'GET /api/v1/targets': '--xx--',
  'GET /api/v1/targets/:id': '--xx--',
  'GET /api/v1/targets/:id/steps': '--xx--',
  'POST /api/v1/targets/:id/steps/:step': '--xx--',
  'GET /api/v1/profiles': '--xx--',
  'GET /api/v1/profiles/:id': '--xx--',
  'POST /api/v1/profiles': '--xx--',
  'POST /api/v1/profiles/:id/versions': '--xx--',
  'POST /api/v1/profiles/:id/publish': '---x--',
  'POST /api/v1/profiles/:id/retire': '---x--',
  'GET /api/v1/watch-lists': '--xx--',
  'GET /api/v1/watch-lists/:id': '--xx--',
  'POST /api/v1/watch-lists': '---x--',
  'GET /api/v1/watch-lists/:id/entries': '--xx--',
  'POST /api/v1/watch-lists/:id/entries': '--xx--',
  'POST /api/v1/watch-lists/:id/entries/:entry/sign': '---x--',
  'POST /api/v1/watch-lists/:id/entries/:entry/keep': '--xx--',
  'DELETE /api/v1/watch-lists/:id/entries/:entry': '--xx--',
  'GET /api/v1/people': '-----x',
  'POST /api/v1/people': '-----x',
  'GET /api/v1/people/:id': '-----x',
  'POST /api/v1/people/:id/roles': '-----x',
  'POST /api/v1/people/:id/dismiss': '-----x',
  'POST /api/v1/people/:id/readmit': '-----x',
  'POST /api/v1/people/:id/first-secret': '-----x',
  'GET /api/v1/people/:id/tokens': '-----x',
  'POST /api/v1/people/:id/tokens': '-----x',
  'DELETE /api/v1/people/:id/tokens/:token': '-----x',
  'GET /api/v1/reports/:id': '---xx-',
  'GET /api/v1/events': '--xx--',
  'GET /api/v1/openapi.json': 'xxxxxx',
  'GET /health': 'xxxxxx',
  'GET /metrics': 'xxxxxx'
}

/** Every route below /api, and those that are public of the house, as Fastify draws its tree. */
const routesOf = (app: FastifyInstance): readonly string[] => {
  const above: string[] = []
  return app.printRoutes({ commonPrefix: false }).split('\n').flatMap(line => {
    const found = /^([│ ]*)[├└]── (\S*) \(([A-Z, ]+)\)/.exec(line) ?? /^([│ ]*)[├└]── (\S+)()$/.exec(line)
    if (found === null) return []
    const [, indent = '', part = '', methods = ''] = found
    const depth = indent.length / 4
    above.length = depth
    above[depth] = part
    return methods.split(', ').filter(method => method !== '' && method !== 'HEAD').map(method => `${method} ${above.join('')}`)
  })
}

t.test('of the API each role', async t => {
  const house = await start(t)
  const { ask, server } = house
  await house.send(sea({ reference: 'O1', bills: [{ number: 'ABCD89000001', goods: 'ROSEWOOD' }] }))
  const id = '00000000-0000-4000-8000-000000000000'

  t.test('is named for every route there is', async t => {
    const there = routesOf(server.app).filter(route => / \/(api\/|health|metrics)/.test(route)).sort()
    t.same(there, Object.keys(TABLE).sort())
  })

  t.test('gets what it may and is turned away from the rest', async t => {
    for (const [route, allowed] of Object.entries(TABLE)) {
      const [method = 'GET', path = '/'] = route.split(' ')
      if (path === '/api/v1/events') continue
      const url = path.replace('/reports/:id', '/reports/activity').replace(':id', id).replace(':entry', id).replace(':token', id).replace(':step', 'assign')
      for (const [index, role] of ROLES.entries()) {
        const { status, body } = await ask(role === 'nobody' ? null : role, method as 'GET', url, method === 'POST' ? {} : undefined)
        const away = status === 401 || status === 403
        t.equal(away, allowed[index] === '-', `${role} ${route}: ${status} ${String(body['type'] ?? '')}`)
        t.ok(status < 500, `${role} ${route} is no fault of ours: ${status}`)
        if (role === 'nobody' && away) t.equal(status, 401, route)
      }
    }
  })

  t.test('sees its own messages only, where it is a carrier', async t => {
    const mine = rows(await ask('carrier', 'GET', '/api/v1/messages'))
    t.same([...new Set(mine.map(({ sender }) => sender))], ['DEMOLINE'])
    const theirs = await ask('officer', 'POST', '/api/v1/messages', 'something else')
    t.equal(rows(await ask('carrier', 'GET', '/api/v1/messages')).length, mine.length)
    for (const path of ['', '/raw']) {
      t.match(await ask('carrier', 'GET', `/api/v1/messages/${String(theirs.body['id'])}${path}`), { status: 404, body: { type: 'not-found' } }, 'another’s is not there at all')
      t.equal((await ask('carrier', 'GET', `/api/v1/messages/${String(mine[0]?.['id'])}${path}`)).status, 200)
    }
  })

  t.test('gets no report it may not have', async t => {
    const [{ id: target } = { id }] = rows(await ask('officer', 'GET', '/api/v1/targets')) as unknown as { id: string }[]
    for (const [who, report, status] of [['officer', 'activity', 403], ['manager', 'activity', 200], ['manager', 'dossier', 403], ['admin', 'activity', 403], ['carrier', 'dossier', 403], ['officer', 'dossier', 200], ['officer', 'none', 404]] as const) {
      const answer = await ask(who, 'GET', `/api/v1/reports/${report}?format=csv${report === 'dossier' ? `&target=${target}` : ''}`)
      t.equal(answer.status, status, `${who} ${report}: ${answer.text.slice(0, 200)}`)
    }
  })

  t.test('is gone at once with a token nobody has', async t => {
    const answer = await server.app.inject({ url: '/api/v1/targets', headers: { authorization: 'Bearer demo-emperor' } })
    t.equal(answer.statusCode, 401)
    t.match(answer.json(), { type: 'token-unknown' })
    t.equal(answer.headers['www-authenticate'], 'Bearer')
    await server.database.knex.raw(`UPDATE cts.person SET active = false WHERE subject = 'manager'`)
    t.equal((await ask('manager', 'GET', '/api/v1/reports/activity')).status, 401, 'also one who was dismissed')
  })
})
