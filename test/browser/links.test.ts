import type { APIRequestContext } from 'playwright-core'
import t from 'tap'
import type { Database } from '../../core/store/database.ts'
import { furnish } from './furnish.ts'
import { noBrowser, visit, type Who } from './visit.ts'

/** What is kept, table by table, as one line each; who looked is written in the journal, a session knows when it was last used, and jobs and sources when the clock last called them. */
const keptIn = async ({ knex }: Database): Promise<readonly string[]> => {
  const { rows: tables } = await knex.raw<{ rows: { schema: string, name: string }[] }>(`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name NOT IN ('journal', 'session', 'job', 'source_load') ORDER BY 1, 2`)
  const lines: string[] = []
  for (const { schema, name } of tables) {
    const { rows: [row] } = await knex.raw<{ rows: { count: number, sum: string }[] }>(`SELECT count(*)::int AS count, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ??.?? t`, [schema, name])
    lines.push(`${schema}.${name}: ${row?.count} rows, ${row?.sum}`)
  }
  return lines
}

/** Waits until notices that are due have been delivered: that goes on by itself. */
const delivered = async ({ knex }: Database): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    const { rows } = await knex.raw<{ rows: unknown[] }>("SELECT 1 FROM cts.outbox WHERE sent IS NULL AND due < now() + interval '3 minutes' LIMIT 1")
    if (rows.length === 0) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('notices were not delivered in 30 s')
}

// Of pages that differ by their subject alone a few stand for all.
const SAMPLES = 4
const shapeOf = (address: string): string => address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/(?<=[=])[^&]*/g, value => /^[a-z-]{1,20}$/.test(value) ? value : '…').replace(/\/[A-Z0-9-]{6,}(?=[/?]|$)/g, '/:code')

interface Fault { readonly address: string, readonly status: number, readonly from: string }

const crawl = async (request: APIRequestContext, url: string): Promise<{ readonly seen: number, readonly faults: readonly Fault[] }> => {
  const queue = [{ address: '/', from: '' }]
  const known = new Set(['/'])
  const samples = new Map<string, number>()
  const faults: Fault[] = []
  let seen = 0
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { address, from } = next
    const answer = await request.get(address, { headers: { accept: 'text/html' } })
    seen += 1
    if (answer.status() >= 400) faults.push({ address, status: answer.status(), from })
    if (!/text\/html/.test(answer.headers()['content-type'] ?? '')) continue
    const html = await answer.text()
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)) {
      const found = new URL(href.replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, code?: string) => String.fromCharCode(hex === undefined ? Number(code) : Number.parseInt(hex, 16))).replace(/&amp;/g, '&'), `${url}${address}`)
      if (found.origin !== url) { faults.push({ address: found.href, status: 0, from: address }); continue }
      const path = found.pathname + found.search
      const shape = shapeOf(path)
      if (known.has(path) || (samples.get(shape) ?? 0) >= SAMPLES) continue
      known.add(path)
      samples.set(shape, (samples.get(shape) ?? 0) + 1)
      queue.push({ address: path, from: address })
    }
  }
  return { seen, faults }
}

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(230_000)
  const { running, url, sit, complaints } = await visit(t)
  await furnish(running, 60)
  await delivered(running.server.database)

  for (const who of ['officer', 'supervisor', 'manager', 'admin'] satisfies Who[]) {
    t.test(`no link on any page the ${who} sees leads nowhere, and following them changes nothing`, async t => {
      const page = await sit(who)
      const before = await keptIn(running.server.database)
      const { seen, faults } = await crawl(page.request, url)
      t.same(faults, [])
      t.ok(seen > 5, `${seen} pages were seen`)
      t.same(await keptIn(running.server.database), before)
      await page.context().close()
    })
  }

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
