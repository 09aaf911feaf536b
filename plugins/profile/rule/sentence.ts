import { fieldAt } from './fields.ts'
import type { Rule, Settings } from './settings.ts'
import { shapeOf, type Bound, type Shape } from './shape.ts'
import { aboutOf, telling, type Compared, type Telling } from './telling.ts'

/** One line of a rule in plain words: a key of texts with its parameters, and how far it is set in. */
export interface Part { readonly key: string, readonly params: Telling, readonly depth: number }

const MOST_DEPTH = 20

/** A rule in plain words, line by line: “All of these:”, and below it “Goods description: contains banana”. */
export const sentenceOf = (settings: Rule | Settings): readonly Part[] => partsOf(settings, '', 0)

const partsOf = (rule: Rule | Settings, base: string, depth: number): readonly Part[] => {
  const shape = depth > MOST_DEPTH ? null : shapeOf(rule)
  if (shape === null) return [{ key: 'sentences.unclear', params: {}, depth }]
  switch (shape.is) {
    case 'leaf': return [{ key: 'conditions.rule-condition', params: telling(comparedIn(shape, base), false), depth }]
    case 'not': return [{ key: 'sentences.not', params: {}, depth }, ...partsOf(shape.of, base, depth + 1)]
    case 'some': {
      const list = base + shape.list
      return boundParts(shape.each, { key: `sentences.some-${shape.each.is}`, params: { field: list, about: aboutOf(list) }, depth }, `${list}/*`)
    }
    default: return boundParts(shape, { key: `sentences.${shape.is}`, params: {}, depth }, base)
  }
}

const comparedIn = ({ field, op, given }: Shape & { is: 'leaf' }, base: string): Compared =>
  ({ op, pattern: base + field, kind: fieldAt(base + field)?.kind ?? null, given })

const boundParts = ({ of }: Bound, head: Part, base: string): readonly Part[] =>
  [head, ...of.flatMap(rule => partsOf(rule, base, head.depth + 1))]
