import { Type } from 'wco-cts'
import { ORDERED } from '../kinds.ts'
import { measureOf } from '../measure.ts'
import { eachValue, type Judge, type Operator } from '../operator.ts'
import type { Value } from '../scope.ts'

/** The figure or time lies between the two given, or is one of them; a day counts to its end. */
export const between: Operator = {
  id: 'between',
  kinds: ORDERED,
  value: Type.Union([
    Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    Type.Array(Type.String({ minLength: 1 }), { minItems: 2, maxItems: 2 })
  ]),
  says: 45,
  ready: ([from, to], kind): Judge | null => {
    const [first, last] = [measureOf(from, kind), measureOf(to, kind)]
    if (first === null || last === null) return null
    const inside = (value: Value): boolean => {
      const measured = first.of(value)
      return measured !== null && measured >= first.least && measured <= last.most
    }
    return { ...eachValue(inside), bounds: { least: first.least, most: last.most, open: false } }
  }
}
