import { Consignment, type Kind, type TSchema } from 'wco-cts'

/** One field of a consignment a condition can ask about. `field` is its JSON pointer, `*` for any line; `key` names it in texts, under `cargo`. */
export interface CargoField {
  readonly field: string
  readonly key: string
  readonly kind: Kind | 'figure' | 'time' | 'choice' | 'flag'
  readonly title: string
}

/** Every field of a consignment, read from its schema: a field added there can be asked about here. */
export const cargoFields = (): readonly CargoField[] => walk(Consignment, []).filter(({ field }) => field !== '/id')

/** The key of texts for a pointer into a consignment, whatever lines it names: `/goods/0/description` is `goods.description`. */
export const cargoKey = (at: string): string =>
  at.split('/').filter(part => part !== '' && part !== '*' && !/^\d+$/.test(part)).join('.')

const walk = (schema: TSchema, path: readonly string[]): readonly CargoField[] => {
  const inner: unknown = schema['properties'] ?? null
  if (isNamed(inner)) return Object.entries(inner).flatMap(([name, field]) => walk(field, [...path, name]))
  if (schema['type'] === 'array') return walk(schema['items'], [...path, '*'])
  const field = `/${path.join('/')}`
  return [{ field, key: cargoKey(field), kind: kindOf(schema), title: schema.title ?? field }]
}

const isNamed = (value: unknown): value is Record<string, TSchema> => typeof value === 'object' && value !== null

const kindOf = (schema: TSchema): CargoField['kind'] => {
  if (schema['type'] === 'number' || schema['type'] === 'integer') return 'figure'
  if (schema['type'] === 'boolean') return 'flag'
  if (schema['anyOf'] !== undefined) return 'choice'
  if (schema['format'] === 'date' || schema['format'] === 'date-time') return 'time'
  return isKind(schema['kind']) ? schema['kind'] : 'code'
}

const KINDS: readonly Kind[] = ['name', 'address', 'contact', 'identifier', 'place', 'country', 'commodity', 'equipment', 'text', 'code']
const isKind = (value: unknown): value is Kind => KINDS.some(kind => kind === value)
