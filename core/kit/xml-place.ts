/** Where something stands in an XML document: its line and column from 1, its place in the file as received in bytes. */
export interface XmlPlace { readonly line: number, readonly column: number, readonly offset: number, readonly length: number }

/** The characters read last, by their place in the document, and the lines they are on. */
export interface XmlWindow {
  /** Adds a stretch of characters; of those before it the last 65,536 at least are kept. */
  take (text: string): void
  /** The place of some characters. */
  place (from: number, to: number): XmlPlace
  /** The characters themselves; null where they have been let go. */
  raw (from: number, to: number): string | null
  /** The last place before `at` where a character stands; null where it is none of those at hand. */
  lastBefore (at: number, character: string): number | null
}

/** Follows a document whose first character stands `mark` bytes into the file and each of which has `width` bytes. */
export const windowOf = (mark: () => number, width: () => number): XmlWindow => {
  let text = ''
  let start = 0
  let newlines: number[] = []
  // Of what has been let go: its lines, and where the last of them ended.
  let lines = 0
  let lineStart = 0
  // What is asked for stands mostly on the line last asked for or soon after it.
  let hint = 0
  const linesBefore = (at: number): number => {
    if (hint > 0 && (newlines[hint - 1] ?? Infinity) >= at) hint = countBefore(newlines, at)
    while ((newlines[hint] ?? Infinity) < at) hint += 1
    return hint
  }
  const forget = (): void => {
    start += text.length - KEPT
    text = text.slice(-KEPT)
    hint = 0
    const gone = countBefore(newlines, start)
    if (gone === 0) return
    lines += gone
    lineStart = (newlines[gone - 1] ?? 0) + 1
    newlines = newlines.slice(gone)
  }
  return {
    take: more => {
      if (text.length >= 2 * KEPT) forget()
      const first = start + text.length
      text += more
      for (let at = more.indexOf('\n'); at >= 0; at = more.indexOf('\n', at + 1)) newlines.push(first + at)
    },
    place: (from, to) => {
      const before = linesBefore(from)
      const column = from - (before === 0 ? lineStart : (newlines[before - 1] ?? 0) + 1) + 1
      return { line: lines + before + 1, column: Math.max(1, column), offset: mark() + from * width(), length: (to - from) * width() }
    },
    raw: (from, to) => from < start ? null : text.slice(from - start, to - start),
    lastBefore: (at, character) => {
      const found = at > start ? text.lastIndexOf(character, at - start - 1) : -1
      return found < 0 ? null : start + found
    }
  }
}

const KEPT = 65_536

const countBefore = (sorted: readonly number[], at: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
