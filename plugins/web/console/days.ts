import { dayIn, daysAsked, type DaysAsked, type Desk } from 'wco-cts'

/** A day in milliseconds. */
export const DAY = 86_400_000

const zoneOf = ({ zone = 'UTC' }: Pick<Desk, 'zone'>): string => zone

/** From when until when the days asked for last, by the administration's clock. What is no day of the calendar is refused. */
export const spanOf = ({ from, until }: DaysAsked, desk: Pick<Desk, 'zone'>): ReturnType<typeof daysAsked> => daysAsked({ from, until }, zoneOf(desk))

/** The day it is at a moment, by the administration's clock. */
export const dayOf = (moment: Date, desk: Pick<Desk, 'zone'>): string => dayIn(zoneOf(desk), moment)
