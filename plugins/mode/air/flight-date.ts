/**
 * A day, or a day and time, as ISO 8601 whatever it leaves out: Cargo-IMP's dates have no year (`31DEC`, `01JAN0810`), a waybill's flight
 * only a day (`12`). The year, and the month, are those nearest to reception. Null where the text is no date.
 */
export const nearestDate = (text: string, received: Date): string | null => {
  const trimmed = text.trim().toUpperCase()
  if (/^\d{4}-\d\d-\d\d/.test(trimmed)) return text.trim()
  const [, dayOnly] = /^(\d{1,2})$/.exec(trimmed) ?? []
  if (dayOnly !== undefined) return nearest([-1, 0, 1].map(by => dayOf(received.getUTCFullYear(), received.getUTCMonth() + by, Number(dayOnly))), received)
  const { day, month, year, hour, minute } = READ.map(shape => shape.exec(trimmed)?.groups).find(groups => groups !== undefined) ?? {}
  const monthNumber = month === undefined ? -1 : /^\d/.test(month) ? Number(month) - 1 : MONTHS.indexOf(month)
  if (day === undefined || monthNumber < 0) return null
  const years = year === undefined ? [-1, 0, 1].map(by => received.getUTCFullYear() + by) : [2000 + Number(year)]
  const date = nearest(years.map(one => dayOf(one, monthNumber, Number(day))), received)
  return date === null || hour === undefined ? date : `${date}T${hour}:${minute}`
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

// `01JAN`, `01JAN0810`, `01JAN26`; ISO 8601's truncated `--01-01T08:10`.
const READ = [
  /^(?<day>\d\d)(?<month>[A-Z]{3})(?<year>\d\d)?$/,
  /^(?<day>\d\d)(?<month>[A-Z]{3})(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)$/,
  /^--(?<month>\d\d)-?(?<day>\d\d)(?:T(?<hour>[01]\d|2[0-3]):?(?<minute>[0-5]\d)(?::\d\d)?)?$/
]

/** The moment of a day that is in the calendar; null for 30 February, and for the 29th of most years. */
const dayOf = (year: number, month: number, day: number): number | null => {
  const time = Date.UTC(year, month, day)
  return new Date(time).getUTCDate() === day ? time : null
}

const nearest = (days: readonly (number | null)[], received: Date): string | null => {
  const real = days.filter(day => day !== null).sort((a, b) => Math.abs(a - received.getTime()) - Math.abs(b - received.getTime()))
  return real[0] === undefined ? null : new Date(real[0]).toISOString().slice(0, 10)
}
