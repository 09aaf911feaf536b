import type { Finding } from 'wco-cts'
import type { Condition } from './condition.ts'
import { proofsOf, type Proof } from './proof.ts'
import { inside, type Scope } from './scope.ts'
import type { Settings } from './settings.ts'
import { comparedBy, short, telling } from './telling.ts'

const SCORE = 50
const MOST_PLACES = 50
const MOST_WORDS = 3
const LINE = /^\/([a-z]+)\/(\d+)(?:\/|$)/

/** What an officer is told of a rule that holds: the condition that says most in words, and the places of all that counted. */
export const findingOf = ({ score = SCORE, reason }: Settings, condition: Condition, scope: Scope): Finding => {
  const proofs = proofsOf(condition, scope)
  const speaker = proofs.reduce<Proof | null>((best, proof) => best === null || weight(proof) > weight(best) ? proof : best, null)
  const evidence = few(proofs.flatMap(({ at }) => at))
  const words = few(proofs.flatMap(proof => proof.words))
  const told = speaker === null ? {} : tellingOf(speaker, scope)
  return {
    reason: reason === undefined ? 'rule-matched' : 'own-words',
    params: reason === undefined ? told : { ...told, reason },
    score,
    evidence: evidence.length > 0 ? evidence : ['/id'],
    ...(words.length > 0 ? { words } : {})
  }
}

// That something is not so says less than that something is.
const weight = ({ test, negated }: Proof): number => negated ? test.operator.says / 100 : test.operator.says

const few = (texts: readonly string[]): string[] => [...new Set(texts)].slice(0, MOST_PLACES)

const tellingOf = ({ test, negated, at: [place = ''], seen, words }: Proof, scope: Scope) => ({
  ...telling(comparedBy(test), negated),
  found: short(words.length > 0 ? [...new Set(words.slice(0, MOST_PLACES))].slice(0, MOST_WORDS).join(', ') : shown(seen)),
  ...lineOf(test.judge.together && test.path === test.whole ? '' : place, scope)
})

const shown = (seen: unknown): string => seen === undefined || seen === null || typeof seen === 'object' ? '' : String(seen)

/** Which line of which list a place is on, by the number the line was declared with. */
const lineOf = (place: string, scope: Scope): { readonly list: string, readonly line: number } => {
  const [, list, index] = LINE.exec(place) ?? []
  if (list === undefined || index === undefined) return { list: '', line: 0 }
  const declared = inside(inside(inside(scope.value, list), index), 'line')
  return { list, line: typeof declared === 'number' ? declared : Number(index) + 1 }
}
