import type { TObject, TSchema } from '@sinclair/typebox'

/** The fields of a form as a browser sends them: text, or lists of text. */
export type Sent = Readonly<Record<string, string | readonly string[]>>

/** How a form asks for a value of a schema. `json` is what no form can ask for: it is kept as text. */
export type Shape = 'text' | 'number' | 'check' | 'choice' | 'many' | 'lines' | 'rows' | 'group' | 'json'

/** The literals a union lets a person choose from; empty where it is no such union. */
export const literalsOf = (schema: TSchema): readonly (string | number)[] => {
  if (typeof schema['const'] === 'string' || typeof schema['const'] === 'number') return [schema['const']]
  const parts = variantsOf(schema).filter(part => part['type'] !== 'null')
  const each = parts.map(literalsOf)
  return each.every(one => one.length > 0) ? each.flat() : []
}

/** How a form asks for a value of a schema: what draws a field and what reads it agree by this. */
export const shapeOf = (schema: TSchema): Shape => {
  if (schema['type'] === 'string') return 'text'
  if (schema['type'] === 'integer' || schema['type'] === 'number') return 'number'
  if (schema['type'] === 'boolean') return 'check'
  if (schema['type'] === 'object' && isObject(schema)) return 'group'
  if (schema['type'] === 'array') return ofItems(itemsOf(schema))
  return literalsOf(schema).length > 0 ? 'choice' : 'json'
}

/** The items of a list's schema. */
export const itemsOf = (schema: TSchema): TSchema => schema['items']

/** Whether a schema is of an object with named fields. */
export const isObject = (schema: TSchema): schema is TObject => schema['type'] === 'object' && typeof schema['properties'] === 'object'

/**
 * The value a filled-in form stands for, read by the schema the form was drawn from; the judge of it is `checked`.
 * Fields are named by their path (`note`, `discoveries.0.category`), after `prefix` where there is one. What was left blank is left out.
 */
export const filled = (schema: TObject, sent: Sent, prefix = ''): Record<string, unknown> => {
  const value: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.properties)) {
    const read = readers[shapeOf(field)](field, sent, prefix + name)
    if (read !== undefined) value[name] = read
  }
  return value
}

const variantsOf = (schema: TSchema): readonly TSchema[] => Array.isArray(schema['anyOf']) ? schema['anyOf'] : []

const ofItems = (items: TSchema): Shape => {
  if (literalsOf(items).length > 0) return 'many'
  if (isObject(items)) return 'rows'
  return items['type'] === 'string' || variantsOf(items).some(part => part['type'] === 'string') ? 'lines' : 'json'
}

const all = (sent: Sent, name: string): readonly string[] => {
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
const one = (sent: Sent, name: string): string => (all(sent, name).at(-1) ?? '').trim()

// A figure that is none stays text, so that the judge names the field instead of a form losing what was typed.
const figure = (text: string): number | string => Number.isFinite(Number(text.replace(',', '.'))) ? Number(text.replace(',', '.')) : text

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const rowsOf = (items: TObject, sent: Sent, name: string): readonly Record<string, unknown>[] => {
  const start = `${name}.`
  const numbers = Object.keys(sent).flatMap(key => key.startsWith(start) ? [Number(key.slice(start.length).split('.')[0])] : [])
  const known = [...new Set(numbers)].filter(number => Number.isInteger(number)).sort((a, b) => a - b)
  return known.map(number => filled(items, sent, `${start}${number}.`)).filter(row => Object.values(row).some(value => value !== false))
}

type Reader = (schema: TSchema, sent: Sent, name: string) => unknown
const unlessBlank = (read: (text: string, schema: TSchema) => unknown): Reader => (schema, sent, name) => {
  const text = one(sent, name)
  return text === '' ? undefined : read(text, schema)
}
const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => list.length === 0 ? undefined : list

const readers: Readonly<Record<Shape, Reader>> = {
  text: unlessBlank(text => text),
  number: unlessBlank(figure),
  check: (_, sent, name) => one(sent, name) === 'true',
  choice: unlessBlank((text, schema) => literalsOf(schema).find(literal => String(literal) === text) ?? text),
  many: (schema, sent, name) => unlessEmpty(all(sent, name).filter(text => text !== '').map(text => literalsOf(itemsOf(schema)).find(literal => String(literal) === text) ?? text)),
  lines: (_, sent, name) => unlessEmpty(all(sent, name).flatMap(text => text.split(/\r?\n/)).map(line => line.trim()).filter(line => line !== '')),
  rows: (schema, sent, name) => { const items = itemsOf(schema); return isObject(items) ? unlessEmpty(rowsOf(items, sent, name)) : undefined },
  group: (schema, sent, name) => {
    if (!isObject(schema)) return undefined
    const value = filled(schema, sent, `${name}.`)
    return Object.values(value).some(inner => inner !== false) || schema.required?.length ? value : undefined
  },
  json: unlessBlank(parsed)
}
