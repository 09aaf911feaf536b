import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import t from 'tap'
import { Type } from '@sinclair/typebox'
import type { Texts } from '../../../core/render/locale.ts'
import { faultsInTemplate } from '../../../core/render/template-faults.ts'
import { loadTemplates, type PageContext, type Templates } from '../../../core/render/templates.ts'

const words: Readonly<Record<string, string>> = { hello: 'Hello {name}', 'span.hours': '{hours} h {minutes}', 'span.until': 'in {span}', 'span.over': '{span} over', 'lane.red': 'Red', 'lane.none': 'None', 'fields.note': 'Remark', 'codes.scan': 'Scanner', 'problems.too-short': 'Say more', 'form.missing': 'Fill this in' }
const texts: Texts = {
  text: (_, __, key, params = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name])),
  has: (_, key) => Object.hasOwn(words, key),
  languages: ['en']
}

const context: PageContext = {
  reader: { name: 'Amina', language: 'en', direction: 'ltr', zone: 'UTC', permissions: ['targets.read'], roles: ['officer'] },
  house: { name: 'Kilindi Customs', demo: false, production: false, languages: ['en'] },
  page: { id: 'p', plugin: 'web/own', path: '/', title: 'Page' }, menu: [], csrf: 'token', live: false, view: {}
}

const load = async (core: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}): Promise<Templates> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-templates-'))
  const write = (place: string, files: Readonly<Record<string, string>>) => Promise.all(Object.entries(files).map(async ([name, source]) => {
    await mkdir(dirname(join(folder, place, name)), { recursive: true })
    await writeFile(join(folder, place, name), source)
  }))
  await write('core', { 'layout/page.hbs': '{{body}}', ...core })
  await write('own', own)
  return loadTemplates({ core: join(folder, 'core'), plugins: [{ plugin: 'web/own', folder: join(folder, 'own') }] }, texts, () => new Date('2026-11-21T10:00:00Z'))
}

const drawn = async (source: string, more: Partial<PageContext> = {}): Promise<string> =>
  (await load({}, { 'templates/p.hbs': source })).page('web/own', 'p', { ...context, ...more })

t.test("a plugin's template and partial come before core's", async t => {
  const templates = await load({ 'p.hbs': 'core {{> part}}', 'partials/part.hbs': 'core part' }, { 'templates/partials/part.hbs': 'own part' })
  t.equal(templates.page('web/own', 'p', context), 'core own part')
  t.equal(templates.page(null, 'p', context), 'core core part')
})

t.test('whatever a value holds, it stays text', async t => {
  const templates = await load({}, { 'templates/p.hbs': '<p title="{{view.x}}">{{view.x}}{{bdi view.x}}{{said view.x}}{{mark view.x view.words}}<a href="{{url view.x}}">a</a></p>' })
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }), (noise, words) => {
    const x = `${noise}<script>"'javascript:`
    const html = templates.page('web/own', 'p', { ...context, view: { x, words } })
    return !html.includes('<script') && !/(href|title)="[^"]*["'<>][^>]*=/.test(html) && html.split('"').length === 5 + (html.match(/class="id"/g)?.length ?? 0) * 2
  }))
  t.pass('no script, no broken attribute')
})

t.test('data for a script cannot end its element', async t => {
  const html = await drawn('<script type="application/json">{{json view.x}}</script>', { view: { x: '</script><b>&\u2028' } })
  t.equal(html, '<script type="application/json">"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\u2028"</script>')
  t.equal(JSON.parse(html.replace(/<[^>]*>/g, '')), '</script><b>&\u2028')
})

t.test('an address is of this site, http, https or mailto, and nothing else', async t => {
  const address = (x: string): Promise<string> => drawn('<a href="{{url view.x a=1}}">a</a>', { view: { x } })
  for (const bad of ['javascript:alert(1)', ' javascript:x', '//evil.example', '/\\evil.example', 'data:text/html,x', 'java\nscript:x', 'JAVASCRIPT:x']) t.equal(await address(bad), '<a href="#">a</a>', bad)
  t.equal(await address('/targets?lane=red'), '<a href="/targets?lane&#x3D;red&amp;a&#x3D;1">a</a>')
  t.equal(await address('https://example.org/'), '<a href="https://example.org/?a&#x3D;1">a</a>')
})

t.test('a template that could let a value out does not load', async t => {
  const faulty: Readonly<Record<string, string>> = {
    'a triple brace': '{{{view.x}}}', 'an ampersand': '{{&view.x}}', 'a triple brace with a tilde': '{{~{view.x}~}}',
    'an unquoted attribute': '<a class={{view.x}}>', 'a literal unquoted attribute': '<a class=b>', 'a value for an attribute': '<a {{view.x}}>',
    'an address of its own': '<a href="{{view.x}}">', 'an address behind a slash': '<a href="/{{view.x}}">', 'an address in a branch': '<a href="{{#if view.x}}/a{{else}}{{view.x}}{{/if}}">',
    'a handler': '<a onclick="go({{view.x}})">', 'a style': '<p style="color:{{view.x}}">', 'a script': '<script>var x = {{view.x}}</script>', 'a style sheet': '<style>{{view.x}}</style>',
    'json outside data': '<p>{{json view.x}}</p>'
  }
  for (const [what, source] of Object.entries(faulty)) {
    t.not(faultsInTemplate(source).length, 0, what)
    await t.rejects(load({}, { 'templates/p.hbs': source }), /templates are not safe/, what)
  }
})

t.test('a template with an unknown word does not load', async t => {
  await t.rejects(load({}, { 'templates/p.hbs': '{{shout view.x}}' }), { message: 'web/own/templates/p.hbs does not compile' })
})

t.test('a misspelt name of a value fails rather than showing nothing', async t => {
  await t.rejects(drawn('{{view.missing}}'), /missing/)
})

t.test('words, times, masses and lanes are written in the reader’s language', async t => {
  t.equal(await drawn('{{t "hello" name="Amina"}}'), 'Hello Amina')
  t.equal(await drawn('{{until view.at}}', { view: { at: '2026-11-21T12:30:00Z' } }), '<time datetime="2026-11-21T12:30:00Z" title="2026-11-21 12:30 UTC">in 2 h 30</time>')
  t.match(await drawn('{{until view.at}}', { view: { at: '2026-11-21T08:30:00Z' } }), '1 h 30 over')
  t.match(await drawn('{{mass view.x}}', { view: { x: 21400 }, reader: { ...context.reader, language: 'fr' } }), /^21\s400\skg$/u)
  t.equal(await drawn('{{number view.x}}', { view: { x: 1234 }, reader: { ...context.reader, language: 'ar-EG' } }), '1,234')
  t.equal(await drawn('{{lane "red"}}'), '<span class="lane red"><i aria-hidden="true">■</i>Red</span>')
  t.equal(await drawn('{{date view.none}}{{mass view.none}}{{bdi view.none}}'), '–––')
})

t.test('words are marked wherever a profile would have found them', async t => {
  t.equal(await drawn('{{mark view.x view.words}}', { view: { x: 'Frozen BANÁNAS & Co', words: ['bananas'] } }), 'Frozen <mark>BANÁNAS</mark> &#38; Co')
})

const form = Type.Object({ means: Type.Union([Type.Literal('scan'), Type.Literal('dog')]), note: Type.String({ title: 'Note' }), rows: Type.Optional(Type.Array(Type.Object({ value: Type.String() }))) })

t.test('a form is drawn from its schema, with the words of its plugin', async t => {
  const html = await drawn('{{#each (fields view.form plugin="step/x" prefix="s")}}{{id}}|{{label}}|{{shape}}|{{#each choices}}{{label}},{{/each}};{{/each}}', { view: { form } })
  t.equal(html, 's-means|means|radio|Scanner,dog,;s-note|Remark|long|;s-rows|rows|rows|;')
})

t.test('a refused form keeps what was typed and says what is wrong where it is wrong', async t => {
  const html = await drawn('{{#each (fields view.form prefix="s")}}{{value}}|{{error}};{{/each}}{{#each (fields view.form prefix="other")}}{{value}}{{error}}{{/each}}', {
    view: { form }, form: { do: 's', means: 'dog', note: 'x' },
    problem: { status: 400, title: '', detail: '', errors: [{ pointer: '/note', detail: 'too-short' }, { pointer: '/means', detail: 'Expected required property' }] }
  })
  t.equal(html, 'dog|Fill this in;x|Say more;|;')
})
