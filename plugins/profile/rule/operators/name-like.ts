import { fold, Type, wordsIn } from 'wco-cts'
import { TEXTS } from '../kinds.ts'
import { eachForm, whole, type Judge, type Operator } from '../operator.ts'
import type { Value } from '../scope.ts'

const Name = Type.String({ minLength: 1 })

/** The name has all the words of one of those given, in any order, among others or not: `Miller John` is in “JOHN P. MILLER”. */
export const nameLike: Operator = {
  id: 'name-like',
  kinds: TEXTS,
  value: Type.Union([Name, Type.Array(Name, { minItems: 1 })]),
  says: 90,
  ready: (given): Judge | null => {
    const names = whole(given.map(tokensOf))
    if (names === null) return null
    return {
      ...eachForm(form => typeof form === 'string' && names.some(name => isIn(name, form))),
      words: value => wordsOf(value, names),
      anchor: { by: 'word', keys: names.map(longest) }
    }
  }
}

const tokensOf = (given: unknown): readonly string[] | null => {
  const folded = typeof given === 'string' ? fold(given) : ''
  return folded === '' ? null : [...new Set(folded.split(' '))]
}

const isIn = (name: readonly string[], form: string): boolean => name.every(token => ` ${form} `.includes(` ${token} `))

// The longest word of a name is the rarest, as a rule.
const longest = (name: readonly string[]): string => name.reduce((best, token) => token.length > best.length ? token : best, '')

const wordsOf = ({ value, form }: Value, names: readonly (readonly string[])[]): readonly string[] => {
  if (typeof value !== 'string' || typeof form !== 'string') return []
  const met = new Set(names.filter(name => isIn(name, form)).flat())
  const tokens = form.split(' ')
  return [...new Set(wordsIn(value).filter((_, at) => met.has(tokens[at] ?? '')).map(({ start, end }) => value.slice(start, end)))]
}
