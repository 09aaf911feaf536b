/** A date (CCYYMMDD, or YYMMDD before version 004010) and a time of day (HHMM, HHMMSS, with parts of a second or without) as ISO 8601 local text; null where the date is none. */
export const isoTime = (day: string, clock?: string): string | null => {
  const digits = /^\d{6}$/.test(day) ? `${Number(day.slice(0, 2)) < 70 ? '20' : '19'}${day}` : day
  const [, year = '', month = '', date = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(digits) ?? []
  if (!isDay(year, month, date)) return null
  const [, hour = '', minute = '', second] = /^(\d\d)(\d\d)(\d\d)?\d*$/.exec(clock ?? '') ?? []
  const known = hour !== '' && Number(hour) < 24 && Number(minute) < 60 && Number(second ?? 0) < 60
  return `${year}-${month}-${date}${known ? `T${hour}:${minute}${second === undefined ? '' : `:${second}`}` : ''}`
}

const isDay = (year: string, month: string, day: string): boolean => {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return year !== '' && Number(month) >= 1 && Number(month) <= 12 && Number(year) >= 1900 && date.getUTCDate() === Number(day)
}
