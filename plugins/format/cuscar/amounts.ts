import { decimalOf, kilogramsOf } from 'wco-cts'
import { FREIGHT, MEASURES, VALUES } from './codes.ts'
import { fill, setAside, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'

/** What a MEA measures, and how much. */
export interface Measure { readonly kind: 'mass' | 'netMass' | 'tare' | 'verifiedMass' | 'volume', readonly amount: string, readonly unit: string | undefined }

/** Reads a measure (MEA): 6313 says what, 6311 where that is empty. Null for what is none of ours. */
export const measureOf = (segment: Reading): Measure | null => {
  const kind = MEASURES.get(segment.peek(1) ?? segment.qualifier)
  const amount = segment.peek(2, 1)
  if (kind === undefined || amount === undefined) return null
  segment.value(1)
  segment.value(2, 1)
  return { kind, amount, unit: segment.value(2) }
}

/** Reads a control total of a consignment (CNT 6069). */
export const readTotal = (draft: Draft, segment: Reading): boolean => {
  const { totals } = draft.declaration
  const [amount, unit] = [segment.peek(0, 1), segment.peek(0, 2)]
  const fields = TOTALS[segment.qualifier]?.(amount, unit)
  if (!fields || amount === undefined || Object.keys(fields).some(field => Object.hasOwn(totals, field))) return setAside(draft, segment)
  fill(draft, '/totals', totals, { at: segment.at, fields })
  segment.all(0)
  return true
}

const TOTALS: Readonly<Record<string, (amount: string | undefined, unit: string | undefined) => Record<string, string | undefined>>> = {
  7: (mass, massUnit) => ({ mass, massUnit }),
  8: pieces => ({ pieces }),
  11: packages => ({ packages }),
  15: (volume, volumeUnit) => ({ volume, volumeUnit })
}

/** Reads a measure that stands under a consignment itself, where no total says it. */
export const readConsignmentMeasure = (draft: Draft, segment: Reading): boolean => {
  const { totals } = draft.declaration
  const measure = measureOf(segment)
  if (measure?.kind === 'mass' && totals.mass === undefined) fill(draft, '/totals', totals, { at: segment.at, fields: { mass: measure.amount, massUnit: measure.unit } })
  else if (measure?.kind === 'volume' && totals.volume === undefined) fill(draft, '/totals', totals, { at: segment.at, fields: { volume: measure.amount, volumeUnit: measure.unit } })
  else return setAside(draft, segment)
  return true
}

/** Reads the value of a goods item (MOA 5025), once. */
export const readValue = (draft: Draft, segment: Reading): boolean => {
  const index = draft.declaration.goods.length - 1
  const item = draft.declaration.goods[index]
  if (!item || item.value !== undefined || !VALUES.has(segment.qualifier)) return setAside(draft, segment)
  fill(draft, `/goods/${index}`, item, { at: segment.at, fields: { value: segment.value(0, 1), currency: segment.value(0, 2) } })
  return true
}

/** Reads how freight is paid (CPI 4237). */
export const readFreight = (draft: Draft, segment: Reading): boolean => {
  const freight = FREIGHT.get(segment.peek(2) ?? '')
  if (freight === undefined || draft.declaration.freight !== undefined) return setAside(draft, segment)
  fill(draft, '', draft.declaration, { at: segment.at, fields: { freight } })
  segment.value(2)
  return true
}

/** The packages of a consignment: its own total, or the sum over its goods; null where it cannot be told. */
export const packagesIn = ({ declaration: { totals, goods } }: Draft): number | null =>
  totals.packages === undefined ? sum(goods.map(({ packages }) => packages === undefined ? null : decimalOf(packages))) : decimalOf(totals.packages)

/** Its gross mass in kilograms: its own total, or the sum over its goods; null where it cannot be told. */
export const kilogramsIn = ({ declaration: { totals, goods } }: Draft): number | null =>
  totals.mass === undefined ? sum(goods.map(({ mass, massUnit }) => mass === undefined ? null : kilogramsOf(mass, massUnit))) : kilogramsOf(totals.mass, totals.massUnit)

const sum = (amounts: readonly (number | null)[]): number | null => {
  let total = 0
  for (const amount of amounts) {
    if (amount === null) return null
    total += amount
  }
  return amounts.length === 0 ? null : total
}
