import t, { type Test } from 'tap'
import { start } from './administration.ts'

interface Shown { readonly type: string, readonly title: string, readonly status: number, readonly detail: string, readonly instance: string, readonly errors: readonly { readonly pointer: string, readonly detail: string }[] }

const KEY = /^[a-z]+([.-][a-z]+)+$|problems\.|faults\.|[{}]/

t.test('whatever is asked wrongly', async t => {
  const house = await start(t, { files: { 'server.json': { demo: true, secureCookies: false, mostMegabytes: 1 } } })
  const { app } = house.server
  const ask = async (language: string, { method = 'GET', url = '/', who = 'officer', type = 'application/json', payload = undefined as string | Buffer | undefined } = {}): Promise<{ readonly shown: Shown, readonly text: string, readonly contentType: string }> => {
    const answer = await app.inject({ method: method as 'GET', url, headers: { authorization: `Bearer demo-${who}`, 'accept-language': language, ...(payload === undefined ? {} : { 'content-type': type }) }, ...(payload === undefined ? {} : { payload }) })
    return { shown: answer.json(), text: answer.body, contentType: String(answer.headers['content-type']) }
  }
  const id = '00000000-0000-4000-8000-000000000000'
  const wrong: readonly (readonly [string, number, string, Parameters<typeof ask>[1]])[] = [
    ['JSON that is none', 400, 'request-malformed', { method: 'POST', url: '/api/v1/searches', payload: '{"words": ' }],
    ['a body that is no object', 400, 'input-invalid', { method: 'POST', url: '/api/v1/searches', payload: '"x"' }],
    ['fields that are not there and fields too many', 400, 'input-invalid', { method: 'POST', url: '/api/v1/profiles', payload: '{"colour": "red"}' }],
    ['a media type of its own', 415, 'media-type-unknown', { method: 'POST', url: '/api/v1/searches', type: 'application/x-mystery', payload: 'x' }],
    ['a body too large for its route', 413, 'message-too-large', { method: 'POST', url: '/api/v1/searches', payload: JSON.stringify({ words: 'x'.repeat(1_100_000) }) }],
    ['a message too large', 413, 'message-too-large', { method: 'POST', url: '/api/v1/messages', type: 'application/octet-stream', payload: Buffer.alloc(1_100_000, 65) }],
    ['a message of nothing', 400, 'message-empty', { method: 'POST', url: '/api/v1/messages', type: 'application/octet-stream', payload: '' }],
    ['a path that leads nowhere', 404, 'not-found', { url: '/api/v1/nothing' }],
    ['a method nobody offers', 404, 'not-found', { method: 'DELETE', url: '/api/v1/targets' }],
    ['an id nobody has', 404, 'not-found', { url: `/api/v1/consignments/${id}` }],
    ['an id that is none', 404, 'not-found', { url: '/api/v1/targets/17' }],
    ['an id in letters that are none', 404, 'not-found', { url: '/api/v1/messages/%F0%9F%92%A3' }],
    ['a percent sign out of place', 400, 'request-malformed', { url: '/api/v1/messages/%' }],
    ['an id longer than any', 414, 'request-malformed', { url: `/api/v1/messages/${'a'.repeat(200)}` }],
    ['a page nobody gave out', 400, 'page-unknown', { url: '/api/v1/messages?after=zzzz' }],
    ['a filter nobody knows', 400, 'input-invalid', { url: '/api/v1/targets?colour=red' }],
    ['a report in a form nobody draws', 400, 'report-format-unknown', { url: '/api/v1/reports/activity?format=docx&from=2026-01-01&until=2026-02-01', who: 'manager' }],
    ['a report of a period that is none', 400, 'input-invalid', { url: '/api/v1/reports/activity?from=never', who: 'manager' }],
    ['what one may not', 403, 'not-permitted', { url: '/api/v1/targets', who: 'manager' }],
    ['by one nobody knows', 401, 'token-unknown', { url: '/api/v1/targets', who: 'ghost' }]
  ]

  const isWhole = (t: Test, { shown, contentType, text }: Awaited<ReturnType<typeof ask>>, status: number, type: string): void => {
    t.match(contentType, /^application\/problem\+json/)
    t.match(shown, { type, status, title: /^\S.{3,}/, detail: /^\S.{10,}/, instance: /^\// }, text.slice(0, 300))
    for (const said of [shown.title, shown.detail, ...shown.errors.map(({ detail }) => detail)]) t.notMatch(said, KEY, 'no key is shown')
    t.notMatch(text, /Error:|at \/|node_modules|Expected |SELECT |FST_|knex|\.ts\b/, 'nor anything of the machinery')
  }

  for (const [what, status, type, asked] of wrong) {
    t.test(`is answered in the asker’s language: ${what}`, async t => {
      const [english, french] = [await ask('en', asked), await ask('fr-CA,fr;q=0.9,en;q=0.5', asked)]
      isWhole(t, english, status, type)
      isWhole(t, french, status, type)
      t.not(english.shown.title, french.shown.title, 'in French otherwise')
      t.same(english.shown.errors.map(({ pointer }) => pointer), french.shown.errors.map(({ pointer }) => pointer))
      for (const [index, { detail }] of english.shown.errors.entries()) t.not(detail, french.shown.errors[index]?.detail, 'each field too')
    })
  }

  t.test('and a fault of ours shows a reference and nothing of itself', async t => {
    await house.server.database.knex.raw('ALTER TABLE cts.consignment RENAME TO consignment_gone')
    const answer = await ask('en', { url: '/api/v1/consignments' })
    await house.server.database.knex.raw('ALTER TABLE cts.consignment_gone RENAME TO consignment')
    isWhole(t, answer, 500, 'fault')
    t.match(answer.shown, { reference: /^[0-9a-f]{8}$/, detail: /[0-9a-f]{8}/ })
    t.notMatch(answer.text, /consignment_gone|relation|does not exist/)
    t.equal((await house.ask('officer', 'GET', '/api/v1/consignments')).status, 200, 'that request alone')
  })

  t.test('by a browser that wants a page is answered with one', async t => {
    const answer = await app.inject({ url: '/no/such/page', headers: { accept: 'text/html', 'accept-language': 'fr' } })
    t.equal(answer.statusCode, 404)
    t.match(answer.headers['content-type'], /^text\/html/)
    t.match(answer.body, /<html[^>]* lang="fr"/)
  })
})
