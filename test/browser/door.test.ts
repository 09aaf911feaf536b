import type { Page } from 'playwright-core'
import t from 'tap'
import { openTargets } from './cargo.ts'
import { noBrowser, signIn, visit, type Seat, type Who } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(120_000)
  const { running, sit, complaints } = await visit(t)
  const [target] = await openTargets(running)
  const enter = async (who: Who, seat: Seat): Promise<Page> => {
    const page = await sit(null, seat)
    await signIn(page, who)
    return page
  }

  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script'

    t.test(`a wrong password is refused in words, and the name is kept, ${how}`, async t => {
      const page = await sit(null, { script })
      await signIn(page, 'officer', 'not the password')
      t.match(await page.locator('.problem').innerText(), /The name and the password do not go together, or the account is closed/)
      t.equal(await page.locator('input[autocomplete=username]').inputValue(), 'officer')
      t.equal(await page.locator('input[type=password]').inputValue(), '', 'the password is not')
      await page.locator('input[type=password]').fill('demo')
      await page.locator('main button.main').click()
      t.equal(await page.locator('h1').innerText(), 'My work')
    })

    t.test(`who asks for a page is signed in first and then brought there, ${how}`, async t => {
      const page = await sit(null, { script })
      await page.goto(`/targets/${target?.id}?a=b`)
      t.equal(new URL(page.url()).pathname, '/sign-in')
      await signIn(page, 'officer')
      t.equal(new URL(page.url()).pathname, `/targets/${target?.id}`)
    })

    t.test(`a session that has ended leads to sign-in and back to where one was, ${how}`, async t => {
      const page = await enter('officer', { script })
      await page.goto('/messages?state=accepted')
      await running.server.database.knex.raw('UPDATE cts.session SET seen = seen - interval \'1 day\'')
      await page.locator('nav').getByRole('link', { name: 'Profiles', exact: true }).click()
      t.equal(new URL(page.url()).pathname, '/sign-in')
      await signIn(page, 'officer')
      t.equal(new URL(page.url()).pathname, '/profiles')
    })

    t.test(`a form sent after the session has ended changes nothing and leads back to its page, ${how}`, async t => {
      const page = await enter('officer', { script })
      await page.goto(`/targets/${target?.id}`)
      await running.server.database.knex.raw('UPDATE cts.session SET seen = seen - interval \'1 day\'')
      await page.locator('#step-assign summary').click()
      await page.locator('#step-assign button.main').click()
      t.match(await page.locator('main').innerText(), /Sign in first/)
      await page.locator('main').getByText('Sign in', { exact: true }).click()
      await signIn(page, 'officer')
      t.equal(new URL(page.url()).pathname, `/targets/${target?.id}`)
      t.match(await page.locator('.head').innerText(), /with nobody/)
    })

    t.test(`who signs out is out, ${how}`, async t => {
      const page = await enter('officer', { script })
      await page.goto('/targets')
      await page.getByRole('button', { name: 'Sign out' }).click()
      t.equal(new URL(page.url()).pathname, '/sign-in')
      await page.goto('/targets')
      t.equal(new URL(page.url()).pathname, '/sign-in')
      await page.goBack()
      t.notMatch(await page.locator('body').innerText(), /Goods description contains/, 'the browser has kept nothing to go back to')
    })

    t.test(`the language is changed on the page one is at, and stays, ${how}`, async t => {
      const page = await enter('manager', { script })
      await page.goto('/reports')
      await page.getByRole('button', { name: 'français' }).click()
      t.equal(new URL(page.url()).pathname, '/reports')
      t.equal(await page.locator('h1').innerText(), 'Rapports')
      t.equal(await page.locator('html').getAttribute('lang'), 'fr')
      const again = await enter('manager', { script })
      t.equal(await again.locator('h1').innerText(), 'Mon travail', 'also in another browser')
      await again.getByRole('button', { name: 'English' }).click()
      await page.getByRole('button', { name: 'English' }).click()
    })

    t.test(`a page that is not there, and one that is not permitted, say so and lead on, ${how}`, async t => {
      const page = await enter('officer', { script })
      t.equal((await page.goto('/nowhere'))?.status(), 404)
      t.match(await page.locator('main').innerText(), /There is nothing here[^]*Back to my work/)
      t.equal((await page.goto('/people'))?.status(), 403)
      t.match(await page.locator('main').innerText(), /You may not do this[^]*ask whoever manages people here/)
    })
  }

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
