/**
 * A date or time of DTM C507 as ISO 8601 local text; null where it is none. Read by its length, and only then by its format
 * (2379: 101, 102, 201, 203, 204, 401, 205, 303), because the two often contradict each other.
 */
export const isoTime = (text: string, format = ''): string | null => {
  const [, digits = '', zone = ''] = /^(\d+)\s*(Z|UTC|GMT|[A-Z]{3}|[+-]\d{2}:?\d{2})?$/i.exec(text.trim()) ?? []
  if (digits === '') return null
  // 205 CCYYMMDDHHMMZHHMM: the offset may have lost its sign to an unreleased separator.
  const parts = digits.length === 16 && format === '205' ? digits.slice(0, 12) : digits
  const full = withCentury(parts, format)
  const found = full === null ? null : CLOCK.exec(full)
  if (!found) return null
  const [, year = '', month = '', day = '', hour, minute = '00', second] = found
  if (!isDay(year, month, day)) return null
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return date
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  return `${date}T${hour}:${minute}${second === undefined ? '' : `:${second}`}${offset(zone)}`
}

const CLOCK = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/

// 101 YYMMDD and 201 YYMMDDHHMM leave the century out; 401 HHMM alone is no date.
const withCentury = (digits: string, format: string): string | null => {
  if (digits.length === 4 || (digits.length === 6 && (format === '401' || format === '402'))) return null
  if (digits.length === 6 || digits.length === 10) return `${Number(digits.slice(0, 2)) < 70 ? '20' : '19'}${digits}`
  return digits
}

const isDay = (year: string, month: string, day: string): boolean => {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return Number(month) >= 1 && Number(month) <= 12 && Number(year) >= 1900 && date.getUTCDate() === Number(day)
}

const offset = (zone: string): string => {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 'Z'
  return /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : ''
}
