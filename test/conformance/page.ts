import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { checked, type ConsolePage, type Desk, type Host, type Plugin } from 'wco-cts'
import { directionOf, loadTexts, type Texts } from '../../core/render/locale.ts'
import { loadTemplates, type PageContext, type Templates } from '../../core/render/templates.ts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly replaced?: Partial<Host>
  /** Desks behind which there is nothing, one and many of what the pages show. */
  readonly desks: Readonly<Record<'nothing' | 'one' | 'many', Desk>>
  /** The query of a page, by its id, where it needs one. */
  readonly queries?: Readonly<Record<string, unknown>>
}

/** A page draws for nothing, one and many, from left and from right, has all its texts, and lets no value out of its place. */
export const conformPage = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as pages of the console`, async t => {
    await conformCard(t, plugin, given)
    const { pages } = await gather(plugin, given.options, given.replaced)
    t.not(pages.length, 0, 'it adds a page')
    const core = fileURLToPath(new URL('../../templates/', import.meta.url))
    const folder = fileURLToPath(given.folder)
    const texts = await loadTexts([{ plugin: null, folder: `${core}locales` }, { plugin: plugin.id, folder: `${folder}locales` }])
    const templates = await loadTemplates({ core, plugins: [{ plugin: plugin.id, folder }] }, texts, () => new Date('2026-01-02T03:04:05Z'))
    for (const page of pages) await draws(t, { page, plugin, given, templates, texts })
  })

interface Scene { readonly page: ConsolePage, readonly plugin: Plugin, readonly given: Given, readonly templates: Templates, readonly texts: Texts }

const HOSTILE = '"><script>alert(1)</script>\' onmouseover=alert(1) javascript:alert(1)'

const draws = (t: Test, { page, plugin, given, templates, texts }: Scene) =>
  t.test(`page ${page.id} draws`, async t => {
    t.ok(page.permission !== '', 'it asks for a permission')
    const query = checked(page.query, given.queries?.[page.id] ?? {})
    for (const [much, desk] of Object.entries(given.desks)) {
      const view = await page.view(query, desk)
      for (const language of ['en', 'ar']) {
        const html = templates.piece(plugin.id, page.template, contextOf({ page, plugin, language, view }))
        t.notMatch(html, /undefined|\[object|NaN/, `${much}, ${language}: nothing is shown that is no value`)
      }
      const html = templates.piece(plugin.id, page.template, contextOf({ page, plugin, language: 'en', view: poisoned(view) }))
      t.notMatch(html, /<script>alert|="javascript:|" onmouseover=/i, `${much}: a value stays in its place`)
    }
    t.same(missingTexts(given.folder, page, key => texts.has(plugin.id, key)), [], 'every text it asks for is there')
  })

const contextOf = ({ page, plugin, language, view }: { page: ConsolePage, plugin: Plugin, language: string, view: object }): PageContext => ({
  reader: { name: 'A. Officer', language, direction: directionOf(language), zone: 'UTC', permissions: [page.permission], roles: ['officer'] },
  house: { name: 'Customs', demo: false, production: false, languages: ['en', 'ar'] },
  page: { id: page.id, plugin: plugin.id, path: page.path, title: page.id },
  menu: [],
  csrf: 'token',
  live: false,
  view
})

// Every text of the view becomes one that tries to get out; what chooses (keys, flags, figures) stays as it is.
const poisoned = (value: unknown): object => {
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string') return Number.isNaN(Date.parse(value)) ? HOSTILE : value
    if (Array.isArray(value)) return value.map(poison)
    if (value instanceof Date || typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]))
  }
  return Object(poison(value))
}

const missingTexts = (folder: URL, page: ConsolePage, has: (key: string) => boolean): readonly string[] => {
  const source = readFileSync(new URL(`templates/${page.template}.hbs`, folder), 'utf8')
  return [...source.matchAll(/[({]\s*t "([^"]+)"(?!\s+[\w@.]+[\s)}])/g)].map(([, key]) => key ?? '').filter(key => !has(key))
}
