import t from 'tap'
import { ready, values } from '../test/made.ts'
import { missing } from './missing.ts'

t.test('null and empty text are nothing said', async t => {
  t.ok(ready(missing, 'text').holds(values('text', null, '')))
  t.notOk(ready(missing, 'text').holds(values('text', null, 'rice')))
})
