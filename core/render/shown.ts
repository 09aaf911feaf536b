import { latin } from './locale.ts'
import { markWords } from './mark.ts'

/** For whom and when something is shown. */
export interface Eye { readonly language: string, readonly zone: string, readonly now: Date }

/** Text made safe for HTML, in text and in quoted attributes. */
export const safe = (text: string): string =>
  text.replace(/[&<>"'`=]/g, sign => `&#${sign.charCodeAt(0)};`)

/** A date in the reader's language; a bare date has no zone and is shown as it is. */
export const dateText = (value: string, eye: Eye): string => {
  const bare = /^\d{4}-\d\d-\d\d$/.test(value)
  return formatOf(eye.language, { dateStyle: 'medium', timeZone: bare ? 'UTC' : eye.zone }).format(new Date(value))
}

/** A moment in the reader's language and zone, to the minute. */
export const timeText = (value: string, eye: Eye): string =>
  formatOf(eye.language, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: eye.zone, hourCycle: 'h23' }).format(new Date(value))

/** The same moment in UTC, for the reader's pointer and for the record. */
export const universalText = (value: string): string => `${new Date(value).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** How long from one moment to another, in the two largest units that tell: days and hours, hours and minutes. */
export const spanOf = (value: string, now: Date): { readonly past: boolean, readonly days: number, readonly hours: number, readonly minutes: number } => {
  const distance = new Date(value).getTime() - now.getTime()
  const minutes = Math.floor(Math.abs(distance) / 60_000)
  return { past: distance < 0, days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 }
}

/** A figure in the reader's language, always in Latin digits. */
export const numberText = (value: number, language: string, decimals = 3): string =>
  new Intl.NumberFormat(latin(language), { maximumFractionDigits: decimals }).format(value)

/** A mass in kilograms. */
export const massText = (kilograms: number, language: string): string =>
  new Intl.NumberFormat(latin(language), { style: 'unit', unit: 'kilogram', maximumFractionDigits: 3 }).format(kilograms)

/** A size in bytes, in the unit that keeps the figure short. */
export const sizeText = (bytes: number, language: string): string => {
  const [unit, divisor] = bytes < 1000 ? ['byte', 1] as const : bytes < 1_000_000 ? ['kilobyte', 1000] as const : ['megabyte', 1_000_000] as const
  return new Intl.NumberFormat(latin(language), { style: 'unit', unit, unitDisplay: divisor === 1 ? 'long' : 'short', maximumFractionDigits: divisor === 1 ? 0 : 1 }).format(bytes / divisor)
}

/** Text as safe HTML with the given words marked. */
export const markedHtml = (text: string, words: readonly string[]): string =>
  markWords(text, words).map(({ text: piece, marked }) => marked ? `<mark>${safe(piece)}</mark>` : safe(piece)).join('')

const formatOf = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(latin(language), options)
