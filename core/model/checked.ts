import type { Static, TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { Default } from '@sinclair/typebox/value'
import { Problem, type FieldError } from './problem.ts'
import { registerFormats } from './formats.ts'

const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>()
const defaulted = new WeakMap<TSchema, boolean>()

/** The one judge of values: TypeBox's compiler, kept per schema. */
export const checkOf = (schema: TSchema): TypeCheck<TSchema> => {
  const known = compiled.get(schema)
  if (known) return known
  registerFormats()
  const check = TypeCompiler.Compile(schema)
  compiled.set(schema, check)
  return check
}

/** What is wrong with a value, field by field, at most `most` of them; empty when nothing is. */
export const faultsOf = (schema: TSchema, value: unknown, most = 20): readonly FieldError[] => {
  const check = checkOf(schema)
  if (check.Check(value)) return []
  const seen = new Map<string, FieldError>()
  for (const error of check.Errors(value)) {
    if (seen.size >= most) break
    if (!seen.has(error.path)) seen.set(error.path, { pointer: error.path, detail: error.message })
  }
  return [...seen.values()]
}

/** The value with the schema's defaults, judged; a Problem `input-invalid` (400) naming every field otherwise. */
export const checked = <T extends TSchema>(schema: T, value: unknown): Static<T> => {
  const full = hasDefaults(schema) ? Default(schema, structuredClone(value)) : structuredClone(value)
  const errors = faultsOf(schema, full)
  if (errors.length > 0) throw new Problem('input-invalid', 400, { count: errors.length }, { errors })
  return full as Static<T>
}

// TypeBox fills in defaults by visiting each field of each object twice: twenty objects nested in each other take it seconds, thirty take it hours.
// A schema that may nest without end therefore gives none, and is left alone.
const hasDefaults = (schema: TSchema): boolean => {
  const known = defaulted.get(schema)
  if (known !== undefined) return known
  const has = JSON.stringify(schema).includes('"default":')
  defaulted.set(schema, has)
  return has
}
