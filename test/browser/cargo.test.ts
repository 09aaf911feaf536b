import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { containerAt } from '../journeys/manifests.ts'
import { selected } from './cargo.ts'
import { noBrowser, visit } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(120_000)
  const { sit, complaints } = await visit(t)
  const folder = await mkdtemp(join(tmpdir(), 'cts-upload-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }

  t.test('an upload shows how far it is, and what became of each file', async t => {
    const page = await sit('officer')
    await page.goto('/upload')
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 150_000 })
    const large = await file('large.edi', selected(400, 'LARGE'))
    await page.locator('#files').setInputFiles([large, await file('none.txt', 'THIS IS NO MANIFEST\n')])
    await page.evaluate('window.shown = []; new MutationObserver(() => shown.push([performance.now(), document.querySelector("#progress span").textContent])).observe(document.querySelector("#progress"), { subtree: true, childList: true, characterData: true, attributes: true }); window.began = performance.now()')
    await page.locator('main button.main').click()
    await page.locator('#results li').nth(1).waitFor({ timeout: 30_000 })
    const shown = await page.evaluate<[number, string][]>('shown.map(([at, text]) => [at - began, text])')
    t.ok((shown[0]?.[0] ?? 1e9) < 2000, 'at once')
    t.match(shown[0]?.[1], /^Sent: 0 %$/)
    t.ok(new Set(shown.map(([, text]) => text)).size > 1, `in several steps: ${[...new Set(shown.map(([, text]) => text))].join(', ')}`)
    t.match(await page.locator('#results').innerText(), /Received large\.edi[^]*Received none\.txt/)
    await page.locator('#results').getByText('none.txt').click()
    for (let tries = 0; tries < 50 && /waits to be read/.test(await page.locator('main').innerText()); tries++) {
      t.notMatch(await page.locator('main').innerText(), /Nothing is wrong|No consignment/, 'nothing is said of it before it is read')
      await page.waitForTimeout(100)
      await page.reload()
    }
    t.match(await page.locator('main').innerText(), /none\.txt[^]*Rejected[^]*No format enabled here recognises this message/)
    t.notMatch(await page.locator('main').innerText(), /Nothing is wrong/)
  })

  t.test('an upload that is broken off says so, and what was typed stays', async t => {
    const page = await sit('officer')
    await page.goto('/upload')
    await page.locator('#files').setInputFiles([await file('away.edi', selected(2, 'AWAY1'))])
    await page.context().setOffline(true)
    await page.locator('main button.main').click()
    t.match(await page.locator('#results li').innerText(), /Not received: the connection failed/)
    t.match(complaints(), [/ERR_INTERNET_DISCONNECTED/])
    await page.context().setOffline(false)
    await page.locator('main button.main').click()
    await page.locator('#results li').nth(1).waitFor()
    t.match(await page.locator('#results').innerText(), /Received away\.edi/)
  })

  t.test('the same file again is told to be the same', async t => {
    const page = await sit('officer')
    await page.goto('/upload')
    await page.locator('#files').setInputFiles([await file('again.edi', selected(2, 'AWAY1'))])
    await page.locator('main button.main').click()
    t.match(await page.locator('#results li').first().innerText(), /Received before again\.edi/)
  })

  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script'
    const reference = script ? 'FAULT1' : 'FAULT2'
    const page = await sit('officer', { script })

    t.test(`a file is uploaded and its message opened, ${how}`, async t => {
      await page.goto('/upload')
      await page.locator('#files').setInputFiles([await file(`${reference}.edi`, selected(3, reference).replace(/CSQU\d{7}/, 'CSQU1002001'))])
      await page.locator('main button.main').click()
      if (script) await page.locator('#results a').click()
      t.match(new URL(page.url()).pathname, /^\/messages\/[0-9a-f-]{36}$/)
      for (let tries = 0; tries < 50 && !/with faults/.test(await page.locator('.head').innerText()); tries++) {
        await page.waitForTimeout(100)
        await page.reload()
      }
      t.match(await page.locator('.head').innerText(), /Accepted with faults/)
    })

    t.test(`each issue stands with its severity, its words and its place in the message, ${how}`, async t => {
      const issue = page.locator('tr', { hasText: 'does not bear its check digit' })
      t.match(await issue.innerText(), /Warning|Error/)
      t.match(await issue.innerText(), /line \d+ EQD\+CN/)
      await issue.locator('a').click()
      t.match(await page.locator('#here').innerText(), /CSQU1002001/)
      t.ok(await page.locator('#here').isVisible())
      await page.getByText('The message and its issues').click()
      t.match(await page.locator('h1').innerText(), new RegExp(`${reference}\\.edi`))
    })

    t.test(`messages are listed by state, and filtered by sender, ${how}`, async t => {
      await page.goto('/messages')
      await page.locator('.filter').getByText('Accepted with faults').click()
      const states = await page.locator('tbody .word').allInnerTexts()
      t.ok(states.length > 0 && states.every(state => state === 'Accepted with faults'))
      await page.getByLabel('Sender').fill('DEMOLINE')
      await page.getByRole('button', { name: 'Filter' }).click()
      t.match(new URL(page.url()).search, /sender=DEMOLINE.*state=accepted-with-faults/, 'the state stays chosen')
      await page.goto('/messages?sender=NOBODYATALL')
      t.match(await page.locator('main').innerText(), /No message matches this filter[^]*Clear the filter/)
    })

    t.test(`one box finds a bill, a container, a name and goods, ${how}`, async t => {
      const found = async (words: string): Promise<string> => {
        await page.goto('/')
        await page.locator('#find').fill(words)
        await page.locator('#find').press('Enter')
        await page.locator('#q').waitFor()
        return page.locator('main').innerText()
      }
      t.match(await found(`${reference}B002`), `${reference}B002`)
      const container = containerAt(601)
      t.match(await found(`${container.slice(0, 4).toLowerCase()} ${container.slice(4, 10)}-${container.slice(10)}`), container)
      t.match(await found('green forest'), 'GREEN FOREST EXPORTS')
      t.match(await found('ivory chess'), 'CARVED IVORY CHESS SETS')
      t.match(await found('xylophone'), /Nothing matches “xylophone”/)
    })

    t.test(`a consignment shows its versions, its findings and what it is linked with, ${how}`, async t => {
      await page.goto(`/search?q=${reference}B002`)
      await page.locator('tbody a').first().click()
      t.match(await page.locator('main').innerText(), /Why[^]*Goods description contains[^]*What is known[^]*version 1[^]*Linked with/)
    })
  }

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
