import { Type, type TObject } from '@sinclair/typebox'
import { CONTRACT, type Plugin } from '../contract/plugin.ts'
import { checkOf, faultsOf } from '../model/checked.ts'
import type { Fault } from './fault.ts'

const Card = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]+/[a-z0-9-]+$' }),
  contract: Type.Number(),
  config: Type.Object({ type: Type.Literal('object') }),
  needs: Type.Optional(Type.Array(Type.String())),
  permissions: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z-]+\\.[a-z-]+$' }), Type.String())),
  register: Type.Function([], Type.Unknown())
})

const isCard = (value: unknown): value is Plugin => checkOf(Card).Check(value)

/** What is wrong with a module that should hold a plugin's card; the card when nothing is. */
export const checkCard = (key: string, module: unknown): { readonly card: Plugin | null, readonly faults: readonly Fault[] } => {
  const value: unknown = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
  if (value === undefined) return { card: null, faults: [{ at: key, says: 'its module has no default export: a plugin exports its card' }] }
  if (!isCard(value)) return { card: null, faults: faultsOf(Card, value).map(({ pointer, detail }) => ({ at: `${key} ${pointer}`, says: detail })) }
  if (value.contract !== CONTRACT) {
    return { card: null, faults: [{ at: key, says: `was written for contract ${String(value.contract)}; this system speaks contract ${CONTRACT}` }] }
  }
  return { card: value, faults: [] }
}

/** The nearest of some words to one that is not among them, for a helpful message: it begins or ends as that does. */
export const nearest = (word: string, words: readonly string[]): string | undefined =>
  words.find(each => each.toLowerCase().startsWith(word.slice(0, 3).toLowerCase())) ?? words.find(each => each.toLowerCase().endsWith(word.slice(-4).toLowerCase()))

/** What is wrong with a plugin's options, each fault with its place; a misspelt option names the nearest. */
export const checkOptions = (key: string, schema: TObject, options: unknown): readonly Fault[] =>
  faultsOf(schema, options).map(({ pointer, detail }) => {
    const name = pointer.slice(1)
    const near = detail === 'Unexpected property' ? nearest(name, Object.keys(schema.properties)) : undefined
    return {
      at: `${key} ${pointer || '/'}`,
      says: detail === 'Unexpected property' ? `there is no option “${name}”${near === undefined ? '' : `; did you mean “${near}”?`}` : detail
    }
  })
