import { tally } from './name-tally.ts'
import { boundFor, compareNames, type NameComparison } from './names.ts'
import { tells, type NamePart, type ReadName } from './name-parts.ts'
import { vocabulary } from './name-vocabulary.ts'

/** Many names, searched for those like a given one. Numbers are the caller's own for its names: small ones, that may be used again. */
export interface NameIndex {
  add (number: number, name: ReadName): void
  remove (number: number): void
  /** Every name that compares at `least` or above, best first. */
  find (name: ReadName, least: number): readonly NameFound[]
  readonly size: number
}
export interface NameFound { readonly number: number, readonly comparison: NameComparison }

/** An empty index: words lead to the names they stand in, and only names that share enough of the asked one's weight are compared. */
export const nameIndex = (): NameIndex => {
  const names = new Map<number, ReadName>()
  const words = vocabulary()
  const postings = new Map<string, number[]>()
  const interned = new Map<string, NamePart>()
  const met = tally()

  return {
    add (number, name) {
      this.remove(number)
      if (name.telling === 0) return
      const kept = { ...name, parts: name.parts.map(part => intern(interned, part)) }
      names.set(number, kept)
      for (const word of wordsOf(kept)) post(postings, word, number)
      for (const { same } of kept.parts.filter(sought)) words.add(same, true)
      for (const { text } of joinsOf(kept.parts)) words.add(text, false)
    },
    remove (number) {
      const name = names.get(number)
      if (!name) return
      names.delete(number)
      for (const word of wordsOf(name)) if (unpost(postings, word, number)) words.remove(word)
    },
    find (name, least) {
      if (name.telling === 0) return []
      const asks = [
        ...name.parts.filter(sought).map(part => askFor(part.same, part.weight, tells(part), false)),
        ...joinsOf(name.parts).map(({ text, weight }) => askFor(text, weight, true, true))
      ]
      const found: NameFound[] = []
      for (const number of candidates(asks, freeOf(name), least)) {
        const other = names.get(number)
        const comparison = other && compareNames(name, other)
        if (comparison && comparison.score >= least) found.push({ number, comparison })
      }
      return found.sort((a, b) => b.comparison.score - a.comparison.score)
    },
    get size () { return names.size }
  }

  function askFor (word: string, weight: number, telling: boolean, joined: boolean): Ask {
    const lists = words.alike(word).map(({ word: other, likeness }) => ({ list: postings.get(other) ?? [], likeness }))
    return { weight, telling, joined, lists, length: lists.reduce((sum, { list }) => sum + list.length, 0) }
  }

  /** Rare words first: what the commonest words alone could reach is not enough, so they only add to what is already met. */
  function candidates (asks: readonly Ask[], free: number, least: number): readonly number[] {
    const { share, worth } = boundFor(least)
    const total = asks.reduce((sum, { weight, joined }) => joined ? sum : sum + weight, 0)
    const enough = ((total + free) * share - free) * SAFETY
    let ahead = total
    for (const { weight, telling, joined, lists } of [...asks].sort((a, b) => a.length - b.length)) {
      const opens = joined || (telling && ahead >= enough)
      if (!joined) ahead -= weight
      for (const { list, likeness } of lists) {
        const added = weight * worth(likeness)
        if (added > 0) met.count(list, added, opens)
      }
    }
    return met.take(enough, MOST)
  }
}

/** One word asked for: the lists of names that hold it or a word like it. */
interface Ask {
  readonly weight: number
  readonly telling: boolean
  readonly joined: boolean
  readonly lists: readonly { readonly list: readonly number[], readonly likeness: number }[]
  readonly length: number
}

// Weights of a pair are drawn from both names: a little below what the asked name alone would say.
const SAFETY = 0.95
const MOST = 400
const LONGEST_JOIN = 24

const sought = (part: NamePart): boolean => tells(part) || part.kind === 'common'

/** The weight of parts nobody looks up, which any name may meet: forms, particles, initials. */
const freeOf = ({ parts }: ReadName): number => parts.reduce((sum, part) => sought(part) ? sum : sum + part.weight, 0)

const wordsOf = ({ parts }: ReadName): ReadonlySet<string> =>
  new Set([...parts.filter(sought).map(({ same }) => same), ...joinsOf(parts).map(({ text }) => text)])

/** Neighbouring words written as one, by two and three: YA MAHDI must be found by YAMAHDI and the reverse. */
const joinsOf = (parts: readonly NamePart[]): readonly { readonly text: string, readonly weight: number }[] => {
  const joins: { text: string, weight: number }[] = []
  for (let from = 0; from < parts.length - 1; from++) {
    let text = ''
    let weight = 0
    let telling = false
    for (let at = from; at < Math.min(parts.length, from + 3); at++) {
      const part = parts[at]
      if (!part || part.kind === 'number' || part.kind === 'form' || part.kind === 'title') break
      text += part.text
      weight += part.weight
      telling ||= tells(part)
      if (at > from && telling && text.length >= 5 && text.length <= LONGEST_JOIN) joins.push({ text, weight })
    }
  }
  return joins
}

const intern = (interned: Map<string, NamePart>, part: NamePart): NamePart => {
  const key = `${part.kind} ${part.text}`
  const known = interned.get(key)
  if (known === undefined) interned.set(key, part)
  return known ?? part
}

const post = (postings: Map<string, number[]>, word: string, number: number): void => {
  const list = postings.get(word)
  if (list) list.push(number)
  else postings.set(word, [number])
}

/** Takes a name off a word's list; true when the word stands in no name any more. */
const unpost = (postings: Map<string, number[]>, word: string, number: number): boolean => {
  const list = postings.get(word) ?? []
  const at = list.indexOf(number)
  const last = list.pop()
  if (last !== undefined && at >= 0 && at < list.length) list[at] = last
  if (list.length > 0) return false
  return postings.delete(word)
}
