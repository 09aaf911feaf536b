import type { Page } from 'playwright-core'
import t from 'tap'
import { openTargets } from './cargo.ts'
import { furnish, pagesOf } from './furnish.ts'
import { noBrowser, visit } from './visit.ts'

/** One stop of the Tab key: what it is on, whether its outline is seen, and whether something else lies over its middle. */
interface Stop { readonly what: string, readonly number: number, readonly outlined: boolean, readonly covered: boolean }

const STOP = `(() => {
  const on = document.activeElement
  if (!on || on === document.body) return null
  const style = getComputedStyle(on)
  const box = on.getClientRects()[0] ?? on.getBoundingClientRect()
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 200), box.top + Math.min(box.height / 2, 40))
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  return { what: on.outerHTML.slice(0, 90), number: [...document.querySelectorAll('*')].indexOf(on), outlined, covered: top !== null && !on.contains(top) && !top.contains(on) }
})()`

// Of radio buttons with one name the Tab key reaches one; what is folded away or hidden it does not.
const REACHABLE = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(one => !one.disabled && one.checkVisibility() && one.getClientRects().length > 0)
  .filter(one => one.type !== 'radio' || one === ([...document.querySelectorAll('input[type=radio]')].filter(other => other.name === one.name && other.form === one.form).find(other => other.checked) ?? [...document.querySelectorAll('input[type=radio]')].find(other => other.name === one.name && other.form === one.form)))
  .map(one => [[...document.querySelectorAll('*')].indexOf(one), one.outerHTML.slice(0, 90)])`

const MOST_STOPS = 400

const walk = async (page: Page): Promise<readonly Stop[]> => {
  const stops: Stop[] = []
  for (let turn = 0; turn < MOST_STOPS; turn++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop | null>(STOP)
    if (stop === null || stop.number === stops[0]?.number) break
    stops.push(stop)
  }
  return stops
}

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(180_000)
  const { running, sit, complaints } = await visit(t)
  const made = await furnish(running, 8)
  const WALKED = ['home', 'targets-chosen', 'target-free', 'target-issued', 'message', 'upload', 'search', 'profile-rule', 'list', 'keys', 'report', 'people']

  t.test('the Tab key reaches all there is on a page, in order, its place always seen', async t => {
    for (const { who, name, path } of pagesOf(made).filter(({ name }) => WALKED.includes(name))) {
      const page = await sit(who)
      await page.goto(path)
      const unfold = name.startsWith('target-') ? 'document.querySelector("#step-review, #step-examine").open = true' : 'document.querySelectorAll("details").forEach(one => { one.open = true })'
      await page.evaluate(unfold)
      await page.evaluate('document.activeElement?.blur()')
      const stops = await walk(page)
      const reached = new Set(stops.map(({ number }) => number))
      const reachable = await page.evaluate<[number, string][]>(REACHABLE)
      t.match(stops[0]?.what, /class="skip"/, `${name} begins with the way past the menu`)
      t.same(reachable.filter(([number]) => !reached.has(number)).map(([, what]) => what), [], `${name} is reached whole`)
      t.same(stops.filter(({ outlined }) => !outlined).map(({ what }) => what), [], `${name} shows where one is`)
      t.same(stops.filter(({ covered }) => covered).map(({ what }) => what), [], `${name} hides no place one is at`)
      t.ok(stops.every(({ number }, index) => index === 0 || number >= (stops[index - 1]?.number ?? 0)), `${name} is walked in the order it is read`)
      await page.context().close()
    }
  })

  t.test('the way past the menu leads to the content', async t => {
    const page = await sit('officer')
    await page.goto('/targets')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    t.equal(await page.evaluate('document.activeElement.id'), 'main')
  })

  t.test('rows are moved through and opened by keys', async t => {
    const page = await sit('officer')
    await page.goto('/targets')
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
    const second = await page.locator('tbody tr').nth(1).locator('[data-open]').getAttribute('href')
    t.equal(await page.evaluate('document.activeElement.getAttribute("href")'), second)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${second}`)
    await page.keyboard.press('u')
    await page.waitForURL('**/targets')
    for (const [keys, path] of [['gm', '/messages'], ['gp', '/profiles'], ['gl', '/lists'], ['gs', '/search'], ['gt', '/targets'], ['?', '/keys'], ['gh', '/']] as const) {
      for (const key of keys) await page.keyboard.press(key)
      await page.waitForURL(`**${path}`)
    }
    await page.keyboard.press('/')
    t.equal(await page.evaluate('document.activeElement.id'), 'find')
    t.equal(await page.locator('#find').inputValue(), '', 'the key itself is not typed')
  })

  t.test('a key is a letter, and no more, while a field is written in', async t => {
    const page = await sit('officer')
    const [target] = await openTargets(running, 'SHIP1')
    await page.goto(`/targets/${target?.id}`)
    await page.locator('#step-instruct summary').click()
    const note = page.locator('#step-instruct').getByLabel('What to look for')
    await note.focus()
    await page.keyboard.type('crea gt/?1jkul')
    t.equal(await note.inputValue(), 'crea gt/?1jkul')
    t.equal(new URL(page.url()).pathname, `/targets/${target?.id}`)
    t.equal(await page.locator('.step[open]').count(), 1)
    t.equal(await page.locator('#step-instruct input[type=radio]:checked').count(), 0)
    await page.locator('#find').focus()
    await page.keyboard.type('g t c 1')
    t.equal(await page.locator('#find').inputValue(), 'g t c 1')
    await page.keyboard.press('Escape')
    t.notOk(await page.evaluate('document.activeElement.id === "find"'), 'Escape leaves the field')
    for (const key of ['Control+c', 'Alt+r', 'Meta+a']) await page.keyboard.press(key)
    t.equal(await page.locator('#step-review[open]').count(), 0, 'nor with another key held')
  })

  t.test('keys that are switched off do nothing', async t => {
    const page = await sit('officer')
    await page.goto('/keys')
    await page.getByLabel('Keys act').uncheck()
    await page.goto(`/targets/${made.free}`)
    for (const key of ['c', '1', 'r', 'g', 'm']) await page.keyboard.press(key)
    t.equal(await page.locator('.step[open]').count(), 0)
    t.equal(new URL(page.url()).pathname, `/targets/${made.free}`)
  })

  t.test('the display is kept on this machine, colours before the page is drawn', async t => {
    const page = await sit('officer')
    await page.goto('/keys')
    await page.getByLabel('Colours').selectOption({ label: 'Night' })
    await page.getByLabel('Compact tables').check()
    const response = await page.goto('/targets')
    t.match(await response?.text(), /<html[^>]*data-theme="night"/)
    t.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(16, 20, 23)')
    t.ok(await page.evaluate('document.documentElement.hasAttribute("data-compact")'))
  })

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
