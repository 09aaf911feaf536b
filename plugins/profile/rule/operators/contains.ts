import { fold, spelled, Type, wordIndex, wordsIn } from 'wco-cts'
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
  const all = wordsIn(value)
  return [...new Set(keys.flatMap(key => placesOf(form, key).map(start => spelled(value, form, start, start + key.length, all))))]
}

const placesOf = (form: string, key: string): readonly number[] => {
  // With a blank before the text every word begins after a blank, and the blank's place is the word's in the text itself.
  const [text, sought] = [` ${form}`, ` ${key}`]
  const places: number[] = []
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) places.push(at)
  return places
}
