import { normalContainer } from './check-digits.ts'
import { cubicMetresOf, figureOf, kilogramsOf } from './units.ts'

/** A text without blanks around and with one blank between words; undefined where it says nothing. */
export const said = (text: string | undefined): string | undefined => text?.replace(BLANKS, ' ').trim() || undefined

/** A code: as `said`, in upper case. */
export const codeOf = (text: string | undefined): string | undefined => said(text)?.toUpperCase()

/** Fields that are known; what is undefined is left out. */
export const only = <T extends object>(fields: T): Known<T> => {
  const known: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) known[name] = value
  // What was undefined is gone, and nothing else was touched.
  return known as Known<T>
}
type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> }

/** Each text that says something, once. */
export const eachSaid = (texts: readonly (string | undefined)[], how: (text: string | undefined) => string | undefined = said): string[] =>
  [...new Set(texts.flatMap(text => how(text) ?? []))]

/** A mass in kilograms; undefined where it cannot be told or is below nothing. */
export const massOf = (text: string | undefined, unit?: string): number | undefined => positive(text === undefined ? null : kilogramsOf(text, unit))

/** A volume in cubic metres; undefined where it cannot be told or is below nothing. */
export const volumeOf = (text: string | undefined, unit?: string): number | undefined => positive(text === undefined ? null : cubicMetresOf(text, unit))

/** A number of things; undefined where it is no whole number. */
export const countOf = (text: string | undefined): number | undefined => {
  const amount = text === undefined ? undefined : figureOf(text)?.amount
  return amount !== undefined && Number.isSafeInteger(amount) && amount >= 0 ? amount : undefined
}

/** The sum of what is known; undefined where nothing is. */
export const sumOf = (amounts: readonly (number | undefined)[]): number | undefined => {
  const known = amounts.filter(amount => amount !== undefined)
  return known.length === 0 ? undefined : Number(known.reduce((sum, amount) => sum + amount, 0).toFixed(9))
}

/** A country as ISO 3166-1 alpha-2 where it is one, with what customs still write for two of them; else as declared. */
export const countryOf = (text: string | undefined): string | undefined => {
  const country = codeOf(text)
  return country === undefined ? undefined : COUNTRIES.get(country) ?? country
}

/** A commodity code as digits: points and blanks go, a leading zero that a spreadsheet lost comes back; undefined where it is none. */
export const commodityOf = (text: string | undefined): string | undefined => {
  const digits = text?.replace(/[\s.]/g, '') ?? ''
  if (!/^\d{4,12}$/.test(digits)) return undefined
  return digits.length % 2 === 0 ? digits : `0${digits}`
}

/** A UN number as four digits (`UN 1203` is `1203`); another code as declared. */
export const dangerousOf = (text: string | undefined): string | undefined => {
  const code = codeOf(text)
  const digits = code && /^(?:UN|ID|NA)?\s?(\d{1,4})$/.exec(code)?.[1]
  return digits ? digits.padStart(4, '0') : code
}

/** A date without time in ISO 8601; undefined where it is none. */
export const dateOf = (text: string | undefined): string | undefined => {
  const date = /^\d{4}-\d\d-\d\d(?=$|T)/.exec(text ?? '')?.[0]
  const read = new Date(`${date}T00:00:00Z`)
  return date !== undefined && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined
}

/** A container or ULD number as it is compared: letters and digits in upper case; another text as it is. */
export const equipmentOf = (number: string | undefined): string | undefined => normalContainer(number ?? '') || codeOf(number)

/** How freight is paid: prepaid or collect, in words or in EDIFACT's, IATA's and X12's codes. */
export const freightOf = (text: string | undefined): 'prepaid' | 'collect' | undefined => {
  const code = codeOf(text)
  if (code === undefined) return undefined
  return ['PREPAID', 'P', 'PP'].includes(code) ? 'prepaid' : ['COLLECT', 'C', 'CC'].includes(code) ? 'collect' : undefined
}

const positive = (amount: number | null): number | undefined => amount !== null && amount >= 0 ? amount : undefined
// Control characters say nothing and break what shows or stores them.
const BLANKS = /[\s\p{Cc}]+/gu
const COUNTRIES: ReadonlyMap<string, string> = new Map([['UK', 'GB'], ['EL', 'GR']])
