import type { Page } from 'playwright-core'
import t from 'tap'
import { noBrowser, visit } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(180_000)
  const { running, sit, complaints } = await visit(t)

  /** Fills in one row of the builder, as somebody who reads its words. */
  const condition = async (page: Page, row: number, said: { readonly field: string, readonly comparison: string, readonly value?: string }): Promise<void> => {
    const of = page.locator('.condition').nth(row)
    await of.getByLabel('Field').selectOption({ label: said.field })
    await of.getByLabel('Comparison').selectOption({ label: said.comparison })
    await of.getByLabel('Value').fill(said.value ?? '')
  }
  const main = (page: Page): Promise<string> => page.locator('main').innerText()

  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script'
    const title = `Fruit declared as tiles, ${how}`
    const officer = await sit('officer', { script })
    const supervisor = await sit('supervisor', { script })

    t.test(`a rule is built by choosing words, and rows are added without losing any, ${how}`, async t => {
      await officer.goto('/profiles')
      await officer.getByText('New: Rule…').click()
      await officer.getByLabel('Title').fill(title)
      await condition(officer, 0, { field: 'Goods description', comparison: 'contains the words', value: 'tiles\nbanana' })
      await condition(officer, 1, { field: 'Packages, all', comparison: 'is more or later than', value: '10' })
      await officer.getByRole('button', { name: 'Add a condition' }).click()
      t.equal(await officer.locator('.condition').count(), 3)
      t.equal(await officer.getByLabel('Title').inputValue(), title)
      t.equal(await officer.locator('.condition').first().getByLabel('Value').inputValue(), 'tiles\nbanana')
    })

    t.test(`a faulty rule is refused in words at its fields, with all that was filled in, ${how}`, async t => {
      await condition(officer, 2, { field: 'Gross mass, all, kg', comparison: 'contains the words', value: 'heavy' })
      await officer.getByLabel('Title').fill('')
      await officer.getByLabel('Supervisor').check()
      await officer.getByLabel('Officer', { exact: true }).uncheck()
      await officer.getByRole('button', { name: 'Save the draft' }).click()
      t.match(await officer.locator('.problem').innerText(), /to be corrected|correct what is marked/i)
      if (script) t.equal(await officer.evaluate('document.activeElement.className'), 'problem', 'the reader is brought to it')
      await officer.getByLabel('Title').fill(title)
      await officer.getByRole('button', { name: 'Save the draft' }).click()
      const faulty = officer.locator('.condition').nth(2)
      t.match(await faulty.locator('.fault').innerText(), /does not suit Gross mass/)
      t.equal(await faulty.locator('[aria-invalid]').count(), 1)
      t.ok(await officer.locator('.problem a').first().getAttribute('href').then(href => officer.locator(href ?? '#none').isVisible()), 'the summary leads to the field')
      t.ok(await officer.getByLabel('Supervisor').isChecked(), 'who is told is kept')
      t.notOk(await officer.getByLabel('Officer', { exact: true }).isChecked())
      t.equal(await officer.locator('.condition').first().getByLabel('Value').inputValue(), 'tiles\nbanana')
    })

    t.test(`a rule without a title is told to lack one, at the title, ${how}`, async t => {
      await officer.getByLabel('Title').fill('')
      await condition(officer, 2, { field: 'No condition', comparison: 'contains the words' })
      await officer.getByRole('button', { name: 'Save the draft' }).click()
      t.match(await officer.locator('#f-title-fault').innerText(), /This is needed/)
      await officer.getByLabel('Title').fill(title)
      await officer.getByLabel('Officer', { exact: true }).check()
      await officer.getByRole('button', { name: 'Save the draft' }).click()
      t.match(await officer.locator('main > .says').innerText(), `The draft of “${title}” is saved`)
      t.match(await main(officer), /Goods description contains the words “tiles” or “banana”[^]*Packages, all is more than 10/)
    })

    t.test(`a draft is tried on past cargo, and whoever drafted it cannot publish it, ${how}`, async t => {
      await officer.getByText('Try it on the last 30 days').click()
      t.match(await main(officer), /Of \d+ consignments received, (?:\d+|none|one) would have matched/)
      t.match(await main(officer), /You drafted this version, so another person must publish it/)
      t.equal(await officer.getByRole('button', { name: 'Publish' }).count(), 0)
    })

    t.test(`a supervisor’s own draft is refused to him in words, ${how}`, async t => {
      await supervisor.goto('/profiles/new?type=rule')
      await supervisor.getByLabel('Title').fill(`My own, ${how}`)
      await condition(supervisor, 0, { field: 'Goods description', comparison: 'contains the words', value: 'anything' })
      await supervisor.getByRole('button', { name: 'Save the draft' }).click()
      t.match(await main(supervisor), /another person must publish it/)
      const token = await supervisor.locator('input[name=csrf]').first().inputValue()
      const answer = await supervisor.request.post(supervisor.url(), { form: { csrf: token, do: 'publish' }, headers: { accept: 'text/html' } })
      t.match(await answer.text(), /A second person must publish[^]*Whoever drafted a version does not publish it/)
    })

    t.test(`the supervisor publishes the officer’s draft, and it finds what is stored, ${how}`, async t => {
      await supervisor.goto('/profiles?state=draft')
      await supervisor.locator('tbody').getByText(title).click()
      await supervisor.getByRole('button', { name: 'Publish' }).click()
      t.match(await supervisor.locator('main > .says').innerText(), /is published and in force/)
      t.match(await main(supervisor), /Published by\s+Jean-Marc Ilunga/)
    })

    t.test(`a profile of watch lists and one of chance are made by choosing, ${how}`, async t => {
      await officer.goto('/profiles/new?type=watch-list')
      await officer.getByLabel('Title').fill(`Only published sanctions, ${how}`)
      await officer.getByLabel('OFAC Specially Designated Nationals').check()
      await officer.getByRole('button', { name: 'Save the draft' }).click()
      t.match(await main(officer), /Watch lists.*: OFAC Specially Designated Nationals/)
      await officer.goto('/profiles/new?type=random')
      await officer.getByLabel('Title').fill(`A share of air cargo, ${how}`)
      await officer.locator('input[type=number]').first().fill('5')
      await officer.getByLabel('Mode of transport').selectOption({ label: 'Air' })
      await officer.getByRole('button', { name: 'Save the draft' }).click()
      t.match(await main(officer), /Mode of transport: Air/)
    })

    t.test(`a watch list is made, and an entry on it is found in stored cargo, ${how}`, async t => {
      await supervisor.goto('/lists')
      await supervisor.getByLabel('Title').fill(`Traders, ${how}`)
      await supervisor.getByLabel('Kind').selectOption({ label: 'Party' })
      await supervisor.getByLabel('Local: one person signs').check()
      await supervisor.getByRole('button', { name: 'Make the list' }).click()
      t.match(await supervisor.locator('main > .says').innerText(), /The list “Traders, .*” is made/)
      t.match(await main(supervisor), /This list has no entries yet/)
      await supervisor.getByRole('button', { name: 'Add the entry' }).click().catch(() => {})
      await supervisor.getByLabel('Reason').fill('Named in a seizure')
      await supervisor.getByRole('button', { name: 'Add the entry' }).click()
      t.match(await supervisor.locator('.problem').innerText(), /at least one name or one identifier/)
      const name = script ? 'HARBOUR TIMBER AND VENEER' : 'RAINBOW PAINTS LTD'
      await supervisor.getByLabel('Names or words').fill(name)
      await supervisor.getByRole('button', { name: 'Add the entry' }).click()
      t.match(await supervisor.locator('main > .says').innerText(), `“${name}” is in force`)
      let hit = false
      for (let tries = 0; tries < 100 && !hit; tries++) {
        await supervisor.goto(`/search?q=${encodeURIComponent(name)}`)
        await supervisor.locator('tbody a').first().click()
        hit = new RegExp(`${name}[^]*on the watch list Traders, ${how}`).test(await main(supervisor))
        if (!hit) await supervisor.waitForTimeout(100)
      }
      t.ok(hit, 'its finding says so')
      t.match(await supervisor.locator('.why').innerText(), `Traders, ${how}`)
    })

    t.test(`an entry of a national list is signed by a second person, ${how}`, async t => {
      await supervisor.goto('/lists')
      await supervisor.getByLabel('Title').fill(`National, ${how}`)
      await supervisor.getByLabel('Kind').selectOption({ label: 'Container' })
      await supervisor.getByLabel('National: two people sign').check()
      await supervisor.getByRole('button', { name: 'Make the list' }).click()
      const list = new URL(supervisor.url()).pathname
      await officer.goto(list)
      await officer.getByLabel('Scheme').fill('BIC')
      await officer.getByLabel('Value').fill('MSKU1234565')
      await officer.getByLabel('Reason').fill('Used twice')
      await officer.getByRole('button', { name: 'Add the entry' }).click()
      t.match(await officer.locator('main > .says').innerText(), /waits for a second signature/)
      t.equal(await officer.getByRole('button', { name: 'Sign', exact: false }).filter({ hasText: 'MSKU' }).count(), 0, 'not by whoever made it')
      await supervisor.goto(list)
      await supervisor.getByRole('button', { name: 'Sign MSKU1234565' }).click()
      t.match(await supervisor.locator('main > .says').innerText(), /“MSKU1234565” is in force/)
    })

    t.test(`an entry of a national list is removed by a second person, ${how}`, async t => {
      await officer.reload()
      await officer.getByRole('button', { name: 'Ask for removal MSKU1234565' }).click()
      t.match(await officer.locator('main > .says').innerText(), /“MSKU1234565” stays in force until a second person signs its removal/)
      t.equal(await officer.getByRole('button', { name: 'Sign the removal' }).count(), 0, 'not by whoever asked')
      await supervisor.reload()
      t.match(await main(supervisor), /In force; removal asked for\s+by\s+Amina Otieno/)
      await supervisor.getByRole('button', { name: 'Sign the removal MSKU1234565' }).click()
      t.match(await supervisor.locator('main > .says').innerText(), /“MSKU1234565” is removed/)
    })
  }

  t.test('the rules that were made are as the API shows them', async t => {
    const { body } = await running.ask('officer', 'GET', '/api/v1/profiles')
    t.match(JSON.stringify(body), /"value":\["tiles","banana"\]/)
  })
  t.test('no page complained', async t => { t.same(complaints(), []) })
}
