import t from 'tap'
import { ready, values } from '../test/made.ts'
import { countGreater } from './count-greater.ts'

t.test('values are counted, whatever they are', async t => {
  const judge = ready(countGreater, 'equipment', 2)
  t.ok(judge.holds(values('equipment', 'A', 'B', 'A')))
  t.notOk(judge.holds(values('equipment', 'A', 'B', '')))
})
