import t from 'tap'
import { explainRule } from '../explain.ts'
import type { Settings } from '../settings.ts'
import { cargo } from './made.ts'

const explained = (settings: Settings) => explainRule(settings, cargo(), {})

const banana = { field: '/goods/*/description', op: 'contains', value: 'banana' }
const air = { field: '/mode', op: 'equals', value: 'air' }
const export_ = { field: '/movement', op: 'equals', value: 'export' }

t.test('every condition is told, with what it saw and where', async t => {
  const { matched, nearest, conditions } = explained({ all: [banana, air] })
  t.strictSame([matched, nearest], [false, true])
  t.match(conditions, [
    { says: 'rule-condition', holds: true, value: ['Shoes, leather', 'FRESH BANANAS in dry ice'], at: '/goods/1/description', params: { field: '/goods/*/description', says: 'contains', value: 'banana' } },
    { holds: false, value: 'sea', at: '/mode' }
  ])
})

t.test('it nearly matched when one condition alone stood in the way', async t => {
  t.strictSame(explained({ all: [banana] }).nearest, false)
  t.strictSame(explained({ all: [banana, air, export_] }).nearest, false)
  t.strictSame(explained({ all: [banana, { any: [air, export_] }] }).nearest, true)
  t.strictSame(explained({ not: banana }).nearest, true)
  t.strictSame(explained({ not: { all: [banana, { not: air }] } }).nearest, true)
})

t.test('under a not, a condition is told the other way round', async t => {
  t.match(explained({ all: [banana, { not: air }] }).conditions[1], { holds: true, params: { says: 'not_equals' } })
})

t.test('of one line the line that comes closest is told', async t => {
  const { nearest, conditions } = explained({
    all: [{ some: '/goods', all: [{ field: '/description', op: 'contains', value: 'banana' }, { field: '/packages', op: 'greater', value: 100 }, { field: '/marks', op: 'present' }] }]
  })
  t.equal(nearest, true)
  t.strictSame(conditions.map(({ holds }) => holds), [true, true, false])
  t.strictSame(conditions.map(({ at }) => at), ['/goods/1/description', '/goods/1/packages', '/goods/1'])
})

t.test('of a list without a line all conditions of one are wanting', async t => {
  const { nearest, conditions } = explained({ all: [{ some: '/references', all: [{ field: '/scheme', op: 'equals', value: 'ucr' }, { field: '/value', op: 'present' }] }] })
  t.equal(nearest, false)
  t.strictSame(conditions.map(({ holds, at }) => [holds, at]), [[false, '/references'], [false, '/references']])
})
