const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
/** February has 29: a date without a year may be in a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const DAY = /^(\d{2})([A-Z]{3})(\d{2})?$/i
const DAY_AND_TIME = /^(\d{2}[A-Z]{3})(\d{4})?$/i

/** Whether `01JAN` or `01JAN0810` is a day that can be; the year nobody gave. */
export const isDay = (text: string): boolean => {
  const [, day = '', time] = DAY_AND_TIME.exec(text) ?? []
  return monthDay(day) !== null && (time === undefined || (time.slice(0, 2) < '24' && time.slice(2) < '60'))
}

/** `16JUL26` as an ISO 8601 date; null where it is none. A year of two digits is of this century. */
export const isoDate = (text: string): string | null => {
  const year = DAY.exec(text)?.[3]
  const found = year === undefined ? null : monthDay(text.slice(0, 5))
  if (!found) return null
  const iso = `20${year}-${String(found.month).padStart(2, '0')}-${String(found.day).padStart(2, '0')}`
  return new Date(`${iso}T00:00:00Z`).getUTCDate() === found.day ? iso : null
}

const monthDay = (text: string): { readonly month: number, readonly day: number } | null => {
  const [, digits = '', name = ''] = DAY.exec(text) ?? []
  const month = MONTHS.indexOf(name.toUpperCase()) + 1
  const day = Number(digits)
  return month > 0 && day >= 1 && day <= (DAYS[month - 1] ?? 0) ? { month, day } : null
}
