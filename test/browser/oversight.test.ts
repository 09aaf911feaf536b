import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import t from 'tap'
import { furnish } from './furnish.ts'
import { noBrowser, signIn, visit } from './visit.ts'

/** The words of a PDF, by poppler where it is installed; else null. */
const wordsOf = async (file: string): Promise<string | null> => {
  try {
    return (await promisify(execFile)('pdftotext', ['-layout', file, '-'])).stdout
  } catch {
    return null
  }
}

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(120_000)
  const { running, sit, complaints } = await visit(t)
  const made = await furnish(running, 8)

  const download = async (page: Page, press: () => Promise<void>): Promise<{ readonly name: string, readonly path: string, readonly bytes: Buffer }> => {
    const [file] = await Promise.all([page.waitForEvent('download'), press()])
    const path = await file.path()
    return { name: file.suggestedFilename(), path, bytes: await readFile(path) }
  }

  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script'

    t.test(`the activity report is read on screen, with its charts and the figures behind them, ${how}`, async t => {
      const page = await sit('manager', { script })
      await page.locator('nav').getByRole('link', { name: 'Reports', exact: true }).click()
      await page.getByRole('link', { name: 'Activity report' }).click()
      await page.getByRole('button', { name: 'Show' }).click()
      const text = await page.locator('main').innerText()
      t.match(text, /Targets opened\s+\d+/)
      t.match(text, /Something found\s+1/)
      t.ok(await page.locator('main svg').count() > 0, 'a chart')
      t.equal(await page.locator('figure:not(:has(table))').count(), 0, 'no chart without its figures as a table')
    })

    t.test(`the activity report is downloaded as PDF and as CSV, for the days asked, ${how}`, async t => {
      const page = await sit('manager', { script })
      await page.goto('/reports/activity')
      await page.getByLabel('From').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
      const pdf = await download(page, () => page.getByRole('button', { name: 'PDF' }).click())
      t.match(pdf.name, /^activity-\d{4}-\d\d-\d\d\.pdf$/)
      t.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
      t.ok(pdf.bytes.length < 1_000_000, `${pdf.bytes.length} bytes`)
      const words = await wordsOf(pdf.path)
      if (words !== null) t.match(words, /Activity report[^]*Demonstria Customs|Demonstria Customs[^]*Activity report/)
      const csv = await download(page, () => page.getByRole('button', { name: 'CSV' }).click())
      t.match(csv.name, /^activity-.*\.csv$/)
      t.match(csv.bytes.toString('utf8'), /Endangered species in the goods description/)
    })

    t.test(`the information sheet of a target is downloaded from its page, by an officer, ${how}`, async t => {
      const page = await sit('officer', { script })
      await page.goto(`/targets/${made.examined}`)
      const sheet = await download(page, () => page.getByRole('link', { name: 'Information sheet (PDF)' }).click())
      t.match(sheet.name, /^dossier-.*\.pdf$/)
      const words = await wordsOf(sheet.path)
      if (words !== null) t.match(words, /Goods description contains[^]*Twelve tusks under the planks/)
    })

    t.test(`who may not read a report is told so, ${how}`, async t => {
      const page = await sit('officer', { script })
      t.equal((await page.goto('/reports'))?.status(), 403)
      t.match(await page.locator('main').innerText(), /You may not do this/)
      t.equal(await page.locator('nav').getByRole('link', { name: 'Reports' }).count(), 0, 'and not offered it')
    })

    t.test(`a person is added, given another role, and dismissed, ${how}`, async t => {
      const page = await sit('admin', { script })
      await page.locator('nav').getByRole('link', { name: 'People and systems' }).click()
      const subject = script ? 'nadia' : 'tomas'
      const form = page.locator('#form-add')
      await form.getByLabel('Sign-in name').fill(subject)
      await form.getByLabel('Name', { exact: true }).fill(`${subject} of the night shift`)
      await form.getByLabel('Officer').check()
      await form.getByLabel('First password').fill('a long enough one')
      await page.getByRole('button', { name: 'Add the person' }).click()
      t.match(await page.locator('main > .says').innerText(), `${subject} of the night shift is added`)
      await page.getByLabel('Supervisor').check()
      await page.getByRole('button', { name: 'Save' }).click()
      t.match(await page.locator('main > .says').innerText(), /The roles of .* are saved/)
      const own = await sit(null, { script })
      await signIn(own, subject, 'a long enough one')
      t.equal(new URL(own.url()).pathname, '/password', 'the first password is changed before anything else')
      await own.getByLabel('Password you have now').fill('a long enough one')
      await own.getByLabel('New password', { exact: true }).fill('one of my very own')
      await own.getByLabel('New password once more').fill('one of my very own')
      await own.getByRole('button', { name: 'Change the password' }).click()
      t.match(await own.locator('nav').innerText(), /Reports/, 'a supervisor’s sections')
      await page.getByRole('button', { name: 'Close the account' }).click()
      t.match(await page.locator('main > .says').innerText(), /may no longer come in/)
      await own.goto('/targets')
      t.equal(new URL(own.url()).pathname, '/sign-in', 'a session that stands is ended')
    })

    t.test(`nobody changes their own roles, and a name is used once, ${how}`, async t => {
      const page = await sit('admin', { script })
      await page.goto('/people')
      await page.getByRole('link', { name: 'Çağla Yıldız' }).click()
      t.match(await page.locator('main').innerText(), /Another administrator changes its roles/)
      t.equal(await page.locator('main form').count(), 0)
      await page.goto('/people')
      const form = page.locator('#form-add')
      await form.getByLabel('Sign-in name').fill('officer')
      await form.getByLabel('Name', { exact: true }).fill('Another')
      await form.getByLabel('Officer').check()
      await page.getByRole('button', { name: 'Add the person' }).click()
      t.match(await page.locator('.problem').innerText(), /officer can already sign in/)
      t.equal(await form.getByLabel('Name', { exact: true }).inputValue(), 'Another', 'what was typed is kept')
    })

    t.test(`the journal tells who looked at what, and one thing’s trail, ${how}`, async t => {
      const page = await sit('admin', { script })
      await page.locator('nav').getByRole('link', { name: 'Journal', exact: true }).click()
      t.match(await page.locator('tbody').innerText(), /Amina Otieno\s+Looked at a target/)
      await page.goto(`/journal?subject=${made.examined}`)
      const trail = await page.locator('tbody').innerText()
      t.match(trail, /Recorded an examination[^]*Ordered an examination/)
      t.notMatch(trail, /Signed in/)
      await page.getByLabel('From').fill('2020-01-01')
      await page.getByLabel('Until').fill('2020-01-02')
      await page.getByRole('button', { name: 'Filter' }).click()
      t.match(await page.locator('main').innerText(), /The journal has nothing for these days/)
    })

    t.test(`the state of the system is told in words, and a list loaded again by who signs lists, ${how}`, async t => {
      const page = await sit('admin', { script })
      await page.locator('nav').getByRole('link', { name: 'State of the system', exact: true }).click()
      t.match(await page.locator('main').innerText(), /messages and jobs waiting[^]*Places \(UN\/LOCODE\)/)
      t.equal(await page.getByRole('button', { name: 'Load again' }).count(), 0)
      const supervisor = await sit('supervisor', { script })
      await supervisor.goto('/house')
      await supervisor.getByRole('button', { name: 'Load again OFAC Specially Designated Nationals' }).click()
      t.match(await supervisor.locator('main > .says').innerText(), /OFAC Specially Designated Nationals is loaded again/)
    })

    t.test(`who is told of something finds it among the notices, ${how}`, async t => {
      const page = await sit('supervisor', { script })
      await page.locator('nav').getByRole('link', { name: 'Notices', exact: true }).click()
      const before = await page.getByRole('button', { name: 'Mark as read' }).count()
      t.ok(before > 0)
      await page.getByRole('button', { name: 'Mark as read' }).first().click()
      t.equal(await page.getByRole('button', { name: 'Mark as read' }).count(), before - 1)
      await page.locator('tbody a').first().click()
      t.match(new URL(page.url()).pathname, /^\/targets/)
    })
  }

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
