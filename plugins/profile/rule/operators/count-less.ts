import { Type } from 'wco-cts'
import { ANY } from '../kinds.ts'
import { byNumber, type Operator } from '../operator.ts'

/** The field has fewer values than given; of none, too, it is true. */
export const countLess: Operator = {
  id: 'count-less',
  kinds: ANY,
  value: Type.Integer({ minimum: 1 }),
  says: 30,
  ready: ([given]) => typeof given === 'number' ? { ...byNumber(count => count < given), together: true } : null
}
