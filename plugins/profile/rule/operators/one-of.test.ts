import t from 'tap'
import { checkOf } from 'wco-cts'
import { ready, values } from '../test/made.ts'
import { oneOf } from './one-of.ts'

t.test('one of the list is enough', async t => {
  const judge = ready(oneOf, 'country', 'BR', 'CO')
  t.ok(judge.holds(values('country', 'co')))
  t.notOk(judge.holds(values('country', 'KE')))
})

t.test('it takes a list that is not empty', async t => {
  t.ok(oneOf.value && checkOf(oneOf.value).Check(['BR']))
  t.notOk(oneOf.value && checkOf(oneOf.value).Check([]))
  t.notOk(oneOf.value && checkOf(oneOf.value).Check('BR'))
})
