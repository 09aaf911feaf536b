import { Type } from '@sinclair/typebox'
import * as fc from 'fast-check'
import t from 'tap'
import { filled, type Sent } from '../../../core/model/filled.ts'
import { fieldsOf, type Field } from '../../../core/render/form.ts'

const schema = Type.Object({
  title: Type.String(),
  score: Type.Optional(Type.Number()),
  weak: Type.Boolean(),
  lane: Type.Union([Type.Literal('red'), Type.Literal('amber')]),
  means: Type.Optional(Type.Array(Type.Union([Type.Literal('scan'), Type.Literal('dog')]))),
  names: Type.Optional(Type.Array(Type.String())),
  identifiers: Type.Optional(Type.Array(Type.Object({ scheme: Type.String(), value: Type.String() }))),
  place: Type.Optional(Type.Object({ code: Type.Optional(Type.String()), floor: Type.Optional(Type.Integer()) }))
})

const wording = { label: (name: string) => name, choice: (_: string, value: string) => value, error: () => '' }

/** What a browser sends of a form nobody touched. */
const sentBy = (fields: readonly Field[]): Sent => Object.fromEntries(fields.flatMap((field): [string, string | readonly string[]][] => {
  if (field.shape === 'group') return Object.entries(sentBy(field.fields))
  if (field.shape === 'rows') return field.rows.flatMap(row => Object.entries(sentBy(row)))
  if (field.shape === 'many') return [[field.name, field.choices.filter(({ chosen }) => chosen).map(({ value }) => value)]]
  if (field.shape === 'check') return field.value === 'true' ? [[field.name, 'true']] : []
  return [[field.name, field.value]]
}))

const line = fc.string({ minLength: 1, maxLength: 12 }).map(text => text.trim()).filter(text => text !== '' && !/[\r\n]/.test(text))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

t.test('a form drawn of a value and sent back untouched is that value', async t => {
  const values = fc.record({
    title: line, weak: fc.boolean(), lane: fc.constantFrom('red', 'amber'), score: maybe(fc.integer()), means: maybe(fc.subarray(['scan', 'dog'], { minLength: 1 })), names: maybe(fc.array(line, { minLength: 1, maxLength: 4 })),
    identifiers: maybe(fc.array(fc.record({ scheme: line, value: line }), { minLength: 1, maxLength: 3 })), place: maybe(fc.record({ code: line, floor: fc.integer() }))
  }).map(value => JSON.parse(JSON.stringify(value)) as unknown)
  fc.assert(fc.property(values, value => {
    const again = filled(schema, sentBy(fieldsOf(schema, wording, { value })))
    t.strictSame(again, value)
  }), { numRuns: 60 })
})

t.test('what is left blank is left out, and a figure that is none stays for the judge', async t => {
  t.strictSame(filled(schema, { title: '  ', score: 'many', lane: 'blue' }), { score: 'many', weak: false, lane: 'blue' })
})

t.test('blank rows are ignored and a decimal comma is a decimal point', async t => {
  t.strictSame(filled(schema, { title: 'a', score: '1,5', 'identifiers.0.scheme': '', 'identifiers.0.value': '', 'identifiers.2.scheme': 'IMO', 'identifiers.2.value': '9811000' }),
    { title: 'a', score: 1.5, weak: false, identifiers: [{ scheme: 'IMO', value: '9811000' }] })
})

t.test('a form cannot reach a field its schema does not name', async t => {
  t.strictSame(filled(schema, { title: 'a', __proto__x: 'b', constructor: 'c' }), { title: 'a', weak: false })
})
