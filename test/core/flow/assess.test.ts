import * as fc from 'fast-check'
import t from 'tap'
import { combine, laneOf } from '../../../core/flow/assess.ts'

const scores = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 20 })
const rules = { combine: 'joint' as const, bands: { red: 70, amber: 30 }, line: 70, alert: ['officer'] }

t.test('scores of nothing are nothing', async t => {
  for (const how of ['highest', 'sum', 'joint'] as const) t.equal(combine(how, []), 0, how)
})

t.test('the highest counts alone, the sum stops at a hundred, joint doubts leave each other room', async t => {
  t.equal(combine('highest', [20, 60, 40]), 60)
  t.equal(combine('sum', [20, 30]), 50)
  t.equal(combine('sum', [60, 60]), 100)
  t.equal(combine('joint', [50, 50]), 75)
  t.equal(combine('joint', [100, 3]), 100)
})

t.test('however scores combine, the result is between the strongest of them and a hundred, whatever their order', async () => {
  fc.assert(fc.property(scores, fc.constantFrom('highest' as const, 'sum' as const, 'joint' as const), (scores, how) => {
    const together = combine(how, scores)
    return together <= 100 && together >= Math.round(Math.max(0, ...scores) * 10) / 10 - 0.1 && Math.abs(together - combine(how, [...scores].reverse())) <= 0.1
  }))
})

t.test('one more finding never makes a score less', async () => {
  fc.assert(fc.property(scores, fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom('highest' as const, 'sum' as const, 'joint' as const), (scores, more, how) =>
    combine(how, [...scores, more]) >= combine(how, scores)))
})

t.test('a lane begins at its band, and nothing incomplete or alerted of is green', async t => {
  t.same([0, 29.9, 30, 69.9, 70, 100].map(score => laneOf(rules, score, false)), ['green', 'green', 'amber', 'amber', 'red', 'red'])
  t.same([0, 29.9, 30, 70].map(score => laneOf(rules, score, true)), ['amber', 'amber', 'amber', 'red'])
})
