import { fold, spelled, Type, wordIndex } from 'wco-cts'
import { TEXTS } from '../kinds.ts'
import { eachForm, whole, type Judge, type Operator } from '../operator.ts'
import type { Value } from '../scope.ts'

const Words = Type.String({ minLength: 1 })
const MANY = 16

/** The text has one of the words or phrases given, beginning where a word begins: `banana` is in “Fresh BANANAS”, the words of `dry ice` follow each other. */
export const contains: Operator = {
  id: 'contains',
  kinds: TEXTS,
  value: Type.Union([Words, Type.Array(Words, { minItems: 1 })]),
  says: 100,
  ready: (given): Judge | null => {
    const keys = whole(given.map(phraseOf))
    if (keys === null) return null
    return {
      ...eachForm(holding(keys)),
      words: value => wordsOf(value, keys),
      anchor: { by: 'phrase', keys }
    }
  }
}

const phraseOf = (given: unknown): string | null => typeof given === 'string' && fold(given) !== '' ? fold(given) : null

const holding = (keys: readonly string[]): (form: unknown) => boolean => {
  if (keys.length <= MANY) return form => typeof form === 'string' && keys.some(key => ` ${form}`.includes(` ${key}`))
  const index = wordIndex()
  keys.forEach(key => index.add(key))
  return form => {
    let found = false
    if (typeof form === 'string') index.find(form, () => { found = true })
    return found
  }
}

const wordsOf = ({ value, form }: Value, keys: readonly string[]): readonly string[] => {
  if (typeof value !== 'string' || typeof form !== 'string') return []
  const words = keys.flatMap(key => placesOf(form, key).map(start => spelled(value, form, start, start + key.length)))
  return [...new Set(words)]
}

const placesOf = (form: string, key: string): readonly number[] => {
  const places: number[] = []
  // In the text with a blank before it a word begins after each blank; the blank found is where the word stands in the text itself.
  for (let at = ` ${form}`.indexOf(` ${key}`); at >= 0; at = ` ${form}`.indexOf(` ${key}`, at + 1)) places.push(at)
  return places
}
