import t from 'tap'
import { anchorageOf } from '../anchor.ts'
import { ready, sharedPaths } from '../condition.ts'
import { predicateIndex } from '../predicate-index.ts'
import { scopeOf } from '../scope.ts'
import type { Rule } from '../settings.ts'
import { cargo } from './made.ts'

const anchors = (rule: Rule): readonly string[] | null =>
  anchorageOf(ready({ all: [rule] }, sharedPaths()))?.at.map(({ path, anchor }) => `${path.pattern} ${anchor.by} ${anchor.keys.join()}`) ?? null

const mode: Rule = { field: '/mode', op: 'equals', value: 'sea' }
const country: Rule = { field: '/parties/*/country', op: 'equals', value: 'BR' }
const box: Rule = { field: '/equipment/*/number', op: 'equals', value: 'MSKU 123456-5' }
const heavy: Rule = { field: '/grossKilograms', op: 'greater', value: 5 }

t.test('of all conditions the rarest is the anchor', async t => {
  t.strictSame(anchors({ all: [mode, country, box, heavy] }), ['/equipment/*/number exact MSKU1234565'])
  t.strictSame(anchors({ all: [mode, { some: '/goods', all: [{ field: '/description', op: 'contains', value: 'bananas' }] }] }), ['/goods/*/description phrase bananas'])
  t.strictSame(anchors({ all: [country, { field: '/parties/*/name', op: 'name-like', value: 'Al Rashid' }] }), ['/parties/*/name word rashid'])
})

t.test('of any condition each branch has its own anchor, or the rule has none', async t => {
  t.strictSame(anchors({ any: [country, box] }), ['/parties/*/country exact BR', '/equipment/*/number exact MSKU1234565'])
  t.equal(anchors({ any: [country, heavy] }), null)
  t.equal(anchors({ not: country }), null)
  t.strictSame(anchors({ all: [{ any: [country, heavy] }, box] }), ['/equipment/*/number exact MSKU1234565'])
})

t.test('of ten thousand rules only those are asked whose anchor is met', async t => {
  const index = predicateIndex()
  const paths = sharedPaths()
  for (let number = 0; number < 10_000; number++) {
    const rare: Rule[] = [
      { field: '/goods/*/description', op: 'contains', value: `word${number}` },
      { field: '/equipment/*/number', op: 'equals', value: `MSKU${number}` },
      { field: '/goods/*/commodity', op: 'starts-with', value: `9${number}` },
      { field: '/parties/*/name', op: 'name-like', value: `name${number} ltd` }
    ]
    index.add(ready({ all: [rare[number % rare.length] ?? mode, mode] }, paths), number)
  }
  index.add(ready({ all: [{ field: '/goods/*/description', op: 'contains', value: 'banana' }] }, paths), 10_000)
  index.add(ready({ all: [heavy] }, paths), 10_001)
  const asked: number[] = []
  index.candidates(scopeOf(cargo()), number => asked.push(number))
  t.strictSame(asked.sort((a, b) => a - b), [10_000, 10_001])
})
