import { decimalOf, isMassUnit, isVolumeUnit, type XmlElement } from 'wco-cts'
import { fault, type Draft } from './draft.ts'
import { capital, take, takeAttribute, type Words } from './nodes.ts'

/** A mass or a volume with its unit, under the names of their fields; what cannot be a figure or its unit is kept as sent, and said. */
export const measured = <A extends string, U extends string> (draft: Draft, element: XmlElement | undefined, pointer: string, path: string, amountField: A, unitField: U): { readonly [K in A | U]?: Words } => {
  const amount = take(draft.used, element, path)
  const unit = capital(takeAttribute(draft.used, element, path, 'unitCode'))
  if (!amount) return {}
  if (decimalOf(amount.text) === null) fault(draft, 'number-invalid', 'warning', pointer, amount)
  const fits = pointer.endsWith('volume') ? isVolumeUnit : isMassUnit
  if (unit && !fits(unit.text)) fault(draft, 'unit-unexpected', 'warning', `${pointer}Unit`, unit)
  const found: Record<string, Words> = { [amountField]: amount, ...(unit && { [unitField]: unit }) }
  // The two names are those asked for, and nothing else was put in.
  return found as { readonly [K in A | U]?: Words }
}

/** A count of pieces or packages; what is none is kept as sent, and said. */
export const counted = (draft: Draft, element: XmlElement | undefined, pointer: string, ...paths: readonly string[]): Words | undefined => {
  const count = take(draft.used, element, ...paths)
  if (count && !/^\d{1,9}(?:\.0+)?$/.test(count.text)) fault(draft, 'number-invalid', 'warning', pointer, count)
  return count
}
