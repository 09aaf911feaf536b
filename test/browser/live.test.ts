import type { Page } from 'playwright-core'
import t from 'tap'
import { selected, sendSelected } from './cargo.ts'
import { noBrowser, visit } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(120_000)
  const { running, url, sit, complaints } = await visit(t)
  await sendSelected(running, 12, 'LIVE1')
  const first = await sit('officer')
  const second = await first.context().newPage()
  const tabs = [first, second]

  /** Where each row of the queue stands on the screen, and what has the focus. */
  const standing = (page: Page): Promise<string> => page.evaluate(`JSON.stringify([[...document.querySelectorAll('tbody tr')].map(row => row.getBoundingClientRect().top), document.activeElement?.id, scrollY])`)
  const post = async (reference: string): Promise<void> => {
    const answer = await fetch(`${url}/api/v1/messages`, { method: 'POST', headers: { authorization: 'Bearer demo-carrier', 'content-type': 'application/octet-stream' }, body: selected(1, reference) })
    if (answer.status !== 202) throw new Error(`${reference} was answered with ${answer.status}`)
  }

  t.test('both tabs are live over one stream', async t => {
    const streams: string[] = []
    first.context().on('request', request => { if (request.url().endsWith('/events')) streams.push(request.url()) })
    for (const page of tabs) await page.goto('/targets')
    for (const page of tabs) await page.locator('#live[data-state=on]').waitFor()
    t.equal(streams.length, 1)
  })

  t.test('a new target is told in every tab within five seconds, and nothing moves', async t => {
    await first.locator('#find').focus()
    const before = await Promise.all(tabs.map(standing))
    const began = Date.now()
    await post('LIVE2')
    for (const page of tabs) await page.locator('#new a').waitFor({ state: 'visible', timeout: 5000 })
    t.ok(Date.now() - began < 5000, `after ${Date.now() - began} ms`)
    for (const page of tabs) {
      t.equal(await page.locator('#new').innerText(), '1 new — show')
      t.match(await page.locator('#live').innerText(), /Live · 1 new/)
    }
    t.same(await Promise.all(tabs.map(standing)), before, 'every row is where it was, and the focus too')
  })

  t.test('the new one is shown when it is asked for, in the reader’s own place', async t => {
    await post('LIVE3')
    await second.locator('#new', { hasText: '2 new — show' }).waitFor({ timeout: 5000 })
    await second.locator('#new a').click()
    await second.locator('tbody tr', { hasText: 'LIVE3B001' }).waitFor()
    t.equal(await second.locator('tbody tr', { hasText: 'LIVE2B001' }).count(), 1)
    t.notOk(await second.locator('#new').isVisible())
  })

  t.test('when the tab that holds the stream closes, another takes over', async t => {
    await first.goto('/targets')
    await second.goto('/targets')
    await first.close()
    await second.locator('#live[data-state=on]').waitFor()
    await post('LIVE4')
    await second.locator('#new', { hasText: '1 new — show' }).waitFor({ timeout: 5000 })
    t.pass('it is told there')
  })

  t.test('who saves data has no live updates, and is told so', async t => {
    await second.goto('/keys')
    await second.getByLabel('Save data: no live updates').check()
    await second.goto('/targets')
    t.equal(await second.locator('#live').innerText(), 'Live updates off')
  })

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
