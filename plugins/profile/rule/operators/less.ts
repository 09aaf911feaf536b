import { Type } from 'wco-cts'
import { ORDERED } from '../kinds.ts'
import { measureOf } from '../measure.ts'
import { eachValue, type Judge, type Operator } from '../operator.ts'

/** The figure is less, the time earlier, than what is given. */
export const less: Operator = {
  id: 'less',
  kinds: ORDERED,
  value: Type.Union([Type.Number(), Type.String({ minLength: 1 })]),
  says: 40,
  ready: ([given], kind): Judge | null => {
    const measure = measureOf(given, kind)
    if (measure === null) return null
    return {
      ...eachValue(value => (measure.of(value) ?? Infinity) < measure.least),
      bounds: { least: -Infinity, most: measure.least, open: true }
    }
  }
}
