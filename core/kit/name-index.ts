import { compareNames, boundFor, type NameComparison } from './names.ts'
import { tells, type NamePart, type ReadName } from './name-parts.ts'
import { vocabulary } from './name-vocabulary.ts'

/** Many names, searched for those like a given one. Numbers are the caller's own for its names. */
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

  const intern = (part: NamePart): NamePart => {
    const key = `${part.kind} ${part.text}`
    const known = interned.get(key)
    if (known === undefined) interned.set(key, part)
    return known ?? part
  }
  const post = (word: string, number: number, loosely: boolean): void => {
    const list = postings.get(word)
    if (list) { if (list.at(-1) !== number) list.push(number) } else postings.set(word, [number])
    words.add(word, loosely)
  }
  const unpost = (word: string, number: number): void => {
    const kept = (postings.get(word) ?? []).filter(other => other !== number)
    if (kept.length > 0) { postings.set(word, kept); return }
    postings.delete(word)
    words.remove(word)
  }

  const index: NameIndex = {
    add (number, name) {
      index.remove(number)
      if (name.telling === 0) return
      const kept = { ...name, parts: name.parts.map(intern) }
      names.set(number, kept)
      for (const { same } of kept.parts.filter(sought)) post(same, number, true)
      for (const { text } of joinsOf(kept.parts)) post(text, number, false)
    },
    remove (number) {
      const name = names.get(number)
      if (!name) return
      names.delete(number)
      for (const { same } of name.parts.filter(sought)) unpost(same, number)
      for (const { text } of joinsOf(name.parts)) unpost(text, number)
    },
    find (name, least) {
      if (name.telling === 0) return []
      const found: NameFound[] = []
      for (const number of candidates(asksOf(name), least)) {
        const other = names.get(number)
        if (!other) continue
        const comparison = compareNames(name, other)
        if (comparison.score >= least) found.push({ number, comparison })
      }
      return found.sort((a, b) => b.comparison.score - a.comparison.score)
    },
    get size () { return names.size }
  }

  interface Ask { readonly weight: number, readonly tells: boolean, readonly joined: boolean, readonly lists: readonly { readonly list: readonly number[], readonly likeness: number }[], readonly length: number }

  const ask = (word: string, weight: number, telling: boolean, joined: boolean): Ask => {
    const lists = words.alike(word).map(({ word: other, likeness }) => ({ list: postings.get(other) ?? [], likeness }))
    return { weight, tells: telling, joined, lists, length: lists.reduce((sum, { list }) => sum + list.length, 0) }
  }
  const asksOf = (name: ReadName): Ask[] => [
    ...name.parts.filter(sought).map(part => ask(part.same, part.weight, tells(part), false)),
    ...joinsOf(name.parts).map(({ text, weight }) => ask(text, weight, true, true))
  ]

  /** Rare words first: what the commonest words alone could reach is not enough, so they only add to what is already met. */
  const candidates = (asks: readonly Ask[], least: number): readonly number[] => {
    const total = asks.reduce((sum, { weight, joined }) => joined ? sum : sum + weight, 0)
    const { share, worth } = boundFor(least)
    const enough = total * share * SAFETY
    const met = new Map<number, number>()
    let ahead = total
    for (const { weight, tells: telling, joined, lists } of [...asks].sort((a, b) => a.length - b.length)) {
      const opens = joined || (telling && ahead >= enough)
      if (!joined) ahead -= weight
      for (const { list, likeness } of lists) {
        const added = weight * worth(likeness)
        if (added > 0) meet(met, list, added, opens)
      }
    }
    const chosen = [...met].filter(([, weight]) => weight >= enough)
    return (chosen.length > MOST ? chosen.sort((a, b) => b[1] - a[1]).slice(0, MOST) : chosen).map(([number]) => number)
  }
  return index
}

const meet = (met: Map<number, number>, list: readonly number[], added: number, opens: boolean): void => {
  for (const number of list) {
    const before = met.get(number)
    if (before !== undefined || opens) met.set(number, (before ?? 0) + added)
  }
}

// Weights of a pair are drawn from both names: a little below what the asked name alone would say.
const SAFETY = 0.85
const MOST = 400
const LONGEST_JOIN = 24

const sought = (part: NamePart): boolean => tells(part) || part.kind === 'common'

/** Neighbouring words written as one, by two and three: YA MAHDI must be found by YAMAHDI and the reverse. */
const joinsOf = (parts: readonly NamePart[]): readonly { readonly text: string, readonly weight: number }[] => {
  const joins: { text: string, weight: number }[] = []
  for (let from = 0; from < parts.length - 1; from++) {
    let text = ''
    let weight = 0
    for (let at = from; at < Math.min(parts.length, from + 3); at++) {
      const part = parts[at]
      if (!part || part.kind === 'number' || part.kind === 'form' || part.kind === 'title') break
      text += part.text
      weight += part.weight
      if (at > from && text.length >= 5 && text.length <= LONGEST_JOIN && parts.slice(from, at + 1).some(tells)) joins.push({ text, weight })
    }
  }
  return joins
}
