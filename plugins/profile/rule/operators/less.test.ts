import t from 'tap'
import { ready, values } from '../test/made.ts'
import { less } from './less.ts'

t.test('a figure must be less than what is given', async t => {
  const judge = ready(less, 'number', 100)
  t.ok(judge.holds(values('number', 99, 300)))
  t.notOk(judge.holds(values('number', 100)))
})

t.test('a time is earlier when its day has not begun', async t => {
  const judge = ready(less, 'date', '2026-05-02')
  t.ok(judge.holds(values('date', '2026-05-01T23:59:59Z')))
  t.notOk(judge.holds(values('date', '2026-05-02T00:00:00Z')))
})

t.test('what is no figure is not less than one', async t => {
  t.notOk(ready(less, 'fact', 5).holds(values('fact', 'none')))
})
