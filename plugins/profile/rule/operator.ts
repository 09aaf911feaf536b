import type { TSchema } from 'wco-cts'
import type { FieldKind } from './fields.ts'
import type { Form } from './forms.ts'
import type { Value } from './scope.ts'
import type { Scalar } from './settings.ts'

/** What a condition cannot do without: where it holds, some value of its field answers to one of these keys. The index finds rules by it. */
export interface Anchor {
  readonly by: 'exact' | 'prefix' | 'phrase' | 'word'
  readonly keys: readonly Form[]
}

/** Between which figures or moments a value must lie. `open`: the ends themselves are outside. */
export interface Bounds { readonly least: number, readonly most: number, readonly open: boolean }

/** An operator made ready with what an officer gave it. */
export interface Judge {
  holds (values: readonly Value[]): boolean
  /** The values that made it hold. */
  met (values: readonly Value[]): readonly Value[]
  /** The words of a value that made it hold, as they were written. */
  words? (value: Value): readonly string[]
  readonly anchor?: Anchor
  readonly bounds?: Bounds
  /** It holds only where nothing is there. */
  readonly absent?: true
  /** It speaks of all values together, of no one of them. */
  readonly together?: true
}

/** One way to compare a field with what an officer gives. */
export interface Operator {
  readonly id: string
  /** The kinds of field it can judge. */
  readonly kinds: readonly FieldKind[]
  /** What an officer gives it; null where it needs nothing. */
  readonly value: TSchema | null
  /** How much it tells a reader: of the conditions that held, the one that says most gives the finding its sentence. */
  readonly says: number
  /** Null where what was given cannot be compared with such a field. */
  ready (given: readonly Scalar[], kind: FieldKind): Judge | null
}

/** A judge that looks at one value at a time: any that meets it will do. */
export const eachValue = (meets: (value: Value) => boolean): Pick<Judge, 'holds' | 'met'> =>
  ({ holds: values => values.some(meets), met: values => values.filter(meets) })

/** A judge that looks at the forms of values one at a time. */
export const eachForm = (meets: (form: Form) => boolean): Pick<Judge, 'holds' | 'met'> =>
  eachValue(({ form }) => form !== null && meets(form))

/** A judge that looks at how many values there are. */
export const byNumber = (meets: (count: number) => boolean): Pick<Judge, 'holds' | 'met'> =>
  ({ holds: values => meets(values.length), met: values => values })

/** All of a list, or null where one of it is. */
export const whole = <T>(list: readonly (T | null)[]): readonly T[] | null => {
  const sure = list.filter(item => item !== null)
  return sure.length === list.length && sure.length > 0 ? sure : null
}
