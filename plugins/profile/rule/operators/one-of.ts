import { Type } from 'wco-cts'
import type { Operator } from '../operator.ts'
import { equals } from './equals.ts'

/** The value is one of a list: `equals` as an officer says it of several. */
export const oneOf: Operator = {
  ...equals,
  id: 'one-of',
  value: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { minItems: 1 }),
  says: 55
}
