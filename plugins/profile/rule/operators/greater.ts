import { Type } from 'wco-cts'
import { ORDERED } from '../kinds.ts'
import { measureOf } from '../measure.ts'
import { eachValue, type Judge, type Operator } from '../operator.ts'

/** The figure is greater, the time later, than what is given; a day is over before anything is later. */
export const greater: Operator = {
  id: 'greater',
  kinds: ORDERED,
  value: Type.Union([Type.Number(), Type.String({ minLength: 1 })]),
  says: 40,
  ready: ([given], kind): Judge | null => {
    const measure = measureOf(given, kind)
    if (measure === null) return null
    return {
      ...eachValue(value => (measure.of(value) ?? -Infinity) > measure.most),
      bounds: { least: measure.most, most: Infinity, open: true }
    }
  }
}
