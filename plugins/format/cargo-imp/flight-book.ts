import type { Issue, Position } from 'wco-cts'
import type { Words } from './field.ts'

/** What the flight manifests of one file add up to, over all their parts. */
export interface FlightBook {
  /** Opens a part of a series. */
  part (series: string, number: number, last: boolean, at: Position): void
  /** Counts one line of an air waybill. */
  line (series: string, number: string, split: string, pieces: number, total: Words | undefined): void
  /** Says what does not add up, of a series whose parts are all there. */
  check (series: string): void
  /** Says which parts are missing between others of the file. */
  close (): void
}

/** Opens the book of one file. */
export const flightBook = (issue: (issue: Issue) => void): FlightBook => {
  const all = new Map<string, Series>()
  const of = (series: string): Series => {
    const known = all.get(series) ?? { parts: new Set<number>(), last: null, at: { line: 1 }, waybills: new Map<string, Waybill>() }
    all.set(series, known)
    return known
  }
  return {
    part: (series, number, last, at) => {
      const known = of(series)
      known.parts.add(number)
      known.at = at
      if (last) known.last = number
    },
    line: (series, number, split, pieces, total) => {
      if (!total || split === 'T') return
      const { waybills } = of(series)
      const known = waybills.get(number) ?? { pieces: 0, split: true, total: 0, at: total.at }
      waybills.set(number, { pieces: known.pieces + pieces, split: known.split && split === 'S', total: Number(total.text), at: total.at })
    },
    check: series => {
      const known = all.get(series)
      if (!known || known.last === null || known.parts.size !== known.last) return
      for (const [number, waybill] of known.waybills) if (differs(waybill)) issue(mismatch(number, waybill))
      all.delete(series)
    },
    close: () => {
      for (const [series, known] of all) for (const number of gaps(known.parts)) issue({ code: 'part-missing', severity: 'warning', at: known.at, params: { series, part: number } })
    }
  }
}

interface Waybill { readonly pieces: number, readonly split: boolean, readonly total: number, readonly at: Position }
interface Series { readonly parts: Set<number>, last: number | null, at: Position, readonly waybills: Map<string, Waybill> }

/** Lines of code S together are the whole waybill; P and D leave some of it to another flight, but never exceed it. */
const differs = ({ pieces, split, total }: Waybill): boolean => split ? pieces !== total : pieces > total

const mismatch = (number: string, { pieces, total, at }: Waybill): Issue =>
  ({ code: 'total-mismatch', severity: 'warning', at, params: { number, pieces, total } })

/** Part numbers that are not there though a higher and a lower one are. */
const gaps = (parts: ReadonlySet<number>): readonly number[] => {
  const inOrder = [...parts].sort((a, b) => a - b)
  return inOrder.flatMap((number, index) => {
    const before = inOrder[index - 1] ?? number
    return Array.from({ length: Math.min(MOST_GAPS, Math.max(0, number - before - 1)) }, (_, gap) => before + 1 + gap)
  })
}

/** A part number out of a garbled line must not name a million missing ones. */
const MOST_GAPS = 20
