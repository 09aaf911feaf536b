import { isAdvice, isStart, START, type Services } from './edifact-services.ts'

/** What is searched: the characters at hand, and whether more may come. */
export interface Scanned { readonly text: string, readonly final: boolean }

/** More characters are needed before it can be said. */
export const MORE = -1

/** Where a segment ends, how often an apostrophe within it was no terminator, and where to search on when more characters are needed. */
export interface End { readonly at: number, readonly joined: number, readonly searched: number }

/**
 * The terminator of the segment that begins at `from`. One that is released does not end it, nor does one after which no
 * segment follows: an apostrophe in a name that was not released (`O'NEILL`). Pass `searched` and `joined` of the last try on.
 */
export const endOf = (scanned: Scanned, from: number, services: Services, last: { readonly searched: number, readonly joined: number }): End => {
  const { text, final } = scanned
  let { searched: at, joined } = last
  for (;;) {
    const found = text.indexOf(services.terminator, at)
    if (found < 0) return { at: final ? text.length : MORE, joined, searched: text.length }
    if (released(text, found, from, services.release)) at = found + 1
    else {
      const next = text.startsWith('UNZ', from) ? 'boundary' : following(scanned, found + 1, services)
      if (next === 'more') return { at: MORE, joined, searched: found }
      if (next === 'boundary') return { at: found, joined, searched: found }
      joined += 1
      at = found + 1
    }
  }
}

/** What stands between two segments and means nothing: blanks, ends of line, the padding of old machines, the mark of a file laid behind another. */
export const isBlank = (text: string, at: number): boolean => BLANKS.has(text.charCodeAt(at)) || text.startsWith(MARK, at)

const BLANKS: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20, 0xfeff])
const MARK = 'ï»¿'
const FAR = 4096
const LF = 10
const CR = 13

const released = (text: string, at: number, from: number, release: string): boolean => {
  if (release === '') return false
  const sign = release.charCodeAt(0)
  let count = 0
  for (let i = at - 1; i >= from; i -= 1) {
    const code = text.charCodeAt(i)
    if (code === sign) count += 1
    else if (code !== CR && code !== LF) break
  }
  return count % 2 === 1
}

const following = ({ text, final }: Scanned, from: number, services: Services): 'boundary' | 'text' | 'more' => {
  let at = from
  const terminator = services.terminator.charCodeAt(0)
  while (at < text.length && at - from < FAR && (BLANKS.has(text.charCodeAt(at)) || text.charCodeAt(at) === terminator)) at += 1
  if (at - from >= FAR) return 'boundary'
  if (text.length - at < START && !final) return 'more'
  if (at >= text.length || isAdvice(text, at) || isStart(text, at) || text.startsWith(MARK, at)) return 'boundary'
  return tagged({ text, final }, at, services)
}

// Three capitals and a separator. A file cut into lines of 80 may have its line end within the tag.
const tagged = ({ text, final }: Scanned, from: number, services: Services): 'boundary' | 'text' | 'more' => {
  let letters = 0
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === CR || code === LF) {
      if (services.terminator === '\n' && code === LF) return letters === 3 ? 'boundary' : 'text'
      if (at - from > FAR) return 'text'
    } else if (letters === 3) {
      const character = text[at]
      return character === services.element || character === services.component || character === services.terminator ? 'boundary' : 'text'
    } else if (code >= 65 && code <= 90) letters += 1
    else return 'text'
  }
  return final ? 'boundary' : 'more'
}
