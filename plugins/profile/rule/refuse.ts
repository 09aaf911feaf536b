import { checkOf, foldIdentifier, type TSchema } from 'wco-cts'
import { contradictionOf } from './contradiction.ts'
import { fieldAt, type Field } from './fields.ts'
import { operatorNamed } from './operators.ts'
import { Settings, type Rule } from './settings.ts'
import type { Refusal } from './refusal.ts'
import { shapeOf, type Bound, type Shape } from './shape.ts'

const MOST_DEPTH = 10
const MOST_TESTS = 200
const MOST_VALUES = 10_000

/** What is wrong with a rule that has the right shape: fields nobody knows, operators that do not suit them, more than can be afforded, and what can never come true. */
export const refuseRule = (settings: Settings): readonly Refusal[] => {
  // What has not even the shape of a rule is refused by the schema, and nothing more can be said of it.
  if (!checkOf(Settings).Check(settings)) return []
  const size = sizeOf(settings, 1)
  const large = tooLarge(size)
  if (large.length > 0) return large
  const faults = ofRule(settings, { pointer: '', base: '' })
  return faults.length > 0 ? faults : contradictionOf(settings)
}

/** Where in the settings a rule stands, and what its fields begin at. */
interface Place { readonly pointer: string, readonly base: string }

interface Size { readonly depth: number, readonly tests: number, readonly values: number }

// Whatever hangs below is counted, fitting or not, and never deeper than is allowed: settings may come from anywhere.
const sizeOf = (rule: Rule | Settings, depth: number): Size => {
  const { all = [], any = [], not, field, value }: Rule = rule
  const own = { depth, tests: field === undefined ? 0 : 1, values: Array.isArray(value) ? value.length : 0 }
  if (depth > MOST_DEPTH) return own
  return [...all, ...any, ...(not === undefined ? [] : [not])].reduce<Size>((sum, part) => added(sum, sizeOf(part, depth + 1)), own)
}

const added = (one: Size, other: Size): Size =>
  ({ depth: Math.max(one.depth, other.depth), tests: one.tests + other.tests, values: one.values + other.values })

const tooLarge = ({ depth, tests, values }: Size): readonly Refusal[] => [
  ...(depth > MOST_DEPTH ? [{ pointer: '', detail: 'rule-too-deep', params: { most: MOST_DEPTH } }] : []),
  ...(tests > MOST_TESTS ? [{ pointer: '', detail: 'rule-too-many-conditions', params: { most: MOST_TESTS, count: tests } }] : []),
  ...(values > MOST_VALUES ? [{ pointer: '', detail: 'rule-too-many-values', params: { most: MOST_VALUES, count: values } }] : [])
]

const ofRule = (rule: Rule | Settings, place: Place): readonly Refusal[] => {
  const shape = shapeOf(rule)
  if (shape === null) return [{ pointer: place.pointer, detail: place.pointer === '' ? 'rule-top' : 'rule-shape' }]
  switch (shape.is) {
    case 'leaf': return ofLeaf(shape, place)
    case 'not': return ofRule(shape.of, { ...place, pointer: `${place.pointer}/not` })
    case 'some': return ofSome(shape, place)
    default: return ofBound(shape, place)
  }
}

const ofBound = ({ is, of }: Bound, place: Place): readonly Refusal[] => {
  const pointer = `${place.pointer}/${is}`
  if (of.length === 0) return [{ pointer, detail: 'rule-no-conditions' }]
  return of.flatMap((rule, at) => ofRule(rule, { ...place, pointer: `${pointer}/${at}` }))
}

const ofSome = ({ list, each }: Shape & { is: 'some' }, place: Place): readonly Refusal[] => {
  const whole = place.base + list
  const field = fieldAt(whole)
  const pointer = `${place.pointer}/some`
  if (field === null) return [{ pointer, detail: 'rule-field-unknown', params: { field: whole } }]
  if (!field.list) return [{ pointer, detail: 'rule-no-list', params: { field: whole } }]
  return ofBound(each, { ...place, base: `${whole}/*` })
}

const ofLeaf = ({ field, op, given }: Shape & { is: 'leaf' }, { pointer, base }: Place): readonly Refusal[] => {
  const known = fieldAt(base + field)
  if (known === null) return [{ pointer: `${pointer}/field`, detail: 'rule-field-unknown', params: { field: base + field } }]
  const operator = operatorNamed(op)
  if (operator === null) return [{ pointer: `${pointer}/op`, detail: 'rule-operator-unknown', params: { op } }]
  if (!operator.kinds.includes(known.kind)) return [{ pointer: `${pointer}/op`, detail: 'rule-operator-unsuited', params: { op, field: base + field } }]
  const at = `${pointer}/value`
  if (operator.value === null) return given.length === 0 ? [] : [{ pointer: at, detail: 'rule-value-unwanted', params: { op } }]
  if (given.length === 0) return [{ pointer: at, detail: 'rule-value-empty' }]
  if (!fits(operator.value, given) || operator.ready(given, known.kind) === null) return [{ pointer: at, detail: 'rule-value-unsuited', params: { op, field: base + field } }]
  return strangers(known, given).map(value => ({ pointer: at, detail: 'rule-value-unknown', params: { value, choices: known.choices.join(', ') } }))
}

// A single value may come bare or as a list of one.
const fits = (schema: TSchema, given: readonly unknown[]): boolean =>
  [given, given.length === 1 ? given[0] : undefined].some(value => checkOf(schema).Check(value))

const strangers = ({ choices }: Field, given: readonly unknown[]): readonly string[] => {
  const known = choices.map(foldIdentifier)
  return known.length === 0 ? [] : given.map(String).filter(value => !known.includes(foldIdentifier(value)))
}
