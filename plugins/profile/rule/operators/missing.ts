import { ANY } from '../kinds.ts'
import { byNumber, type Operator } from '../operator.ts'

/** Nothing is said in the field, on no line of a list. */
export const missing: Operator = {
  id: 'missing',
  kinds: ANY,
  value: null,
  says: 20,
  ready: () => ({ ...byNumber(count => count === 0), absent: true })
}
