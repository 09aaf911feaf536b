import { decimalOf, kilogramsOf, type Issue, type Totals } from 'wco-cts'
import { kilogramsIn, packagesIn } from './amounts.ts'
import type { Draft } from './draft.ts'
import type { Head } from './head.ts'

/** What was counted of one message while it was read. An amount that could not be told once is not compared. */
export interface Counted { lists: number, consignments: number, equipment: number, packages: number | null, kilograms: number | null }

/** Nothing counted yet. */
export const openCount = (): Counted => ({ lists: 0, consignments: 0, equipment: 0, packages: 0, kilograms: 0 })

/** Counts one consignment; `within`: its packages and mass were counted with its master. */
export const count = (counted: Counted, draft: Draft, within: boolean): void => {
  counted.consignments += 1
  if (within) return
  counted.packages = plus(counted.packages, packagesIn(draft))
  counted.kilograms = plus(counted.kilograms, kilogramsIn(draft))
}

/** Compares the totals a message declares (CNT) with what was read of it. */
export const compare = ({ totals, places }: Head, counted: Counted, issue: (issue: Issue) => void): void => {
  for (const [field, { read, same }] of Object.entries(MEASURED)) {
    // The fields of MEASURED are those of Totals.
    const name = field as keyof typeof MEASURED
    const declared = totals[name]
    const found = read(counted)
    if (declared === undefined || found === null || same(declared, counted, totals)) continue
    const at = places.get(name)
    issue({ code: 'total-mismatch', severity: 'warning', ...(at && { at }), params: { total: field, declared: declared.slice(0, 35), read: Number(found.toFixed(3)) } })
  }
}

const plus = (sum: number | null, more: number | null): number | null => sum === null || more === null ? null : sum + more

const whole = (declared: string, ...found: readonly (number | null)[]): boolean => {
  const amount = decimalOf(declared)
  return amount !== null && found.includes(amount)
}

const MEASURED = {
  // Some count the documents, some the CNI they stand under.
  consignments: { read: ({ consignments }: Counted) => consignments, same: (declared: string, counted: Counted) => whole(declared, counted.consignments, counted.lists) },
  equipment: { read: ({ equipment }: Counted) => equipment, same: (declared: string, counted: Counted) => whole(declared, counted.equipment) },
  packages: { read: ({ packages }: Counted) => packages, same: (declared: string, counted: Counted) => whole(declared, counted.packages) },
  mass: {
    read: ({ kilograms }: Counted) => kilograms,
    // Rounded in each bill and once more in the sum: less than a kilogram, or a tenth of a thousandth, says nothing.
    same: (declared: string, { kilograms }: Counted, { massUnit }: Totals) => {
      const amount = kilogramsOf(declared, massUnit)
      return amount !== null && Math.abs(amount - (kilograms ?? 0)) <= Math.max(1, amount / 10_000)
    }
  }
}
