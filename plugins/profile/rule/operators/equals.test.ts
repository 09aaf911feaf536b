import t from 'tap'
import { ready, values } from '../test/made.ts'
import { equals } from './equals.ts'

t.test('text is the same whatever its case, accents and punctuation', async t => {
  const judge = ready(equals, 'name', 'Frutas Acai SA')
  t.ok(judge.holds(values('name', 'FRUTAS AÇAÍ - SA')))
  t.notOk(judge.holds(values('name', 'Frutas Acai SA Ltda')))
})

t.test('an identifier is the same whatever stands between its signs', async t => {
  const judge = ready(equals, 'equipment', 'MSKU1234565')
  t.ok(judge.holds(values('equipment', 'msku 123456-5')))
  t.notOk(judge.holds(values('equipment', 'MSKU1234566')))
})

t.test('a figure is no text of the same look', async t => {
  t.ok(ready(equals, 'number', 5).holds(values('number', 5)))
  t.equal(equals.ready(['5'], 'number'), null)
})

t.test('any of several will do, of few as of many', async t => {
  for (const size of [3, 300]) {
    const judge = ready(equals, 'code', ...Array.from({ length: size }, (_, number) => `C${number}`))
    t.ok(judge.holds(values('code', 'X', 'C2')))
    t.strictSame(judge.met(values('code', 'X', 'C2')).map(({ value }) => value), ['C2'])
    t.notOk(judge.holds(values('code', 'X')))
  }
})

t.test('what is nothing once folded cannot be compared with', async t => {
  t.equal(equals.ready(['--'], 'identifier'), null)
  t.equal(equals.ready([], 'identifier'), null)
})
