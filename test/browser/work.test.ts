import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { openTargets, sendSelected } from './cargo.ts'
import { noBrowser, visit } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(240_000)
  const { running, sit, complaints } = await visit(t)
  await sendSelected(running, 30, 'WORK1')
  const free = await openTargets(running, 'WORK1')
  const next = (): string => `/targets/${free.pop()?.id ?? 'none-left'}`

  const step = async (page: Page, id: string): Promise<Locator> => {
    const form = page.locator(`#step-${id}`)
    if (await form.getAttribute('open') === null) await form.locator('summary').click()
    return form
  }
  const take = async (form: Locator): Promise<void> => { await form.locator('button.main').click() }
  const said = (page: Page): Promise<string> => page.locator('main > .says').innerText()

  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script'
    const page = await sit('officer', { script })

    t.test(`the first page shows what waits, ${how}`, async t => {
      t.equal(await page.locator('h1').innerText(), 'My work')
      t.ok(await page.locator('.brief li').count() > 0, 'targets stand on it')
      t.match(await page.locator('.figures').innerText(), /\d+\s*■?\s*Red/)
      t.match(await page.locator('.brief li').first().innerText(), /contains|matches/, 'each with its reason')
    })

    t.test(`the queue gives a reason before a target is opened, ${how}`, async t => {
      await page.locator('nav').getByRole('link', { name: 'Targets', exact: true }).click()
      const row = page.locator('tbody tr', { hasText: 'WORK1B' }).first()
      t.match(await row.innerText(), /Goods description contains/)
      await row.locator('td a').first().click()
      t.match(await page.locator('#chosen').innerText(), /Goods description contains[^]*WORK1|WORK1[^]*Goods description contains/)
      t.ok(await page.locator('tr[aria-current]').isVisible(), 'the chosen row stays in sight')
      await page.locator('#chosen').getByText('Open', { exact: true }).click()
      t.match(new URL(page.url()).pathname, /^\/targets\/[0-9a-f-]{36}$/)
    })

    t.test(`a target says why before any number, its words marked, declared beside resolved, ${how}`, async t => {
      await page.goto(next())
      const text = await page.locator('main').innerText()
      const why = text.indexOf('Goods description contains')
      t.ok(why > 0 && why < text.search(/Score \d+ of 100/), 'the sentence stands before the score')
      t.match(await page.locator('.why mark').first().innerText(), /ROSEWOOD|IVORY|LIVE REPTILES|PANGOLIN/)
      t.match(await page.locator('.beside').innerText(), /Consignor[^]*GREEN FOREST EXPORTS/)
      const declared = page.locator('.beside td a').filter({ hasText: 'GREEN FOREST' })
      t.equal(await declared.count(), 1, 'what was declared leads to its place')
      await page.locator('.why').getByText('in the message').click()
      t.match(await page.locator('#here mark').innerText(), /ROSEWOOD|IVORY|REPTILES|PANGOLIN/, 'the place is marked in the text as received')
      t.ok(await page.locator('#here').isVisible())
    })

    t.test(`a target is claimed, handed to a colleague chosen by name, and given back, ${how}`, async t => {
      await page.goto(next())
      await take(await step(page, 'assign'))
      t.equal(await said(page), 'Done: Assign.')
      t.match(await page.locator('.head').innerText(), /Claimed · with Amina Otieno/)
      const form = await step(page, 'assign')
      await form.getByLabel('Hand it over to a colleague').check()
      await form.getByLabel('Colleague', { exact: false }).locator('visible=true').last().selectOption({ label: 'Jean-Marc Ilunga' })
      await take(form)
      t.match(await page.locator('.head').innerText(), /with Jean-Marc Ilunga/)
      t.match(await page.locator('.timeline').innerText(), /Amina Otieno Handed over to a colleague/)
    })

    t.test(`a dismissal needs a coded reason, and is refused in words without one, ${how}`, async t => {
      await page.goto(next())
      await take(await step(page, 'review'))
      t.match(await page.locator('.problem').innerText(), /Choose the reason why the target is of no interest/)
      const form = await step(page, 'review')
      t.match(await form.innerText(), /Choose the reason/, 'also at the field')
      await form.getByLabel('Known operator').check()
      await take(form)
      t.match(await said(page), /Review: target WORK1B\d+ is ended/)
      t.equal(new URL(page.url()).pathname, '/targets')
    })

    t.test(`an examination is ordered, its outcome recorded, and the target released, ${how}`, async t => {
      await page.goto(next())
      const order = await step(page, 'instruct')
      await order.getByLabel('Scan').check()
      await order.getByLabel('What to look for').fill('Behind the first row')
      await take(order)
      t.match(await page.locator('.timeline').innerText(), /Scan ordered: Behind the first row/)
      const wrong = await step(page, 'examine')
      await wrong.getByLabel('Positive', { exact: false }).check()
      await take(wrong)
      t.match(await page.locator('.problem').innerText(), /A positive outcome needs what was discovered/)
      const record = await step(page, 'examine')
      t.ok(await record.getByLabel('Positive', { exact: false }).isChecked(), 'what was chosen is kept')
      await record.getByLabel('What was discovered').selectOption({ label: 'Protected animals and plants (CITES), in kilograms' })
      await record.getByLabel('Quantity').fill('12.5')
      await take(record)
      t.match(await page.locator('.timeline').innerText(), /Examined, positive/)
      t.match(await page.locator('main').innerText(), /wildlife 12\.5 kg/)
      await take(await step(page, 'release'))
      t.match(await said(page), /Release: target WORK1B\d+ is ended/)
    })

    t.test(`nothing found, and not examined, are outcomes too, ${how}`, async t => {
      for (const [label, told] of [['Negative', 'Examined, negative'], ['No show: the cargo was not presented', 'Not examined, no show']] as const) {
        await page.goto(next())
        const order = await step(page, 'instruct')
        await order.getByLabel('Physical examination').check()
        await order.getByLabel('What to look for').fill('Everything')
        await take(order)
        const record = await step(page, 'examine')
        await record.getByLabel(label).check()
        await take(record)
        t.match(await page.locator('.timeline').innerText(), told)
      }
    })

    t.test(`who decides second is told who was quicker, ${how}`, async t => {
      const path = next()
      await page.goto(path)
      await running.ask('supervisor', 'POST', `/api/v1${path}/steps/review`, { decision: 'possible' })
      await take(await step(page, 'assign'))
      t.match(await page.locator('.problem').innerText(), /Someone else was quicker[^]*Jean-Marc Ilunga has decided meanwhile: the target is now claimed/)
      t.match(await page.locator('.head').innerText(), /with Jean-Marc Ilunga/, 'the page shows how it stands now')
    })
  }

  t.test('a false alert is cleared in three keystrokes, one after the other', async t => {
    const page = await sit('officer')
    for (let cleared = 0; cleared < 3; cleared++) {
      await page.goto(next())
      for (const key of ['c', '2', 'Enter']) await page.keyboard.press(key)
      await page.waitForURL('**/targets')
      t.match(await said(page), /Review: target WORK1B\d+ is ended/)
    }
  })

  t.test('an examination is ordered in five keystrokes and the note', async t => {
    const page = await sit('officer')
    await page.goto(next())
    const strokes = ['r', '2', 'the note', 'Tab', 'Tab', 'Enter']
    for (const stroke of strokes) await (stroke === 'the note' ? page.keyboard.type('Behind the first row') : page.keyboard.press(stroke))
    await page.locator('main > .says').waitFor()
    t.match(await page.locator('.timeline').innerText(), /Scan ordered: Behind the first row/)
    t.ok(strokes.length - 1 <= 5)
  })

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
