import * as fc from 'fast-check'
import t from 'tap'
import { differences } from '../../../core/flow/normalize.ts'

t.test('what did not change is not named, however its fields are ordered', async t => {
  t.same(differences({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }), [])
  t.same(differences({ a: 1 }, { a: 1, b: undefined }), [])
})

t.test('what changed is named by field, and in a list by place', async t => {
  t.same(differences({ packages: 1, goods: [{ line: 1 }, { line: 2 }] }, { packages: 2, goods: [{ line: 1 }, { line: 3 }] }), ['/packages', '/goods/1'])
  t.same(differences({ goods: [1] }, { goods: [1, 2, 3] }), ['/goods/1', '/goods/2'])
  t.same(differences({ goods: [1, 2] }, { goods: [] }), ['/goods/0', '/goods/1'])
  t.same(differences({}, { cancelled: true }), ['/cancelled'])
  t.same(differences({ cancelled: true }, {}), ['/cancelled'])
  t.same(differences({ a: [1] }, { a: 'one' }), ['/a'])
})

t.test('the same is found from either side, and nothing of what is equal to itself', async t => {
  const content = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.oneof(fc.integer(), fc.string(), fc.array(fc.oneof(fc.integer(), fc.object({ maxDepth: 1 })), { maxLength: 4 })), { maxKeys: 5 })
  fc.assert(fc.property(content, content, (before, after) => {
    t.same(differences(before, structuredClone(before)), [])
    t.same([...differences(before, after)].sort(), [...differences(after, before)].sort())
  }))
})
