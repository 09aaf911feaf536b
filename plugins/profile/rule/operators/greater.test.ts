import t from 'tap'
import { ready, values } from '../test/made.ts'
import { greater } from './greater.ts'

t.test('a figure must be more than what is given', async t => {
  const judge = ready(greater, 'number', 100)
  t.ok(judge.holds(values('number', 3, 100.5)))
  t.notOk(judge.holds(values('number', 100)))
})

t.test('a day is over before anything is later', async t => {
  const judge = ready(greater, 'date', '2026-05-01')
  t.notOk(judge.holds(values('date', '2026-05-01T23:59:59Z', '2026-05-01')))
  t.ok(judge.holds(values('date', '2026-05-02T00:00:00Z')))
})

t.test('of a fact the value given tells whether figures or times are meant', async t => {
  t.ok(ready(greater, 'fact', 3).holds(values('fact', 4)))
  t.ok(ready(greater, 'fact', '2026-05-01').holds(values('fact', '2026-05-03')))
  t.notOk(ready(greater, 'fact', 3).holds(values('fact', '2026-05-03', true)))
})

t.test('what is neither figure nor time is not taken', async t => {
  t.equal(greater.ready(['soon'], 'date'), null)
  t.equal(greater.ready(['2026-05-01'], 'number'), null)
  t.equal(greater.ready([5], 'date'), null)
})
