import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { furnish, pagesOf } from './furnish.ts'
import { visit, type Who } from './visit.ts'

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a reader with other eyes or hands could not use on a page, by axe-core. */
const barriersOn = async (page: Page): Promise<readonly string[]> => {
  const found = await page.evaluate<{ id: string, nodes: { html: string }[] }[]>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(result => result.violations)`)
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Keys of texts that stand where a sentence should. Addresses of mail, files and codes between code marks are no keys. */
const RAW = /(?<![\w./@:-])[a-z][a-z-]*(?:\.[a-z][a-zA-Z-]*)+(?![\w@./-])/g
const FILES = /\.(?:edi|txt|csv|ffm|fwb|fhl|example|hbs|json|pdf)$/

const rawKeysOn = async (page: Page): Promise<readonly string[]> => {
  const text = await page.evaluate<string>(`[document.title, ...[...document.querySelectorAll('*')].flatMap(element => ['aria-label', 'placeholder', 'title', 'alt'].map(name => element.getAttribute(name) ?? '')), ...[...document.querySelectorAll('body *')].filter(element => !element.closest('script, style, .id, code')).flatMap(element => [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data))].join('\\n')`)
  return [...text.matchAll(RAW)].map(([key]) => key).filter(key => !FILES.test(key))
}

const widthOf = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Looks at every page in one language, wide and narrow: no barrier, no key of a text, nothing to scroll sideways, one heading, a title of its own. */
export const everyPage = (language: 'en' | 'fr'): void => {
  t.setTimeout(230_000)
  t.test(`every page in ${language}`, async t => {
    const { running, sit, complaints } = await visit(t)
    const pages = pagesOf(await furnish(running, 12))
    const axe = await readFile(AXE, 'utf8')
    const door = await sit(null, { language })
    await looked(t, door, axe, 'sign-in')
    for (const who of ['officer', 'supervisor', 'manager', 'admin'] satisfies Who[]) {
      const page = await sit(who, { language })
      for (const { name, path } of pages.filter(page => page.who === who)) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.goto(path)
        await looked(t, page, axe, name)
      }
      await page.context().close()
    }
    t.same(complaints(), [], 'no page complained')
  })
}

const looked = async (t: Test, page: Page, axe: string, name: string): Promise<void> => {
  // The policy of the pages lets no script in; a test comes in by another door.
  await page.evaluate(axe)
  await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
  t.same(await barriersOn(page), [], `${name} has no barrier`)
  t.same(await rawKeysOn(page), [], `${name} shows no key of a text`)
  t.equal(await page.locator('h1').count(), 1, `${name} has one heading`)
  await page.setViewportSize({ width: 320, height: 640 })
  t.same(await barriersOn(page), [], `${name} has no barrier at 320 px`)
  t.ok(await widthOf(page) <= 0, `${name} does not scroll sideways at 320 px`)
}
