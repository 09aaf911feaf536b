import { likeness } from './name-likeness.ts'
import type { NamePart } from './name-parts.ts'

/** Parts of two names that belong together: where they stand in each, how like they are, and how they came together. */
export interface Pair {
  readonly one: readonly number[]
  readonly other: readonly number[]
  readonly likeness: number
  readonly weight: number
  readonly by: 'same' | 'alike' | 'initial' | 'joined' | 'form'
}

/** Pairs the parts of two names, equal ones first, then the likest; each part is in one pair at most. */
export const pairParts = (one: readonly NamePart[], other: readonly NamePart[]): readonly Pair[] => {
  const free: Free = { one: one.map(() => true), other: other.map(() => true) }
  const pairs = equals(one, other, free)
  if (!free.one.includes(true) || !free.other.includes(true)) return pairs
  const found = [...alikes(one, other, free), ...joins(one, free.one, other, free.other), ...joins(other, free.other, one, free.one).map(turned)]
  if (found.length > 1) found.sort((a, b) => b.likeness * b.weight - a.likeness * a.weight)
  for (const pair of found) if (isFree(pair, free)) { occupy(pair, free); pairs.push(pair) }
  return pairs
}

/** Which parts of each name are in no pair yet. */
interface Free { readonly one: boolean[], readonly other: boolean[] }

const isFree = (pair: Pair, free: Free): boolean => pair.one.every(at => free.one[at]) && pair.other.every(at => free.other[at])

const occupy = (pair: Pair, free: Free): void => {
  for (const at of pair.one) free.one[at] = false
  for (const at of pair.other) free.other[at] = false
}

const INITIAL = 0.75
const NEAR_FORMS = 0.6
const LEAST_JOINED = 0.88
const SHORTEST_JOINED = 4
const JOINED = 0.98

const equals = (one: readonly NamePart[], other: readonly NamePart[], free: Free): Pair[] => {
  const pairs: Pair[] = []
  for (const [at, ours] of one.entries()) {
    const there = other.findIndex((theirs, index) => free.other[index] && theirs.same === ours.same)
    const theirs = other[there]
    if (!theirs) continue
    const pair: Pair = { one: [at], other: [there], likeness: 1, weight: Math.max(ours.weight, theirs.weight), by: ours.kind === 'form' ? 'form' : 'same' }
    occupy(pair, free)
    pairs.push(pair)
  }
  return pairs
}

const alikes = (one: readonly NamePart[], other: readonly NamePart[], free: Free): Pair[] => {
  const found: Pair[] = []
  for (const [at, ours] of one.entries()) {
    if (!free.one[at]) continue
    for (const [there, theirs] of other.entries()) {
      const link = free.other[there] ? linkOf(ours, theirs) : null
      if (link) found.push({ one: [at], other: [there], weight: (ours.weight + theirs.weight) / 2, ...link })
    }
  }
  return found
}

const linkOf = (ours: NamePart, theirs: NamePart): { readonly likeness: number, readonly by: Pair['by'] } | null => {
  if (ours.kind === 'form' || theirs.kind === 'form') {
    return ours.group !== '' && ours.group === theirs.group ? { likeness: NEAR_FORMS, by: 'form' } : null
  }
  if (ours.kind === 'number' || theirs.kind === 'number') return null
  if (ours.kind === 'initial' || theirs.kind === 'initial') {
    return ours.kind !== theirs.kind && ours.kind !== 'particle' && theirs.kind !== 'particle' && ours.text[0] === theirs.text[0] ? { likeness: INITIAL, by: 'initial' } : null
  }
  const alike = likeness(ours.text, theirs.text)
  return alike > 0 ? { likeness: alike, by: 'alike' } : null
}

/** Words written apart in the one and together in the other: YA MAHDI and YAMAHDI. */
const joins = (apart: readonly NamePart[], freeApart: readonly boolean[], together: readonly NamePart[], freeTogether: readonly boolean[]): Pair[] => {
  const found: Pair[] = []
  for (const [there, whole] of together.entries()) {
    if (!freeTogether[there] || whole.kind !== 'word' || whole.text.length < SHORTEST_JOINED) continue
    for (let from = 0; from < apart.length - 1; from++) {
      const run = runFor(whole, apart, freeApart, from)
      if (run) found.push({ one: run.at, other: [there], likeness: run.likeness, weight: (run.weight + whole.weight) / 2, by: 'joined' })
    }
  }
  return found
}

/** The run of words from one on that, written as one, is like a whole word. */
const runFor = (whole: NamePart, apart: readonly NamePart[], free: readonly boolean[], from: number): { readonly at: number[], readonly likeness: number, readonly weight: number } | null => {
  let text = ''
  let weight = 0
  for (let at = from; at < apart.length && text.length <= whole.text.length; at++) {
    const part = apart[at]
    if (!part || !free[at] || part.kind === 'number') return null
    text += part.text
    weight += part.weight
    if (at === from || Math.abs(text.length - whole.text.length) > 2) continue
    const alike = likeness(text, whole.text)
    if (alike >= LEAST_JOINED) return { at: Array.from({ length: at - from + 1 }, (_, index) => from + index), likeness: alike * JOINED, weight }
  }
  return null
}

const turned = (pair: Pair): Pair => ({ ...pair, one: pair.other, other: pair.one })
