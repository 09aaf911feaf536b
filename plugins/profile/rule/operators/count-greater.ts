import { Type } from 'wco-cts'
import { ANY } from '../kinds.ts'
import { byNumber, type Operator } from '../operator.ts'

/** The field has more values than given: more than five containers, more than one consignee. */
export const countGreater: Operator = {
  id: 'count-greater',
  kinds: ANY,
  value: Type.Integer({ minimum: 0 }),
  says: 30,
  ready: ([given]) => typeof given === 'number' ? { ...byNumber(count => count > given), together: true } : null
}
