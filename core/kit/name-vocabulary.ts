import { likeness, skeleton } from './name-likeness.ts'

/** The words of many names, each once, found by their exact and their approximate spelling. */
export interface Vocabulary {
  /** Takes a word in; `loosely` makes it findable with one letter wrong, missing or swapped, not only by its sound. */
  add (word: string, loosely: boolean): void
  remove (word: string): void
  /** The words like a given one, itself among them, with how like they are. */
  alike (word: string): readonly Alike[]
}
export interface Alike { readonly word: string, readonly likeness: number }

/** An empty vocabulary. A word is kept under its skeleton and under each spelling with one letter left out: two words one slip apart share one of these. */
export const vocabulary = (): Vocabulary => {
  const held = new Map<string, boolean>()
  const byKey = new Map<number, string[]>()
  const known = new Map<string, readonly Alike[]>()

  const find = (word: string): readonly Alike[] => {
    const met = new Set<string>()
    for (const key of keysOf(word, true)) for (const other of byKey.get(key) ?? []) met.add(other)
    met.delete(word)
    const found: Alike[] = held.has(word) ? [{ word, likeness: 1 }] : []
    for (const other of met) {
      const alike = likeness(word, other)
      if (alike > 0) found.push({ word: other, likeness: alike })
    }
    return found
  }

  return {
    add (word, loosely) {
      const before = held.get(word)
      if (before === true || before === loosely) return
      if (before !== undefined) this.remove(word)
      held.set(word, loosely)
      for (const key of keysOf(word, loosely)) append(byKey, key, word)
      known.clear()
    },
    remove (word) {
      const loosely = held.get(word)
      if (loosely === undefined) return
      held.delete(word)
      for (const key of keysOf(word, loosely)) takeOut(byKey, key, word)
      known.clear()
    },
    alike (word) {
      const before = known.get(word)
      if (before) return before
      if (known.size >= MOST_KNOWN) known.clear()
      const found = find(word)
      known.set(word, found)
      return found
    }
  }
}

const MOST_KNOWN = 20000
const SHORTEST = 4
const LONGEST = 14
const keysOf = (word: string, loosely: boolean): ReadonlySet<number> => {
  const keys = new Set<number>()
  const bare = skeleton(word)
  if (bare.length > 1) keys.add(hashOf('~' + bare, -1))
  if (word.length < SHORTEST) return keys
  keys.add(hashOf(word, -1))
  if (loosely) for (let at = 0; at < Math.min(word.length, LONGEST); at++) keys.add(hashOf(word, at))
  return keys
}

/** FNV-1a over the letters but the one left out; a clash costs one comparison and nothing else. */
const hashOf = (word: string, without: number): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) if (at !== without) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

const append = (lists: Map<number, string[]>, key: number, word: string): void => {
  const list = lists.get(key)
  if (list) list.push(word)
  else lists.set(key, [word])
}

const takeOut = (lists: Map<number, string[]>, key: number, word: string): void => {
  const list = lists.get(key)
  if (!list) return
  const kept = list.filter(other => other !== word)
  if (kept.length === 0) lists.delete(key)
  else lists.set(key, kept)
}
