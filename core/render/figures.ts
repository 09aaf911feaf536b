import type { Cell, Text } from '../contract/report.ts'
import { latin, type TextParams, type Texts } from './locale.ts'

/** Whoever reads: in which language, by which clock, and with whose texts first. */
export interface Reader {
  readonly language: string
  /** An IANA time zone; UTC where none is given. */
  readonly zone?: string | undefined
  readonly texts: Texts
  /** The plugin whose texts are asked before core's. */
  readonly plugin: string | null
}

/** Writes values as one reader reads them. Digits are Latin in every language. */
export interface Writer {
  readonly reader: Reader
  cell (cell: Cell): string
  text (text: Text): string
  count (value: number): string
  code (value: string): string
  /** A short form of a date for a chart's axis; the word of a code; anything else as it is. */
  label (value: string): string
  /** A text of core, by its key below `report`. */
  own (key: string, params?: TextParams): string
}

/** What stands where nobody said anything. */
export const NOTHING = '–'

/** Whether a cell is a quantity, which stands at the end of its column. */
export const isQuantity = (cell: Cell): boolean =>
  cell.kind === undefined ? typeof cell.value === 'number' : ['count', 'share', 'decimal', 'duration'].includes(cell.kind)

/** One cell for one reader; `writerFor` is for many. */
export const writeCell = (cell: Cell, reader: Reader): string => writerFor(reader).cell(cell)

/** Makes the writer of a reader, its number and date forms built once. */
export const writerFor = (reader: Reader): Writer => {
  const forms = formsFor(reader)
  const own = (key: string, params?: TextParams): string => reader.texts.text(null, reader.language, `report.${key}`, params)
  const code = (value: string): string => writeCode(value, reader)

  const cell = ({ value, kind }: Cell): string => {
    if (value === null) return NOTHING
    if (kind === undefined || kind === 'text') return typeof value === 'number' ? forms.decimal.format(value) : value
    if (kind === 'identifier') return String(value)
    if (kind === 'code') return code(String(value))
    if (kind === 'date' || kind === 'time') return writeTime(String(value), forms[kind], forms.date)
    const number = Number(value)
    if (!Number.isFinite(number)) return String(value)
    return kind === 'duration' ? writeDuration(number, forms) : forms[kind].format(number)
  }
  const text = (text: Text): string => 'data' in text
    ? text.data
    : reader.texts.text(reader.plugin, reader.language, text.key, writeParams(text.params ?? {}, forms))

  return { reader, cell, text, code, own, count: value => forms.count.format(value), label: value => DAY.test(value) ? writeTime(value, forms.axis, forms.axis) : code(value) }
}

interface Forms {
  readonly count: Intl.NumberFormat
  readonly decimal: Intl.NumberFormat
  readonly share: Intl.NumberFormat
  readonly date: Intl.DateTimeFormat
  readonly time: Intl.DateTimeFormat
  readonly axis: Intl.DateTimeFormat
  readonly units: readonly { readonly seconds: number, readonly form: Intl.NumberFormat }[]
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const CODE = /^[a-z][a-z-]*\../
const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const

const formsFor = ({ language, zone }: Reader): Forms => {
  const tag = latin(language)
  const day = { day: 'numeric', month: 'short' } as const
  return {
    count: new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }),
    decimal: new Intl.NumberFormat(tag, { maximumFractionDigits: 3 }),
    share: new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }),
    // A date is a day of the calendar and belongs to no clock.
    date: new Intl.DateTimeFormat(tag, { ...day, year: 'numeric', timeZone: 'UTC' }),
    axis: new Intl.DateTimeFormat(tag, { ...day, timeZone: 'UTC' }),
    time: new Intl.DateTimeFormat(tag, { ...day, year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone ?? 'UTC', timeZoneName: 'short' }),
    units: UNITS.map(([unit, seconds]) => ({ seconds, form: new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'narrow' }) }))
  }
}

/** A text that is no time is shown as it came: better odd than lost. */
const writeTime = (value: string, form: Intl.DateTimeFormat, days: Intl.DateTimeFormat): string => {
  const at = DAY.test(value) || INSTANT.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) return value
  return (DAY.test(value) ? days : form).format(at)
}

/** The two largest units: nobody steers by the seconds of a day. */
const writeDuration = (seconds: number, { units }: Forms): string => {
  let rest = Math.round(Math.abs(seconds))
  const first = units.findIndex(unit => rest >= unit.seconds)
  if (first < 0) return units.at(-1)?.form.format(0) ?? '0'
  const parts: string[] = []
  for (const { seconds: size, form } of units.slice(first, first + 2)) {
    const whole = Math.floor(rest / size)
    rest -= whole * size
    if (whole > 0) parts.push(form.format(whole))
  }
  return (seconds < 0 ? '−' : '') + parts.join(' ')
}

/** A parameter that is an ISO 8601 date or time is written as this reader writes one. */
const writeParams = (params: TextParams, forms: Forms): TextParams =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => {
    const known = typeof value === 'string' && (DAY.test(value) || INSTANT.test(value))
    return [name, known ? writeTime(value, forms.time, forms.date) : value]
  }))

/** The word of a code, as `lane.red`: the plugin's own word for it, then its and core's text of that key; a code without a word is shown without its group. */
const writeCode = (value: string, { texts, plugin, language }: Reader): string => {
  if (!CODE.test(value)) return value
  const key = [`codes.${value}`, value].find(key => texts.has(plugin, key))
  return key === undefined ? value.slice(value.indexOf('.') + 1) : texts.text(plugin, language, key)
}
