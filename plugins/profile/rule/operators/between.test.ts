import t from 'tap'
import { ready, values } from '../test/made.ts'
import { between } from './between.ts'

t.test('both ends belong to it', async t => {
  const judge = ready(between, 'number', 10, 20)
  t.ok(judge.holds(values('number', 10)))
  t.ok(judge.holds(values('number', 20)))
  t.notOk(judge.holds(values('number', 9.9, 20.1)))
})

t.test('the last day counts to its end', async t => {
  const judge = ready(between, 'date', '2026-05-01', '2026-05-02')
  t.ok(judge.holds(values('date', '2026-05-02T23:00:00Z')))
  t.notOk(judge.holds(values('date', '2026-05-03T00:00:00Z')))
})

t.test('it needs both ends', async t => {
  t.equal(between.ready([10], 'number'), null)
})
