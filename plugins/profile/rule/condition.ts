import { fieldAt, partsOf, type FieldKind } from './fields.ts'
import type { Judge, Operator } from './operator.ts'
import { operatorNamed } from './operators.ts'
import { linesOf, read, type Path, type Scope } from './scope.ts'
import type { Rule, Scalar, Settings } from './settings.ts'
import { shapeOf, type Bound, type Shape } from './shape.ts'

/** One condition made ready: where it reads, from its scope and from the top, and who judges. */
export interface Test {
  readonly is: 'leaf'
  readonly path: Path
  readonly whole: Path
  readonly operator: Operator
  readonly given: readonly Scalar[]
  readonly judge: Judge
}

/** Conditions made ready, as they are bound together. */
export type Condition =
  | Test
  | { readonly is: 'all' | 'any', readonly of: readonly Condition[] }
  | { readonly is: 'not', readonly of: Condition }
  | { readonly is: 'some', readonly list: Path, readonly whole: Path, readonly of: Condition }

/** Paths by their name: rules that read one place share one path, and so one reading. */
export type Paths = (base: string, pattern: string) => Path

export const sharedPaths = (): Paths => {
  const known = new Map<string, Path>()
  return (base, pattern) => {
    const name = base === '' ? pattern : `${base} ${pattern}`
    const path = known.get(name) ?? pathOf(base, pattern)
    known.set(name, path)
    return path
  }
}

/** Makes the conditions of a rule ready. Throws where they cannot be: settings that `refuse` lets through always can. */
export const ready = (settings: Settings, paths: Paths): Condition => readyRule(settings, { paths, base: '' })

/** Whether the conditions hold. */
export const holds = (condition: Condition, scope: Scope): boolean => {
  switch (condition.is) {
    case 'leaf': return condition.judge.holds(read(scope, condition.path))
    case 'all': return condition.of.every(part => holds(part, scope))
    case 'any': return condition.of.some(part => holds(part, scope))
    case 'not': return !holds(condition.of, scope)
    case 'some': return linesOf(scope, condition.list).some(line => holds(condition.of, line))
  }
}

interface Setting { readonly paths: Paths, readonly base: string }

const pathOf = (base: string, pattern: string): Path => ({ pattern: base + pattern, parts: partsOf(pattern), kind: kindAt(base + pattern) })

const kindAt = (pattern: string): FieldKind => {
  const field = fieldAt(pattern)
  if (field === null) throw new Error(`unknown field ${pattern}`)
  return field.kind
}

const readyRule = (rule: Rule | Settings, setting: Setting): Condition => {
  const shape = shapeOf(rule)
  if (shape === null) throw new Error('conditions that do not go together')
  switch (shape.is) {
    case 'leaf': return readyLeaf(shape, setting)
    case 'not': return { is: 'not', of: readyRule(shape.of, setting) }
    case 'some': return readySome(shape, setting)
    default: return readyBound(shape, setting)
  }
}

const readyBound = ({ is, of }: Bound, setting: Setting): Condition => {
  if (of.length === 0) throw new Error(`${is} of no conditions`)
  return { is, of: of.map(rule => readyRule(rule, setting)) }
}

const readySome = ({ list, each }: Shape & { is: 'some' }, { paths, base }: Setting): Condition => ({
  is: 'some',
  list: paths(base, list),
  whole: paths('', base + list),
  of: readyBound(each, { paths, base: `${base}${list}/*` })
})

const readyLeaf = ({ field, op, given }: Shape & { is: 'leaf' }, { paths, base }: Setting): Test => {
  const path = paths(base, field)
  const operator = operatorNamed(op)
  const judge = operator?.kinds.includes(path.kind) === true ? operator.ready(given, path.kind) : null
  if (operator === null || judge === null) throw new Error(`${op} cannot judge ${path.pattern}`)
  return { is: 'leaf', path, whole: base === '' ? path : paths('', base + field), operator, given, judge }
}
