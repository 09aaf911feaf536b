import { createHash } from 'node:crypto'
import type { Assessment, Found } from '../model/assessment.ts'
import { canonical } from '../model/canonical.ts'
import type { Consignment } from '../model/consignment.ts'
import { valueAt } from '../model/pointer.ts'
import type { FindingToKeep } from '../store/kept-findings.ts'

/** What makes two findings the same for the officer who decided: profile, reason, the words it rests on and their place in the consignment. Figures grow by themselves and say nothing new. */
export const sameness = ({ profile, reason, params = {}, evidence }: Found): string => {
  const words = Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === 'string' && !/^[\d.,\s-]+$/.test(value)))
  return canonical([profile, reason, words, evidence.filter(isDeclared)])
}

/** The findings of an assessment as a target keeps them: each under what it is known again by, with the words of the declaration it rests on. */
export const toKeep = (consignment: Consignment, { findings }: Pick<Assessment, 'findings'>): readonly FindingToKeep[] => {
  const times = new Map<string, number>()
  return findings.map(found => {
    const same = sameness(found)
    const nth = (times.get(same) ?? 0) + 1
    times.set(same, nth)
    const quoted = found.evidence.filter(isDeclared).map(at => ({ at, value: valueAt(consignment, at) })).filter(({ value }) => value !== undefined)
    return { key: createHash('sha256').update(`${nth} ${same}`).digest('hex'), content: { ...found, quoted } }
  })
}

const isDeclared = (at: string): boolean => !at.startsWith('/facts/')
