/**
 * The moment a local time names, as UTC in ISO 8601; null where the text is no date and time or the zone is unknown.
 * An offset in the text wins over the zone. A date alone is its first minute.
 * A time that the clock skipped in spring is read as before the change; one it showed twice in autumn is the earlier.
 */
export const utcOf = (local: string, zone: string): string | null => {
  const parts = LOCAL.exec(local.trim())
  if (!parts) return null
  const wall = wallClock(parts)
  if (wall === null) return null
  const offset = parts[7] === undefined ? offsetIn(zone, wall) : statedOffset(parts[7])
  if (offset === null) return null
  return new Date(wall - offset).toISOString().replace('.000Z', 'Z')
}

/** Whether a text is a day of the calendar, written as ISO 8601 has it. */
export const isDay = (text: string): boolean => midnightOf(text) !== null

/** Whether a name is one of an IANA time zone this runtime knows. */
export const isZone = (zone: string): boolean => clockOf(zone) !== null

/** The day it is by a zone's clock at a moment, as ISO 8601 has it; by UTC where the zone is unknown. */
export const dayIn = (zone: string, moment: Date): string => {
  const clock = clockOf(zone)
  return new Date(moment.getTime() + (clock === null ? 0 : offsetAt(clock, moment.getTime()))).toISOString().slice(0, 10)
}

/** When a day begins by a zone's clock, the day written as ISO 8601 has it; null where the calendar has no such day. By UTC where the zone is unknown. */
export const dayBegins = (day: string, zone: string): Date | null => {
  const midnight = midnightOf(day)
  return midnight === null ? null : shownAt(midnight, zone)
}

/** When a day is over by a zone's clock: where the next one begins, however many hours it has. Null where the calendar has no such day. */
export const dayEnds = (day: string, zone: string): Date | null => {
  const midnight = midnightOf(day)
  return midnight === null ? null : shownAt(midnight + DAY, zone)
}

const LOCAL = /^([12]\d{3})-(\d\d)-(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

// Before zones were agreed on, a day is one of UTC.
const FIRST_ZONES = Date.UTC(1900, 0, 1)

const midnightOf = (day: string): number | null => {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(day) && day > '0001' ? new Date(`${day}T00:00:00Z`) : null
  return midnight === null || Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day) ? null : midnight.getTime()
}

const shownAt = (wall: number, zone: string): Date => new Date(wall - (wall < FIRST_ZONES ? 0 : offsetIn(zone, wall) ?? 0))

/** What the clock on the wall showed, counted as if it were UTC. */
const wallClock = (parts: RegExpExecArray): number | null => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(part => Number(part ?? 0))
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDate = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  // ISO 8601 lets midnight at the end of a day be 24:00; a leap second is the last one of its minute.
  const isTime = (hour < 24 && minute < 60 && second <= 60) || (hour === 24 && minute === 0 && second === 0)
  return isDate && isTime ? date.getTime() + (hour * 60 + minute) * MINUTE + Math.min(second, 59) * 1000 : null
}

const statedOffset = (text: string): number | null => {
  if (/^z$/i.test(text)) return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(3).replace(':', '') || 0)
  if (hours > 14 || minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE
}

const offsetIn = (zone: string, wall: number): number | null => {
  if (zone === 'UTC') return 0
  const clock = clockOf(zone)
  if (clock === null) return null
  const before = offsetAt(clock, wall - DAY)
  const after = offsetAt(clock, wall + DAY)
  if (before === after || offsetAt(clock, wall - before) === before) return before
  return offsetAt(clock, wall - after) === after ? after : before
}

const offsetAt = (clock: Intl.DateTimeFormat, moment: number): number => {
  const shown: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(moment)) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}

// A formatter costs more than a thousand uses of it; there are as many as zones that were asked for.
const clocks = new Map<string, Intl.DateTimeFormat>()

const clockOf = (zone: string): Intl.DateTimeFormat | null => {
  const known = clocks.get(zone)
  if (known) return known
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric'
    })
    clocks.set(zone, clock)
    return clock
  } catch {
    // RangeError: the runtime knows no such zone.
    return null
  }
}
