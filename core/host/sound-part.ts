import type { Static, TSchema } from '@sinclair/typebox'
import { Default } from '@sinclair/typebox/value'
import { faultsOf } from '../model/checked.ts'

/** What of a faulty value can be used: whatever the schema refuses is left out, or what holds it where it cannot be spared, so that the rest can be judged too. */
export const soundPart = <T extends TSchema>(schema: T, value: unknown): Static<T> => {
  let rest: unknown = value
  for (let above = 0; above < DEEPEST; above++) {
    const wrong = faultsOf(schema, rest, MOST)
    if (wrong.length === 0) return rest as Static<T>
    rest = Default(schema, without(rest, '', new Set(wrong.map(({ pointer }) => pointer.split('/').slice(0, -above || undefined).join('/')))))
  }
  return Default(schema, schema['default'] ?? {}) as Static<T>
}

const DEEPEST = 8
const MOST = 10_000

const without = (value: unknown, at: string, spoilt: ReadonlySet<string>): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).map(([key, inner]) => [key, inner, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`] as const)
    .filter(([, , place]) => !spoilt.has(place)).map(([key, inner, place]) => [key, without(inner, place, spoilt)] as const)
  return Array.isArray(value) ? kept.map(([, inner]) => inner) : Object.fromEntries(kept)
}
