import t from 'tap'
import { start } from './administration.ts'

interface Operation {
  readonly parameters?: readonly { readonly in: string, readonly name: string }[]
  readonly requestBody?: { readonly content: object }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>
}

/** What other systems rely on: how each route is answered, what it takes in its body, and what besides. */
const PROMISED: readonly (readonly [route: string, answer: string, body: string | null, named: readonly string[]])[] = [
  ['post /messages', '202 application/json', '*/*', ['x-filename']],
  ['get /messages/{id}', '200 application/json', null, ['id']],
  ['get /messages/{id}/raw', '200 application/octet-stream', null, ['id']],
  ['get /consignments', '200 application/json', null, ['message', 'number', 'mode', 'lane', 'from', 'until', 'after', 'limit']],
  ['post /searches', '200 application/json', 'application/json', []],
  ['get /consignments/{id}', '200 application/json', null, ['id']],
  ['get /targets', '200 application/json', null, ['after', 'limit']],
  ['get /targets/{id}', '200 application/json', null, ['id']],
  ['post /targets/{id}/steps/{step}', '200 application/json', 'application/json', ['id', 'step', 'version']],
  ['get /profiles', '200 application/json', null, ['after', 'limit']],
  ['post /profiles', '201 application/json', 'application/json', []],
  ['post /profiles/{id}/publish', '200 application/json', null, ['id', 'version']],
  ['post /profiles/{id}/retire', '200 application/json', null, ['id']],
  ['get /watch-lists', '200 application/json', null, []],
  ['post /watch-lists', '201 application/json', 'application/json', []],
  ['get /watch-lists/{id}/entries', '200 application/json', null, ['id', 'after', 'limit']],
  ['post /watch-lists/{id}/entries', '201 application/json', 'application/json', ['id']],
  ['get /reports/{id}', '200 application/pdf', null, ['id', 'format']],
  ['get /events', '200 text/event-stream', null, ['last-event-id']]
]

t.test('the description of the API says of every route what it takes and what it answers, in which types', async t => {
  const { ask } = await start(t)
  const { status, body } = await ask(null, 'GET', '/api/v1/openapi.json')
  t.equal(status, 200)
  const paths = body['paths'] as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  for (const [route, answer, takes, named] of PROMISED) {
    const [method = '', path = ''] = route.split(' ')
    const [code = '', type = ''] = answer.split(' ')
    const operation = paths[`/api/v1${path}`]?.[method]
    t.type(operation?.responses[code]?.content?.[type]?.schema, 'object', `${route} answers ${answer}`)
    t.same(Object.keys(operation?.requestBody?.content ?? {}), takes === null ? [] : [takes], `${route} takes ${String(takes)}`)
    const names = operation?.parameters?.map(({ name }) => name) ?? []
    t.same(named.filter(name => !names.includes(name)), [], `${route} names ${named.join()}`)
    if (path !== '/reports/{id}') t.ok(operation?.responses['4XX']?.content?.['application/problem+json'], `${route} says how it refuses`)
  }
})
