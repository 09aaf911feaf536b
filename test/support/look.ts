import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { draw, loadConsole, type Console } from './console.ts'
import { makeDesk } from './desk.ts'

// Draws every page of the console into a folder, looks at it in a browser, and asks axe what a reader could not use.
// `node --import tsx test/support/look.ts [folder] [page …]`
const folder = process.argv[2] ?? join(tmpdir(), 'cts-look')
const wanted = process.argv.slice(3)
const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)
const PUBLIC = new URL('../../plugins/web/console/public/', import.meta.url)

const drawAll = async (all: Console, language: string): Promise<string[]> => {
  const written: string[] = []
  for (const page of all.pages.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
    const html = await draw(all, page, makeDesk({ count: 14, language, texts: all.texts }))
    const name = `${page.id}.${language}`
    await writeFile(join(folder, `${name}.html`), html.replace(/\/plugins\/web\/console\/public\//g, '').replace(/(console\.(?:css|js))\?\w+/g, '$1'))
    written.push(name)
  }
  return written
}

const faultsOn = async (page: Page): Promise<readonly string[]> => {
  await page.addScriptTag({ content: await readFile(AXE, 'utf8') })
  const found: { id: string, nodes: { target: string[], html: string }[] }[] = await page.evaluate('axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then(r => r.violations)')
  const overflow: boolean = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
  return [...found.map(({ id, nodes }) => `${id} ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')}`), ...(overflow ? ['the page scrolls sideways'] : [])]
}

const main = async (): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const all = await loadConsole()
  for (const name of ['console.css', 'console.js']) await copyFile(new URL(name, PUBLIC), join(folder, name))
  const names = [...await drawAll(all, 'en'), ...await drawAll(all, 'fr')]
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--allow-file-access-from-files'] })
  let faults = 0
  for (const width of [1280, 320]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    for (const name of names) {
      await page.goto(`file://${join(folder, `${name}.html`)}`)
      await page.screenshot({ path: join(folder, `${name}.${width}.png`), fullPage: true })
      for (const fault of await faultsOn(page)) { faults += 1; console.log(`${name} at ${width}: ${fault}`) }
    }
    await page.close()
  }
  await browser.close()
  console.log(`${names.length} pages in ${folder}, ${faults} faults`)
}

await main()
