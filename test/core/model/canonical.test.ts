import * as fc from 'fast-check'
import t from 'tap'
import { canonical } from '../../../core/model/canonical.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([name, inner]) => [name, shuffled(inner)])) : value
}

t.test('the order of names makes no difference, at any depth; the order of a list does', async t => {
  fc.assert(fc.property(fc.jsonValue(), value => canonical(value) === canonical(shuffled(value))))
  t.not(canonical([1, 2]), canonical([2, 1]))
})

t.test('what is told apart by JSON is told apart, and it is JSON', async t => {
  fc.assert(fc.property(fc.jsonValue(), value => { t.same(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value))) }))
  t.not(canonical({ a: 1 }), canonical({ a: '1' }))
  t.not(canonical({ a: null }), canonical({}))
  t.equal(canonical(undefined), '')
})
