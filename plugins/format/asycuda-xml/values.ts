import { decimalOf } from 'wco-cts'
import { fault, type Draft } from './draft.ts'
import { meaning, type Words } from './nodes.ts'

/** A date as ISO 8601: sent so, or as day, month and year. Null where it is no date of the calendar. */
export const isoDate = (text: string): string | null => {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(text) ?? []
  const [, dayFirst, monthNext, yearLast] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const date = [year ?? yearLast, (month ?? monthNext)?.padStart(2, '0'), (day ?? dayFirst)?.padStart(2, '0')].join('-')
  const moment = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(date) ? null : date
}

/** A date to be filled in; what is none is kept as sent, and said. */
export const dated = (draft: Draft, pointer: string, words: Words | undefined): Words | undefined => {
  if (!words) return undefined
  const iso = isoDate(words.text)
  if (iso === null) fault(draft, 'date-invalid', 'warning', pointer, words)
  return iso === null ? words : meaning(iso, words)
}

/** A figure; what is none is kept as sent, and said. */
export const figure = (draft: Draft, pointer: string, words: Words | undefined): Words | undefined => {
  if (words && decimalOf(words.text) === null) fault(draft, 'number-invalid', 'warning', pointer, words)
  return words
}

/** A number of a document as a spreadsheet may have spoiled it: `7.79E+10` has lost its digits, `77900060410.0` only gained two. */
export const numbered = (draft: Draft, pointer: string, words: Words | undefined): Words | undefined => {
  if (!words) return undefined
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(words.text)) fault(draft, 'reference-spoilt', 'error', pointer, words)
  if (!/^\d{5,}\.0$/.test(words.text)) return words
  fault(draft, 'text-repaired', 'note', pointer, words)
  return meaning(words.text.slice(0, -2), words)
}

/** Words, unless they are the 0 or the dash that stands where a code must. */
export const given = (words: Words | undefined): Words | undefined => words && /^(?:0+|-+|\.+|N\/?A|NIL|NONE)$/i.test(words.text) ? undefined : words
