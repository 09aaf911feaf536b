import { Problem } from '../model/problem.ts'
import { dayBegins, dayEnds } from '../model/zones.ts'

/** The first and the last day of a question, as ISO 8601 has them; blank or left out where it has no limit. */
export interface DaysAsked { readonly from?: string | undefined, readonly until?: string | undefined }

/** From when until when the days of a question last by a zone's clock, the last one whole. What is no day of the calendar is refused: it is no question without a limit. */
export const daysAsked = ({ from, until }: DaysAsked, zone: string): { readonly from?: Date, readonly until?: Date } => ({
  ...(blank(from) ? {} : { from: dayBegins(from, zone) ?? none('/from') }),
  ...(blank(until) ? {} : { until: dayEnds(until, zone) ?? none('/until') })
})

const blank = (day: string | undefined): day is '' | undefined => day === undefined || day === ''

const none = (pointer: string): never => { throw new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer, detail: 'day' }] }) }
