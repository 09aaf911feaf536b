import t from 'tap'
import { faults } from './faults.ts'

const onServer = (process.env['DATABASE_URL'] ?? '') !== ''

t.test('a server that is killed again and again while it reads loses nothing, doubles nothing, and needs nobody', { timeout: 600_000 }, async t => {
  const { kills, breaches, ...figures } = await faults({ kills: onServer ? 6 : 3, consignments: 1500, seed: 20 }, line => { t.comment(line) })
  t.comment(JSON.stringify(figures))
  t.same(breaches, [])
  t.equal(kills, onServer ? 6 : 3)
})
