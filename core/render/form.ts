import type { TObject, TSchema } from '@sinclair/typebox'
import type { FieldError } from '../model/problem.ts'
import { isObject, itemsOf, literalsOf, shapeOf, type Sent } from '../model/filled.ts'
import { pointer, valueAt } from '../model/pointer.ts'

/** One thing that can be chosen in a field. `digit` counts from one and chooses it by the keyboard. */
export interface Choice { readonly value: string, readonly label: string, readonly chosen: boolean, readonly digit: number }

/** One field of a form, ready for its partial. Every property is there, so that templates may ask for any. */
export interface Field {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly shape: 'text' | 'long' | 'date' | 'mail' | 'secret' | 'number' | 'check' | 'radio' | 'select' | 'many' | 'lines' | 'rows' | 'group' | 'json'
  readonly required: boolean
  readonly value: string
  readonly choices: readonly Choice[]
  readonly min: number | null
  readonly max: number | null
  readonly most: number | null
  readonly whole: boolean
  readonly error: string | null
  /** Fields of a group, or of each row of a list. */
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly Field[])[]
}

/** What fields are called and say, in the reader's language. */
export interface Wording {
  label (name: string, title: string): string
  choice (name: string, value: string): string
  error (error: FieldError): string
}

/** What a form already holds: the value it edits, or what was sent and refused, with the faults found. */
export interface Held {
  readonly value?: unknown
  readonly sent?: Sent | undefined
  readonly errors?: readonly FieldError[] | undefined
  /** Set before every id, so that several forms fit on one page. */
  readonly prefix?: string | undefined
  /** The name of the value within what the form sends: fields of `settings` are `settings.score`. */
  readonly under?: string | undefined
  /** What can be chosen where a schema names no choices, by the kind of the field (`person`) or by its name; without it an id is typed. */
  readonly offers?: Offers | undefined
}

/** Things to choose from, each with the id a form sends and the name a person reads. */
export type Offers = Readonly<Record<string, readonly { readonly id: string, readonly name: string }[]>>

/** The fields of a form, drawn from a schema. They are named by their path, as `filled` reads them back. */
export const fieldsOf = (schema: TObject, wording: Wording, held: Held = {}): readonly Field[] =>
  held.under === undefined ? within(schema, wording, held, []) : within(schema, wording, { ...held, value: { [held.under]: held.value } }, [held.under])

const within = (schema: TObject, wording: Wording, held: Held, path: readonly string[]): readonly Field[] =>
  Object.entries(schema.properties).map(([name, field]) =>
    fieldOf(field, schema.required?.includes(name) ?? false, { wording, held, path: [...path, name] }))

interface Around { readonly wording: Wording, readonly held: Held, readonly path: readonly string[] }

const LONG = 250
// A list of objects grows by a blank row at its end, which needs no script.
const BLANK_ROWS = 1
const MOST_RADIOS = 9

const fieldOf = (schema: TSchema, required: boolean, { wording, held, path }: Around): Field => {
  const name = path.join('.')
  const last = path.at(-1) ?? ''
  const current = valueAt(held.value, pointer(...path)) ?? (held.sent === undefined ? schema.default : undefined)
  const offered = held.offers?.[String(schema['kind'])] ?? held.offers?.[last]
  const shape = offered === undefined ? drawn(schema, last, path.some(part => /^\d+$/.test(part))) : schema['type'] === 'array' ? 'many' : 'select'
  const error = held.errors?.find(({ pointer: at }) => at === pointer(...path))
  const chosen = chosenIn(current, held.sent, name)
  return {
    name,
    id: `${held.prefix ?? 'f'}-${name.replaceAll('.', '-')}`,
    label: wording.label(last, schema.title ?? last),
    shape,
    required,
    value: chosen.join('\n'),
    choices: offeredIn(schema, shape, { wording, name: last, offered }).map((choice, index) => ({ ...choice, chosen: chosen.includes(choice.value), digit: index + 1 })),
    min: schema['minimum'] ?? null,
    max: schema['maximum'] ?? null,
    most: schema['maxLength'] ?? null,
    whole: schema['type'] === 'integer',
    error: error ? wording.error(error) : null,
    fields: isObject(schema) ? within(schema, wording, held, path) : [],
    rows: shape === 'rows' ? rowsOf(itemsOf(schema), current, { wording, held, path }) : []
  }
}

interface Offering { readonly wording: Wording, readonly name: string, readonly offered: Offers[string] | undefined }

const offeredIn = (schema: TSchema, shape: Field['shape'], { wording, name, offered }: Offering): readonly { readonly value: string, readonly label: string }[] =>
  offered?.map(({ id, name }) => ({ value: id, label: name }))
  ?? literalsOf(shape === 'many' ? itemsOf(schema) : schema).map(literal => ({ value: String(literal), label: wording.choice(name, String(literal)) }))

const drawn = (schema: TSchema, name: string, inRow: boolean): Field['shape'] => {
  const shape = shapeOf(schema)
  if (shape === 'choice') return !inRow && literalsOf(schema).length <= MOST_RADIOS ? 'radio' : 'select'
  if (shape !== 'text') return shape
  if (schema['format'] === 'date') return 'date'
  if (name === 'password') return 'secret'
  if (name === 'mail') return 'mail'
  return (schema['maxLength'] ?? 0) > LONG || name === 'note' || name === 'reason' ? 'long' : 'text'
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'object') return 'text' in value && typeof value.text === 'string' ? value.text : JSON.stringify(value)
  return String(value)
}

const chosenIn = (current: unknown, sent: Sent | undefined, name: string): readonly string[] => {
  const kept = sent?.[name]
  if (kept !== undefined) return typeof kept === 'string' ? [kept] : kept
  if (sent !== undefined) return []
  return Array.isArray(current) ? current.map(textOf) : current === undefined ? [] : [textOf(current)]
}

const rowsOf = (items: TSchema, current: unknown, { wording, held, path }: Around): readonly (readonly Field[])[] => {
  if (!isObject(items)) return []
  const start = `${path.join('.')}.`
  const kept = Object.keys(held.sent ?? {}).filter(key => key.startsWith(start)).map(key => Number(key.slice(start.length).split('.')[0]) + 1)
  const count = held.sent ? Math.max(0, ...kept.filter(Number.isInteger)) : (Array.isArray(current) ? current.length : 0) + BLANK_ROWS
  return Array.from({ length: Math.max(count, 1) }, (_, index) =>
    within(items, wording, held, [...path, String(index)]).map(field => ({ ...field, required: false })))
}
