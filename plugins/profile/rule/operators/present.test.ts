import t from 'tap'
import { ready, values } from '../test/made.ts'
import { present } from './present.ts'

t.test('something must be said on one line at least', async t => {
  t.ok(ready(present, 'flag').holds(values('flag', false)))
  t.notOk(ready(present, 'flag').holds(values('flag')))
})
