import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import t from 'tap'
import { demoConfig, startServer } from '../support/server.ts'
import { filesIn, HOUSE, rooms } from './folders.ts'

/** A text in quotes, or a comment, which is passed over. */
const PIECE = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g

interface Literal { readonly file: string, readonly line: number, readonly text: string }

const literalsIn = (file: string): readonly Literal[] => {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(PIECE)].filter(([piece]) => !piece.startsWith('/'))
    .map(({ 0: piece, index }) => ({ file: relative(HOUSE, file), line: source.slice(0, index).split('\n').length, text: piece.slice(1, -1) }))
}
const said = ({ file, line, text }: Literal): string => `${file}:${line}: ${text}`

const sources = filesIn(join(HOUSE, 'core'), '.ts')
const literals = sources.flatMap(literalsIn)
const plugins = rooms().map(({ id }) => id)

t.test('core names no plugin', async t => {
  t.not(plugins.length, 0)
  t.same(literals.filter(({ text }) => plugins.some(id => text.includes(id))).map(said), [])
})

/** What the contract itself calls a kind of list; a plugin happens to be called after it. */
const WORDS_OF_THE_CONTRACT = new Set(['watch-list'])
const KINDS = new Set(['format', 'mode', 'enricher', 'profile', 'report', 'step'])

t.test('core names no format, mode, enricher, profile type, report or step', async t => {
  const names = new Set(plugins.flatMap(id => KINDS.has(id.split('/')[0] ?? '') ? [id.split('/')[1] ?? ''] : []).filter(name => !WORDS_OF_THE_CONTRACT.has(name)))
  t.not(names.size, 0)
  t.same(literals.filter(({ text }) => names.has(text)).map(said), [])
})

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
// ZZ is nobody's: ISO 3166-1 leaves it to its users.
const isCountry = (text: string): boolean => /^[A-Z]{2}$/.test(text) && text !== 'ZZ' && countries.of(text) !== undefined
// The kit keeps the code lists of standards; TR, TH and TD are parts of a table in PDF (ISO 32000) before they are countries.
const isOfAStandard = ({ file, text }: Literal): boolean => file.startsWith('core/kit/') || (file.startsWith('core/render/pdf') && ['TR', 'TH', 'TD'].includes(text))

t.test('core knows no country', async t => {
  t.same(literals.filter(({ text }) => isCountry(text)).filter(literal => !isOfAStandard(literal)).map(said), [])
  const asks = /\bcountry\w*\s*[!=]==?\s*['"][A-Z]{2}['"]/i
  t.same(sources.filter(file => asks.test(readFileSync(file, 'utf8'))).map(file => relative(HOUSE, file)), [], 'nor does it ask for one, the kit neither')
})

/** An administration that has said nothing yet: no plugin, nobody, no profile. */
const emptyConfig = async (): Promise<string> => {
  const folder = await demoConfig()
  for (const file of ['profiles.json', 'people.json', 'server.json']) await rm(join(folder, file), { force: true })
  await writeFile(join(folder, 'plugins.json'), '{}')
  return folder
}

t.test('without any plugin the server starts, answers that it is there, and does nothing', async t => {
  const { server, ask } = await startServer(t, await emptyConfig())
  const { shelves } = server.assembled.works
  t.same(Object.entries(shelves).filter(([, shelf]: [string, { all (): readonly unknown[] }]) => shelf.all().length > 0).map(([name]) => name), [], 'nothing stands on any shelf')
  const health = await ask(null, 'GET', '/health')
  t.equal(health.status, 200, health.text)
  t.match(health.body, { state: /^(?:ready|degraded)$/ })
  for (const path of ['/', '/targets', '/api/v1/messages', '/api/v1/targets']) t.equal((await ask(null, 'GET', path)).status, 404, `there is no ${path}`)
  t.equal((await ask(null, 'POST', '/api/v1/messages', 'UNB+')).status, 404, 'and nothing is taken in')
})
