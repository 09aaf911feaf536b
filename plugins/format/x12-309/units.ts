import { kilogramsOf } from 'wco-cts'
import { MASS_UNITS, VOLUME_UNITS } from './codes.ts'
import type { Draft } from './draft.ts'

/** A unit of mass (data element 188) by a name that means the same everywhere. */
export const massUnit = (code: string | undefined): string | undefined => code === undefined ? undefined : MASS_UNITS.get(code) ?? code

/** A unit of volume (data element 184) by a name that means the same everywhere. */
export const volumeUnit = (code: string | undefined): string | undefined => code === undefined ? undefined : VOLUME_UNITS.get(code) ?? code

/** The gross mass of the goods of a bill in kilograms; null where one of them does not say it. */
export const kilogramsIn = ({ declaration: { goods } }: Draft): number | null => {
  let total = 0
  for (const { mass, massUnit } of goods) {
    const kilograms = mass === undefined ? null : kilogramsOf(mass, massUnit)
    if (kilograms === null) return null
    total += kilograms
  }
  return goods.length === 0 ? null : total
}
