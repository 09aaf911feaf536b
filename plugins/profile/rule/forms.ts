import { fold, foldIdentifier } from 'wco-cts'
import type { FieldKind } from './fields.ts'

/** A value in the one form in which it is compared. */
export type Form = string | number | boolean

const DAY = /^\d{4}-\d\d-\d\d$/
const DAY_LENGTH = 86_400_000
const TIGHT = /^[0-9A-Z]+$/
const PLAIN = /^[\x20-\x7e]*$/
const NOT_WORD = /[^0-9a-z]+/g

/** The form of a value of one kind of field: text folded, codes and identifiers bare, times as moments. Null for what no such field can hold. */
export const formOf = (kind: FieldKind, value: unknown): Form | null => {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null
  if (kind === 'flag') return typeof value === 'boolean' ? value : null
  if (kind === 'date') return momentOf(value)
  if (kind === 'fact' && (typeof value === 'boolean' || typeof value === 'number')) return value
  if (kind === 'group' || typeof value !== 'string') return null
  return kind === 'name' || kind === 'address' || kind === 'text' || kind === 'fact' ? folded(value) : bare(value)
}

/** The moment a date or a time stands for. */
export const momentOf = (value: unknown): number | null => {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(moment) ? null : moment
}

/** First and last moment of what an officer gives: a day has both, a time is one moment. */
export const spanOf = (value: unknown): readonly [number, number] | null => {
  const moment = momentOf(value)
  if (moment === null) return null
  return [moment, typeof value === 'string' && DAY.test(value) ? moment + DAY_LENGTH - 1 : moment]
}

// Most values are plain ASCII, for which the long way round gives the same.
const folded = (text: string): string => PLAIN.test(text) ? text.toLowerCase().replace(NOT_WORD, ' ').trim() : fold(text)
const bare = (text: string): string => TIGHT.test(text) ? text : foldIdentifier(text)
