import type { FieldKind } from './fields.ts'
import { momentOf, spanOf } from './forms.ts'
import type { Value } from './scope.ts'
import type { Scalar } from './settings.ts'

/** A figure or time as an officer gave it: from its first moment to its last, which are one for a figure; and how values are measured against it. */
export interface Measure {
  readonly least: number
  readonly most: number
  of (value: Value): number | null
}

/** Makes a figure or time ready to compare with; null where the field knows no such thing. Of a fact the officer's own value tells which it is. */
export const measureOf = (given: Scalar | undefined, kind: FieldKind): Measure | null => {
  if (typeof given === 'number' && kind !== 'date') return { least: given, most: given, of: figure }
  const span = kind === 'number' ? null : spanOf(given)
  return span === null ? null : { least: span[0], most: span[1], of: moment }
}

const figure = ({ value }: Value): number | null => typeof value === 'number' ? value : null
const moment = ({ value }: Value): number | null => momentOf(value)
