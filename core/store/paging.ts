import { problem } from '../model/problem.ts'

/** A key of a list that nobody gave out. */
export const pageUnknown = problem('page-unknown', 400)

/** Where a page of a list begins: after this place in its order, and this id. */
export interface After { readonly at: string, readonly id: string }

// A time as PostgreSQL writes it, or as ISO 8601 has it.
const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:Z|[+-]\d\d(?::\d\d)?)$/
const NUMBER = /^-?\d{1,18}(\.\d{1,12})?$/
const IDS = { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, number: /^\d{1,18}$/ }

const isTime = (text: string): boolean => {
  const [, day = '', time = ''] = TIME.exec(text) ?? []
  const moment = new Date(`${day}T${time}Z`)
  // The 31st of February is read as a day in March: it was none of ours.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}

// What a place in each order looks like. PostgreSQL takes no text with a zero in it.
const PLACES = { time: isTime, number: (at: string): boolean => NUMBER.test(at), text: (at: string): boolean => at !== '' && !at.includes('\0') }

/** Reads the key of a page, of a list in the order of a time, a number or a text, whose rows have a UUID or a number. */
export const afterOf = (key: string | undefined, order: keyof typeof PLACES = 'time', ids: keyof typeof IDS = 'uuid'): After | null => {
  if (key === undefined || key === '') return null
  const text = Buffer.from(key, 'base64url').toString()
  // A text may hold the sign that stands before the id.
  const [at, id] = [text.slice(0, Math.max(0, text.lastIndexOf('|'))), text.slice(text.lastIndexOf('|') + 1)]
  if (!PLACES[order](at) || !IDS[ids].test(id)) throw pageUnknown({})
  return { at, id }
}

/** The key of the page after a row, exact to the microsecond. */
const keyAfter = ({ at, id }: After): string => Buffer.from(`${at}|${id}`).toString('base64url')

/** How many rows a page has: 50 unless asked, 500 at most. */
export const limitOf = (asked: number | undefined): number => Math.min(Math.max(1, asked ?? 50), 500)

/** Cuts a page out of rows asked for with one more than its limit. */
export const pageOf = <R extends { readonly at: string, readonly id: string }, T>(rows: readonly R[], limit: number, show: (row: R) => T): { readonly items: readonly T[], readonly next: string | null } => {
  const last = rows[limit - 1]
  return { items: rows.slice(0, limit).map(show), next: rows.length > limit && last !== undefined ? keyAfter(last) : null }
}
