/** A day in milliseconds. */
export const DAY = 86_400_000

/** The start of a day written as 2026-12-31; null where that is none. What else a program would take for a date no form of ours sends, and no database keeps all of it. */
export const startOfDay = (text: string | undefined): Date | null => {
  if (text === undefined || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return null
  const day = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text) || text < '0001' ? null : day
}

/** The end of a day: where the next one starts. */
export const endOfDay = (text: string | undefined): Date | null => {
  const start = startOfDay(text)
  return start === null ? null : new Date(start.getTime() + DAY)
}
