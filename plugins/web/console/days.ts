import { dayBegins, dayEnds, dayIn, type Desk } from 'wco-cts'

/** A day in milliseconds. */
export const DAY = 86_400_000

const zoneOf = ({ zone = 'UTC' }: Pick<Desk, 'zone'>): string => zone

/** The start of a day written as 2026-12-31, by the administration's clock; null where that is none. What else a program would take for a date no form of ours sends. */
export const startOfDay = (text: string | undefined, desk: Pick<Desk, 'zone'>): Date | null => text === undefined ? null : dayBegins(text, zoneOf(desk))

/** The end of a day: where the next one starts. */
export const endOfDay = (text: string | undefined, desk: Pick<Desk, 'zone'>): Date | null => text === undefined ? null : dayEnds(text, zoneOf(desk))

/** The day it is at a moment, by the administration's clock. */
export const dayOf = (moment: Date, desk: Pick<Desk, 'zone'>): string => dayIn(zoneOf(desk), moment)
