import type { FieldError } from 'wco-cts'
import type { Examination } from './form.ts'

/** What in an examination contradicts itself; empty when nothing does. Details are keys of texts under problems. */
export const contradictions = (said: Examination): readonly FieldError[] =>
  said.outcome === undefined ? withoutOutcome(said) : [...found(said), ...nothing(said), ...notExamined(said)]

const NOT_DONE: readonly string[] = ['no-show', 'missed', 'insufficient-resources', 'not-arrived']

/** Whether this outcome says that no control took place. */
export const isNotDone = (outcome: string): boolean => NOT_DONE.includes(outcome)

const discovered = ({ discoveries }: Examination): boolean => (discoveries?.length ?? 0) > 0

const withoutOutcome = (said: Examination): FieldError[] =>
  said.result !== undefined || discovered(said) ? [{ pointer: '/outcome', detail: 'outcome-needed' }] : []

const found = (said: Examination): FieldError[] => {
  if (said.outcome !== 'positive') return []
  return [
    ...(!discovered(said) && !said.note?.trim() ? [{ pointer: '/discoveries', detail: 'discovery-needed' }] : []),
    ...(said.result === 'clear' || said.result === 'inconclusive' ? [{ pointer: '/result', detail: 'positive-but-clear' }] : [])
  ]
}

const nothing = (said: Examination): FieldError[] => {
  if (said.outcome !== 'negative' && said.outcome !== 'inconclusive') return []
  return [
    ...(discovered(said) ? [{ pointer: '/discoveries', detail: 'discovery-not-positive' }] : []),
    ...(said.result === 'discovery' ? [{ pointer: '/result', detail: 'discovery-not-positive' }] : []),
    ...(said.outcome === 'negative' && said.result === 'inconclusive' ? [{ pointer: '/result', detail: 'negative-but-inconclusive' }] : [])
  ]
}

const notExamined = (said: Examination): FieldError[] => {
  if (said.outcome === undefined || !isNotDone(said.outcome)) return []
  return [
    ...(said.result === undefined ? [] : [{ pointer: '/result', detail: 'result-not-examined' }]),
    ...(discovered(said) ? [{ pointer: '/discoveries', detail: 'result-not-examined' }] : [])
  ]
}
