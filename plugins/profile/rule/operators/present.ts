import { ANY } from '../kinds.ts'
import { byNumber, type Operator } from '../operator.ts'

/** Something is said in the field, on one line of a list at least. */
export const present: Operator = {
  id: 'present',
  kinds: ANY,
  value: null,
  says: 10,
  ready: () => byNumber(count => count > 0)
}
