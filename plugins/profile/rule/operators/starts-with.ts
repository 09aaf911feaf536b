import { Type } from 'wco-cts'
import { formOf } from '../forms.ts'
import { CODES } from '../kinds.ts'
import { eachForm, whole, type Judge, type Operator } from '../operator.ts'

const Start = Type.String({ minLength: 1 })
const MANY = 8

/** The code begins with what is given: an HS chapter, the country of a place, the prefix of a carrier. */
export const startsWith: Operator = {
  id: 'starts-with',
  kinds: CODES,
  value: Type.Union([Start, Type.Array(Start, { minItems: 1 })]),
  says: 50,
  ready: (given, kind): Judge | null => {
    const keys = whole(given.map(value => textOf(formOf(kind, value))))
    if (keys === null) return null
    const begins = opening(keys)
    return { ...eachForm(form => typeof form === 'string' && begins(form)), anchor: { by: 'prefix', keys } }
  }
}

const textOf = (form: unknown): string | null => typeof form === 'string' && form !== '' ? form : null

const opening = (keys: readonly string[]): (form: string) => boolean => {
  if (keys.length <= MANY) return form => keys.some(key => form.startsWith(key))
  const set = new Set(keys)
  const lengths = [...new Set(keys.map(key => key.length))]
  return form => lengths.some(length => set.has(form.slice(0, length)))
}
