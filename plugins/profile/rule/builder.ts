import { Type, type Static } from 'wco-cts'
import { allFields, nameOf, type Field } from './fields.ts'
import type { Operator } from './operator.ts'
import { OPERATORS } from './operators.ts'

const strict = { additionalProperties: false }

/** What a form needs to let someone who is no programmer put a rule together. Titles are keys of this plugin's texts. */
export const Offer = Type.Object({
  fields: Type.Array(Type.Object({
    field: Type.String({ title: 'Field', description: 'JSON pointer, * for any line of a list' }),
    title: Type.String({ title: 'Key of its title' }),
    kind: Type.String({ title: 'What it holds' }),
    list: Type.Optional(Type.String({ title: 'The innermost list it is in', description: 'may be named in `some`; the field then begins after it' })),
    operators: Type.Array(Type.String(), { title: 'Operators that suit it' }),
    choices: Type.Optional(Type.Array(Type.String(), { title: 'All values it can have' }))
  }, strict)),
  lists: Type.Array(Type.Object({ field: Type.String(), title: Type.String() }, strict)),
  operators: Type.Array(Type.Object({
    op: Type.String({ title: 'Operator' }),
    title: Type.String({ title: 'Key of its title' }),
    gives: Type.Union([Type.Literal('nothing'), Type.Literal('one'), Type.Literal('many'), Type.Literal('two'), Type.Literal('count')], { title: 'What is to be given' })
  }, strict))
}, strict)
export type Offer = Static<typeof Offer>

/** All fields, lists and operators, read off the schema of the consignment. */
export const offer = (): Offer => ({
  fields: allFields().map(offered),
  lists: allFields().filter(({ list, kind }) => list && kind === 'group').map(({ pattern }) => ({ field: pattern, title: titleOf(pattern) })),
  operators: OPERATORS.map(operator => ({ op: operator.id, title: `operators.${operator.id}`, gives: gives(operator) }))
})

const offered = ({ pattern, kind, list, choices }: Field): Offer['fields'][number] => {
  const within = pattern.lastIndexOf('/*')
  return {
    field: list && kind !== 'group' ? `${pattern}/*` : pattern,
    title: titleOf(pattern),
    kind,
    ...(within < 0 ? {} : { list: pattern.slice(0, within) }),
    operators: OPERATORS.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id),
    ...(choices.length === 0 ? {} : { choices: [...choices] })
  }
}

const titleOf = (pattern: string): string => `fields.${nameOf(pattern)}`

const gives = ({ id, value, kinds }: Operator): Offer['operators'][number]['gives'] => {
  if (value === null) return 'nothing'
  if (id.startsWith('count-')) return 'count'
  if (id === 'between') return 'two'
  return kinds.includes('date') ? 'one' : 'many'
}
