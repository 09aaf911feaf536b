import t from 'tap'
import { ready, values } from '../test/made.ts'
import { startsWith } from './starts-with.ts'

t.test('an HS code begins with its chapter, with or without stops', async t => {
  const judge = ready(startsWith, 'commodity', '08.03')
  t.ok(judge.holds(values('commodity', '0803.90')))
  t.notOk(judge.holds(values('commodity', '0804', '1080390')))
})

t.test('a place begins with its country', async t => {
  t.ok(ready(startsWith, 'place', 'BR').holds(values('place', 'BRSSZ')))
})

t.test('many beginnings are told apart as few are', async t => {
  const judge = ready(startsWith, 'code', ...Array.from({ length: 40 }, (_, number) => `${number + 10}`))
  t.ok(judge.holds(values('code', '4912')))
  t.notOk(judge.holds(values('code', '5012')))
})

t.test('a figure is no beginning', async t => {
  t.equal(startsWith.ready([8], 'commodity'), null)
})
