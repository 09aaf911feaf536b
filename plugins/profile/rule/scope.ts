import { pointer } from 'wco-cts'
import type { FieldKind } from './fields.ts'
import { formOf, type Form } from './forms.ts'

/** A value a condition looks at: where it stands, as it is, and in the form it is compared in. */
export interface Value { readonly at: string, readonly value: unknown, readonly form: Form | null }

/** Where a condition reads: the parts that lead there from its scope, and what kind of value to expect. */
export interface Path {
  readonly pattern: string
  readonly parts: readonly string[]
  readonly kind: FieldKind
}

/** What conditions are held against: a consignment with its facts, or one line of one of its lists. What was read once is kept. */
export interface Scope {
  readonly at: string
  readonly value: unknown
  readonly known: Map<Path, readonly Value[]>
  readonly lines: Map<Path, readonly Scope[]>
}

export const scopeOf = (value: unknown, at = ''): Scope => ({ at, value, known: new Map(), lines: new Map() })

/** All values a path leads to. A list at its end gives its entries; null and empty text are nothing said, and so are left out. */
export const read = (scope: Scope, path: Path): readonly Value[] => {
  const known = scope.known.get(path)
  if (known) return known
  const found: Value[] = []
  collect({ value: scope.value, at: scope.at }, path, 0, found)
  scope.known.set(path, found)
  return found
}

/** The lines of a list, each a scope of its own. */
export const linesOf = (scope: Scope, list: Path): readonly Scope[] => {
  const known = scope.lines.get(list)
  if (known) return known
  const lines = read(scope, list).map(({ value, at }) => scopeOf(value, at))
  scope.lines.set(list, lines)
  return lines
}

/** The deepest place on the way of a path at which there is something: what can be shown of a value that is not there. */
export const nearest = (scope: Scope, path: Path): string => {
  let { value, at } = scope
  for (const part of path.parts) {
    const next = part === '*' ? undefined : inside(value, part)
    if (next === undefined || next === null) break
    value = next
    at += pointer(part)
  }
  return at === '' ? '/id' : at
}

/** What lies directly inside a value under a name or a number. */
export const inside = (value: unknown, part: string): unknown => isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined

interface Place { readonly value: unknown, readonly at: string }

const collect = ({ value, at }: Place, path: Path, from: number, into: Value[]): void => {
  const part = path.parts[from]
  if (part === '*' || (part === undefined && Array.isArray(value))) {
    if (Array.isArray(value)) value.forEach((item: unknown, index) => collect({ value: item, at: `${at}/${index}` }, path, part === undefined ? from : from + 1, into))
  } else if (part !== undefined) {
    const next = inside(value, part)
    if (next !== undefined) collect({ value: next, at: at + pointer(part) }, path, from + 1, into)
  } else if (value !== null && value !== '') {
    into.push({ at, value, form: formOf(path.kind, value) })
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
