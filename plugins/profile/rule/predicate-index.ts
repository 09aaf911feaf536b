import { anchorageOf, type Placed } from './anchor.ts'
import type { Condition } from './condition.ts'
import { KEY_INDEXES, type KeyIndex } from './key-index.ts'
import type { Anchor } from './operator.ts'
import { read, type Path, type Scope } from './scope.ts'

/** Finds the rules that may hold of a consignment without asking each. It only ever grows: whoever uses it knows which rules still stand. */
export interface PredicateIndex {
  add (condition: Condition, rule: number): void
  /** Every rule that holds is told, at least once; not every rule told holds. */
  candidates (scope: Scope, tell: (rule: number) => void): void
}

export const predicateIndex = (): PredicateIndex => {
  const fields = new Map<Path, Map<Anchor['by'], KeyIndex>>()
  const always: number[] = []

  const indexFor = ({ path, anchor }: Placed): KeyIndex => {
    const ways = fields.get(path) ?? new Map<Anchor['by'], KeyIndex>()
    const index = ways.get(anchor.by) ?? KEY_INDEXES[anchor.by]()
    fields.set(path, ways.set(anchor.by, index))
    return index
  }

  return {
    add (condition, rule) {
      const anchorage = anchorageOf(condition)
      if (anchorage === null) always.push(rule)
      for (const placed of anchorage?.at ?? []) {
        const index = indexFor(placed)
        for (const key of placed.anchor.keys) index.add(key, rule)
      }
    },
    candidates (scope, tell) {
      always.forEach(tell)
      for (const [path, ways] of fields) {
        for (const { form } of read(scope, path)) {
          if (form !== null) for (const index of ways.values()) index.find(form, tell)
        }
      }
    }
  }
}
