import { formOf, type Form } from '../forms.ts'
import { SINGLE } from '../kinds.ts'
import { eachForm, whole, type Judge, type Operator } from '../operator.ts'
import { Given } from '../settings.ts'

const MANY = 8

/** The value is the one given, or one of those given: text but for case, accents and punctuation, codes but for blanks and hyphens. */
export const equals: Operator = {
  id: 'equals',
  kinds: SINGLE,
  value: Given,
  says: 60,
  ready: (given, kind): Judge | null => {
    const keys = whole(given.map(value => formOf(kind, value)))
    if (keys === null || keys.includes('')) return null
    return { ...eachForm(membership(keys)), anchor: { by: 'exact', keys } }
  }
}

const membership = (keys: readonly Form[]): (form: Form) => boolean => {
  if (keys.length <= MANY) return form => keys.includes(form)
  const set = new Set(keys)
  return form => set.has(form)
}
