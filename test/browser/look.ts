import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { furnish, pagesOf } from './furnish.ts'
import { visit, type Seat, type Who } from './visit.ts'

// Takes a picture of every page of a demo that was worked in, for whoever judges how it looks.
// `node --import tsx test/browser/look.ts FOLDER [name …]`; `LOOK=en-1280-day,fr-390-night` chooses the seats.
const folder = process.argv[2] ?? join(tmpdir(), 'cts-look')
const wanted = new Set(process.argv.slice(3))
const chosen = new Set((process.env['LOOK'] ?? '').split(',').filter(name => name !== ''))

const seats = (['en', 'fr'] as const).flatMap(language => [1280, 390].flatMap(width => [false, true].map(night => ({ name: `${language}-${width}-${night ? 'night' : 'day'}`, seat: { language, width, night } satisfies Seat }))))
  .filter(({ name }) => chosen.size === 0 || chosen.has(name))

t.setTimeout(1_200_000)
const { running, sit, complaints } = await visit(t)
const pages = pagesOf(await furnish(running)).filter(({ name }) => wanted.size === 0 || wanted.has(name))
for (const { name: where, seat } of seats) {
  await mkdir(join(folder, where), { recursive: true })
  for (const who of ['officer', 'supervisor', 'manager', 'admin'] satisfies Who[]) {
    const own = pages.filter(page => page.who === who)
    if (own.length === 0) continue
    const page = await sit(null, seat)
    if (who === 'officer' && wanted.size === 0) await page.screenshot({ path: join(folder, where, 'sign-in.png'), fullPage: true })
    await page.locator('input[autocomplete=username]').fill(who)
    await page.locator('input[type=password]').fill('demo')
    await page.locator('main button.main').click()
    for (const { name, path } of own) {
      await page.goto(path)
      await page.screenshot({ path: join(folder, where, `${name}.png`), fullPage: true })
    }
    await page.context().close()
  }
}
t.same(complaints(), [], 'nothing is complained of')
