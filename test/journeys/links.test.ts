import t from 'tap'
import { furnish } from '../browser/furnish.ts'
import { signInAs } from '../support/caller.ts'
import { demoConfig, startServer, type Running } from '../support/server.ts'

/** Asks as one of the demo's people, in one language; status, text, and where the answer leads. */
type Ask = (path: string) => Promise<{ readonly status: number, readonly text: string }>

const ROLES = ['officer', 'supervisor', 'manager', 'admin', 'carrier'] as const

const askAs = async ({ server: { app } }: Running, who: string, language: string): Promise<Ask> => {
  if (who !== 'carrier') return (await signInAs(app, who, 'demo', language)).get
  return async path => {
    const answer = await app.inject({ url: path, headers: { authorization: 'Bearer demo-carrier', accept: 'text/html', 'accept-language': language } })
    return { status: answer.statusCode, text: answer.body }
  }
}

const decoded = (text: string): string =>
  text.replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, code?: string) => String.fromCharCode(hex === undefined ? Number(code) : Number.parseInt(hex, 16))).replace(/&amp;/g, '&')

const linksIn = (html: string, at: string): readonly string[] => [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].flatMap(([, href = '']) => {
  const { origin, pathname, search } = new URL(decoded(href), `http://here${at}`)
  return origin === 'http://here' ? [pathname + search] : []
})

// Of pages that differ by their subject alone a few stand for all.
const SAMPLES = 2
const shapeOf = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/(?<==)[^&]*/g, value => /^[a-z-]{1,20}$/.test(value) ? value : '…')

const crawl = async (ask: Ask, starts: readonly string[]): Promise<{ readonly seen: readonly string[], readonly faults: readonly string[] }> => {
  const queue = [...starts]
  const seen = new Set(queue)
  const samples = new Map<string, number>()
  const faults: string[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { status, text } = await ask(path)
    if (status >= 500) faults.push(`${status} ${path}`)
    for (const next of text.startsWith('<!DOCTYPE html') ? linksIn(text, path) : []) {
      const count = samples.get(shapeOf(next)) ?? 0
      if (seen.has(next) || count >= SAMPLES) continue
      samples.set(shapeOf(next), count + 1)
      seen.add(next)
      queue.push(next)
    }
  }
  return { seen: [...seen], faults }
}

const NOBODY = '00000000-0000-4000-8000-000000000000'
const keyOf = (text: string): string => Buffer.from(text).toString('base64url')

/** What no form of ours sends, and what somebody will: ids of nothing, days there are not, keys of pages nobody gave out, figures past any bound, lists, signs no database keeps. */
const ODD: readonly string[] = [
  '', 'x', '-1', '0', '1.5', '1e400', 'NaN', '99999999999999999999', '9007199254740993', NOBODY, 'true', 'constructor', '__proto__',
  '2026-02-30', '0000-00-00', '-271821-04-20', '275760-09-14', '9999-12-31', '0001-01-01', '2026-11-22T25:61:61Z',
  keyOf(`2026-02-30 00:00:00+00|${NOBODY}`), keyOf('1e9|x'), keyOf(`999999999999999999|${NOBODY}`), keyOf(`2026-11-22 10:00:00+00|${NOBODY}`), keyOf(`9999-12-31 23:59:59.999999+00|${'9'.repeat(18)}`), keyOf('|'),
  '\0', '\ud800', '%', '\\', "'; DROP TABLE x --", '{}', '[object Object]', '<b>', 'é'.repeat(3000), `${'(a|'.repeat(500)}`
]

const oddly = (name: string): readonly string[] => [...ODD.map(value => `${name}=${encodeURIComponent(value.toWellFormed())}`), `${name}=red&${name}=amber`, `${name}[]=x`, `${name}[a]=x`, `${name}=%zz`, `${name}=%ff`]

interface Asked { readonly path: string, readonly names: readonly string[] }

/** Each page and each route of the API that is asked by GET, with what can be asked of it. */
const questionsOf = async ({ server: { app, assembled } }: Running): Promise<readonly Asked[]> => {
  const described = (await app.inject('/api/v1/openapi.json')).json<{ paths: Record<string, { get?: { parameters?: readonly { readonly name: string }[] } }> }>()
  const pages = assembled.works.shelves.pages.all().map(({ thing: { path, query } }) => ({ path, names: Object.keys(query.properties) }))
  const routes = Object.entries(described.paths).flatMap(([path, { get }]) => get === undefined || path.endsWith('/events') ? [] : [{ path: path.replace(/\{(\w+)\}/g, ':$1'), names: (get.parameters ?? []).map(({ name }) => name) }])
  const reports = assembled.works.shelves.reports.all().flatMap(({ thing: { id, params } }) => ['/reports/:id', '/reports/:id/view', '/api/v1/reports/:id'].map(path => ({ path: path.replace(':id', id), names: ['format', ...Object.keys(params.properties)] })))
  return [...pages, ...routes, ...reports, { path: '/sign-in', names: ['next', 'provider'] }, { path: '/set-up', names: [] }, { path: '/password', names: [] }]
}

const oddOf = ({ path, names }: Asked, ids: Readonly<Record<string, string>>): readonly string[] => {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const known = path.replace(/:\w+/g, ids[path.split('/:')[0] ?? ''] ?? NOBODY)
  const strange = inPath.length === 0 ? [] : [NOBODY, ...ODD.filter(value => value !== '')].map(value => path.replace(/:\w+/g, encodeURIComponent(value.toWellFormed().slice(0, 90))))
  return [...strange, ...names.filter(name => !inPath.includes(name)).flatMap(name => oddly(name).map(query => `${known}?${query}`)), `${known}?nobody=knows`]
}

t.test('no page and no route of the API', async t => {
  t.setTimeout(280_000)
  const running = await startServer(t, await demoConfig({ samples: true }))
  const made = await furnish(running, 12)
  const { rows: [person] } = await running.server.database.knex.raw<{ rows: { id: string }[] }>("SELECT id FROM cts.person WHERE kind = 'carrier'")
  const ids: Record<string, string> = { '/targets': made.free, '/consignments': made.consignment, '/messages': made.message, '/profiles': made.profile, '/lists': made.list, '/people': person?.id ?? '' }
  for (const [path, id] of Object.entries(ids)) ids[`/api/v1${path.replace('/lists', '/watch-lists')}`] = id
  const questions = await questionsOf(running)
  const starts = ['/', '/keys', '/password', '/nowhere', ...questions.map(({ path }) => path.replace(/:\w+/g, ids[path.split('/:')[0] ?? ''] ?? NOBODY))]

  for (const who of ROLES) {
    for (const language of ['en', 'fr']) {
      t.test(`fails the ${who} who follows every link in ${language}`, async t => {
        const { seen, faults } = await crawl(await askAs(running, who, language), starts)
        t.same(faults, [])
        t.ok(seen.length > 20, `${seen.length} were seen`)
      })
    }
  }


  // Each question is asked by the first who may: who may not is turned away before it is read.
  const asks = await Promise.all((['supervisor', 'admin', 'manager', 'carrier'] as const).map((who, index) => askAs(running, who, index % 2 === 0 ? 'fr' : 'en')))
  for (const question of questions) {
    t.test(`fails who asks oddly for ${question.path}`, async t => {
      for (const ask of asks) {
        const [plain = '/'] = oddOf({ ...question, names: [] }, ids).slice(-1)
        if ((await ask(plain)).status === 403) continue
        const faults: string[] = []
        for (const path of oddOf(question, ids)) {
          const { status } = await ask(path)
          if (status >= 500) faults.push(`${status} ${path.slice(0, 150)}`)
        }
        t.same(faults, [])
        return
      }
      t.fail('nobody may ask it')
    })
  }
})
