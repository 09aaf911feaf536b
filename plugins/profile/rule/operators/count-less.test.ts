import t from 'tap'
import { ready, values } from '../test/made.ts'
import { countLess } from './count-less.ts'

t.test('none is fewer than one', async t => {
  const judge = ready(countLess, 'equipment', 1)
  t.ok(judge.holds(values('equipment')))
  t.notOk(judge.holds(values('equipment', 'A')))
})
