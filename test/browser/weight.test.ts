import type { Page } from 'playwright-core'
import t from 'tap'
import { furnish, pagesOf } from './furnish.ts'
import { noBrowser, visit } from './visit.ts'

const KILOBYTE = 1024

/** What comes over the wire, by address; event streams are no page. */
const weigh = async (page: Page): Promise<Map<string, number> & { sum (): number }> => {
  const sizes = new Map<string, number>()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const addresses = new Map<string, string>()
  cdp.on('Network.responseReceived', ({ requestId, response }) => { if (!response.url.endsWith('/events') && !response.url.startsWith('data:')) addresses.set(requestId, response.url) })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId)
    // What the browser has kept comes over no wire.
    if (address !== undefined && encodedDataLength > 0) sizes.set(new URL(address).pathname, encodedDataLength)
  })
  return Object.assign(sizes, { sum: () => [...sizes.values()].reduce((all, size) => all + size, 0) })
}

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(180_000)
  const { running, sit, complaints } = await visit(t)
  const made = await furnish(running, 60)
  // The heaviest of each sort; the others are lists and forms like them.
  const WEIGHED = ['home', 'targets', 'targets-chosen', 'target-issued', 'consignment', 'message', 'raw', 'search-found', 'profile-revise', 'list', 'report-view', 'not-found']
  const pages = pagesOf(made).filter(({ name }) => WEIGHED.includes(name))

  t.test('a first visit of any page comes to 60 KB at most, a repeat to 15 KB', async t => {
    for (const { who, name, path } of pages) {
      const page = await sit(who)
      const cdp = await page.context().newCDPSession(page)
      await cdp.send('Network.clearBrowserCache')
      const weighed = await weigh(page)
      await page.goto(path)
      await page.waitForTimeout(100)
      t.ok(weighed.sum() <= 60 * KILOBYTE, `${name} for the first time: ${weighed.sum()} bytes in ${weighed.size} answers`)
      weighed.clear()
      await page.goto(path)
      await page.waitForTimeout(100)
      t.ok(weighed.sum() <= 15 * KILOBYTE, `${name} again: ${weighed.sum()} bytes in ${weighed.size} answers`)
      t.equal(weighed.size, 1, `${name} again asks for itself only`)
      await page.context().close()
    }
  })

  t.test('a queue of fifty comes to 14 KB at most, so that it fits the first window', async t => {
    const page = await sit('officer')
    const weighed = await weigh(page)
    await page.goto('/targets')
    t.equal(await page.locator('tbody tr').count(), 50)
    t.ok((weighed.get('/targets') ?? 1e9) <= 14 * KILOBYTE, `${weighed.get('/targets')} bytes`)
  })

  t.test('all script together is 25 KB at most', async t => {
    const page = await sit('officer')
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.clearBrowserCache')
    const weighed = await weigh(page)
    await page.goto('/targets')
    await page.waitForTimeout(100)
    const scripts = [...weighed].filter(([path]) => path.endsWith('.js'))
    t.ok(scripts.length > 0)
    t.ok(scripts.reduce((all, [, size]) => all + size, 0) <= 25 * KILOBYTE)
  })

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
