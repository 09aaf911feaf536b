import { valueAt, type Finding } from 'wco-cts'
import type { Condition } from './condition.ts'
import { partsOf } from './fields.ts'
import { proofsOf, type Proof } from './proof.ts'
import type { Scope } from './scope.ts'
import type { Settings } from './settings.ts'
import { short, telling } from './telling.ts'

const SCORE = 50
const MOST_PLACES = 50

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

const tellingOf = ({ test, negated, at, words }: Proof, scope: Scope) => {
  const [place = ''] = at
  const value = valueAt(scope.value, place)
  const seen = value === undefined || typeof value === 'object' ? '' : String(value)
  return {
    ...telling(test, test.operator.id, test.whole.pattern, negated),
    found: short(words.length > 0 ? [...new Set(words)].slice(0, 3).join(', ') : seen),
    ...lineOf(place, scope)
  }
}

const lineOf = (place: string, scope: Scope): { readonly list: string, readonly line: number } => {
  const [list = '', index] = partsOf(place)
  if (index === undefined || !/^\d+$/.test(index)) return { list: '', line: 0 }
  const declared = valueAt(scope.value, `/${list}/${index}/line`)
  return { list, line: typeof declared === 'number' ? declared : Number(index) + 1 }
}
