import t from 'tap'
import { ready, values } from '../test/made.ts'
import { nameLike } from './name-like.ts'

t.test('all words of the name occur, in any order', async t => {
  const judge = ready(nameLike, 'name', 'miller john')
  t.ok(judge.holds(values('name', 'JOHN P. MILLER & Sons')))
  t.notOk(judge.holds(values('name', 'John Millers')))
  t.notOk(judge.holds(values('name', 'John')))
})

t.test('the words met are given back as they were written', async t => {
  const [value] = values('name', 'Açaí Frutas do Brasil')
  t.strictSame(value && ready(nameLike, 'name', 'brasil acai').words?.(value), ['Açaí', 'Brasil'])
})

t.test('of several names one is enough', async t => {
  const judge = ready(nameLike, 'name', 'acme ltd', 'miller john')
  t.ok(judge.holds(values('name', 'John Miller')))
  t.strictSame(judge.anchor?.keys, ['acme', 'miller'])
})
