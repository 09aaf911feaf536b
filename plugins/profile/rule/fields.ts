import { Consignment, type Kind, type TSchema } from 'wco-cts'

/** What a field holds, as far as a condition is concerned. A fact's values are known only when they come; a group is a part with fields of its own. */
export type FieldKind = Kind | 'number' | 'date' | 'flag' | 'choice' | 'fact' | 'group'

/** A place in the consignment or its facts that a condition can speak of. */
export interface Field {
  /** From the top: the description of any goods line is `goods`, any line, `description`. */
  readonly pattern: string
  readonly kind: FieldKind
  /** It leads to a list, whose entries are its values. */
  readonly list: boolean
  /** It is there in every consignment, or in every line of the list it is in. */
  readonly required: boolean
  readonly choices: readonly string[]
}

const INDEX = /^(0|[1-9]\d*)$/
const FACTS = '/facts/'

/** The field a pattern leads to, or null where the schema of the consignment knows none. Of facts only the beginning is known: `/facts/<enricher>/…`. */
export const fieldAt = (pattern: string): Field | null => {
  const parts = partsOf(pattern)
  if (pattern.startsWith(FACTS)) return parts.length > 2 && !parts.includes('') ? { pattern, kind: 'fact', list: true, required: false, choices: [] } : null
  if (parts.length === 0) return null
  let schema: TSchema = Consignment
  let required = true
  for (const part of parts) {
    const next = inside(schema, part)
    if (next === null) return null
    required = schema['type'] === 'array' ? part === '*' : required && isRequired(schema, part)
    schema = next
  }
  return described(pattern, schema, required)
}

/** Every field of the consignment that a condition can speak of, in the order of the schema, its lists before what is in them. */
export const allFields = (): readonly Field[] => below(Consignment, '').flatMap(pattern => fieldAt(pattern) ?? [])

/** The parts of a JSON pointer. */
export const partsOf = (pattern: string): readonly string[] =>
  pattern === '' ? [] : pattern.slice(1).split('/').map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))

/** The name of a field in texts: `goods.description`, whatever line of the goods it is on. */
export const nameOf = (pattern: string): string => partsOf(pattern).filter(part => part !== '*' && !INDEX.test(part)).join('.')

const inside = (schema: TSchema, part: string): TSchema | null => {
  if (schema['type'] === 'array') return part === '*' || INDEX.test(part) ? schema['items'] : null
  return schema['type'] === 'object' && Object.hasOwn(schema['properties'], part) ? schema['properties'][part] : null
}

const isRequired = (schema: TSchema, part: string): boolean => Array.isArray(schema['required']) && schema['required'].includes(part)

const described = (pattern: string, schema: TSchema, required: boolean): Field => {
  const list = schema['type'] === 'array'
  const values: TSchema = list ? schema['items'] : schema
  return { pattern, kind: kindOf(values), list, required: required && !list, choices: choicesOf(values) }
}

const kindOf = (schema: TSchema): FieldKind => {
  if (schema['type'] === 'object' || schema['type'] === 'array') return 'group'
  if (schema['type'] === 'number' || schema['type'] === 'integer') return 'number'
  if (schema['type'] === 'boolean') return 'flag'
  if (schema['format'] === 'date' || schema['format'] === 'date-time') return 'date'
  if (schema['format'] === 'uuid') return 'identifier'
  if (choicesOf(schema).length > 0) return 'choice'
  return schema['kind'] ?? 'code'
}

const choicesOf = (schema: TSchema): readonly string[] => {
  const variants: readonly TSchema[] = schema['anyOf'] ?? []
  return variants.map(variant => String(variant['const']))
}

const below = (schema: TSchema, at: string): readonly string[] => {
  if (schema['type'] === 'array') return [at, ...below(schema['items'], `${at}/*`).filter(inner => inner !== `${at}/*`)]
  if (schema['type'] !== 'object') return [at]
  return Object.entries<TSchema>(schema['properties']).flatMap(([name, inner]) => below(inner, `${at}/${name}`))
}
