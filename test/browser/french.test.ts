import t from 'tap'
import { openTargets, sendSelected } from './cargo.ts'
import { noBrowser, signIn, visit } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else {
  t.setTimeout(120_000)
  const { running, sit, complaints } = await visit(t)
  await sendSelected(running, 6, 'FRAN1')
  const free = await openTargets(running, 'FRAN1')
  const next = (): string => `/targets/${free.pop()?.id ?? 'none-left'}`
  const page = await sit('officer', { language: 'fr' })
  const said = (): Promise<string> => page.locator('main > .says').innerText()

  t.test('a wrong password is refused in French', async t => {
    const door = await sit(null, { language: 'fr' })
    await signIn(door, 'officer', 'faux')
    t.match(await door.locator('.problem').innerText(), /Le nom et le mot de passe ne correspondent pas|mot de passe/)
  })

  t.test('a target says why before any number, in French', async t => {
    t.equal(await page.locator('h1').innerText(), 'Mon travail')
    await page.goto(next())
    const text = await page.locator('main').innerText()
    t.ok(text.indexOf('Description des marchandises') > 0 && text.indexOf('Description des marchandises') < text.search(/Note : \d+ sur 100/))
    t.match(text, /Données retenues, en regard des données déclarées/)
  })

  t.test('a target is claimed, examined and released, in French', async t => {
    await page.locator('#step-assign summary').click()
    await page.locator('#step-assign button.main').click()
    t.match(await said(), /^Fait : /)
    await page.locator('#step-instruct summary').click()
    await page.locator('#step-instruct input[type=radio]').nth(1).check()
    await page.locator('#step-instruct textarea[required]').fill('Derrière la première rangée')
    await page.locator('#step-instruct button.main').click()
    t.match(await page.locator('.timeline').innerText(), /Contrôle ordonné[^]*Derrière la première rangée/)
    await page.locator('#step-examine summary').click()
    await page.locator('#step-examine').getByLabel('Négatif').check()
    await page.locator('#step-examine button.main').click()
    t.match(await page.locator('.timeline').innerText(), /négatif/i)
    await page.locator('#step-release summary').click()
    await page.locator('#step-release button.main').click()
    t.match(await said(), /la cible FRAN1B\d+ est terminée/)
  })

  t.test('a false alert is cleared in three keystrokes, in French', async t => {
    await page.goto(next())
    for (const key of ['c', '1', 'Enter']) await page.keyboard.press(key)
    await page.waitForURL('**/targets')
    t.match(await said(), /est terminée/)
  })

  t.test('a new alert is told in French', async t => {
    await page.locator('#live[data-state=on]').waitFor()
    await sendSelected(running, 2, 'FRAN2')
    await page.locator('#new', { hasText: '2 nouvelles' }).waitFor({ timeout: 5000 })
    t.match(await page.locator('#live').innerText(), /En direct/)
  })

  t.test('who decides second is told who was quicker, in French', async t => {
    const path = next()
    await page.goto(path)
    await running.ask('supervisor', 'POST', `/api/v1${path}/steps/review`, { decision: 'possible' })
    await page.locator('#step-assign summary').click()
    await page.locator('#step-assign button.main').click()
    t.match(await page.locator('.problem').innerText(), /Jean-Marc Ilunga a décidé entre-temps : la cible est maintenant prise en charge/)
  })

  t.test('a rule is made with French words, and a faulty one refused in its row', async t => {
    await page.goto('/profiles/new?type=rule')
    await page.getByLabel('Intitulé').fill('Bananes')
    const row = page.locator('.condition').first()
    await row.getByLabel('Champ').selectOption({ label: 'Masse brute totale, kg' })
    await row.getByLabel('Comparaison').selectOption({ label: 'contient les mots' })
    await row.getByLabel('Valeur').fill('banane')
    await page.getByRole('button', { name: 'Enregistrer le projet' }).click()
    t.match(await row.locator('.fault').innerText(), /contient les mots.*Masse brute/i)
    await row.getByLabel('Champ').selectOption({ label: 'Désignation des marchandises' })
    await page.getByRole('button', { name: 'Enregistrer le projet' }).click()
    t.match(await said(), 'Le projet « Bananes » est enregistré.')
    t.match(await page.locator('main').innerText(), /Désignation des marchandises contient les mots « banane »/)
  })

  t.test('no page complained', async t => { t.same(complaints(), []) })
}
