/** The characters that part an interchange (ANSI X12.5). X12 has none that releases another. `terminator` is `\n` where the lines of the file end the segments. */
export interface Delimiters { readonly element: string, readonly terminator: string }

/** What is taken where nothing tells otherwise. */
export const USUAL: Delimiters = { element: '*', terminator: '~' }

/** How far ahead the delimiters of an interchange are looked for. */
export const HEAD = 4096

/** How many characters of a start must be there before it can be judged. */
export const START = 7

/** True where an interchange begins: what held until here holds no longer. */
export const isInterchange = (text: string, at: number): boolean => text.startsWith('ISA', at) && INTERCHANGE.test(text.slice(at, at + START))

/** True where an interchange begins, or a group or transaction set can that lost its envelope. */
export const isStart = (text: string, at: number): boolean => isInterchange(text, at) || PART.test(text.slice(at, at + START))

/** The next start in a text that stands outside any interchange, or -1. */
export const nextStart = (text: string, from: number): number => {
  ANY_START.lastIndex = from
  return ANY_START.exec(text)?.index ?? -1
}

/** Where another interchange begins on a line of its own although the segment has not ended, or -1: the file was cut, and the next one laid behind it. */
export const brokenInto = (text: string): number => text.includes('ISA') ? text.search(BROKEN) : -1

/** How many characters `brokenInto` needs at most to see a start. */
export const BREAK = 20

/**
 * The delimiters of an interchange as its ISA shows them: the element separator is its fourth character, the terminator the
 * second after the sixteenth separator, wherever that stands; an ISA that lost its padding is shorter than 106 characters.
 * `sure` is false where what stands there cannot be one. A file that begins with GS or ST shows its separator only.
 */
export const shownBy = (head: string): Delimiters & { readonly sure: boolean } => {
  const element = head[head.startsWith('ISA') ? 3 : 2] ?? USUAL.element
  if (!head.startsWith('ISA')) return { ...likely(head, element), sure: true }
  let at = 3
  for (let count = 1; count < 16 && at >= 0; count += 1) at = head.indexOf(element, at + 1)
  const terminator = at < 0 ? '' : head[at + 2] ?? ''
  if (terminator === '\r' || terminator === '\n') return { element, terminator: '\n', sure: true }
  let behind = at + 3
  while (head[behind] === terminator) behind += 1
  const sure = SIGN.test(terminator) && terminator !== element && BEHIND.test(head.slice(behind))
  return sure ? { element, terminator, sure } : { ...likely(head, element), sure }
}

const INTERCHANGE = /^ISA([^A-Za-z0-9\s])\w\w\1/
const PART = /^(?:GS([^A-Za-z0-9\s])[A-Z]{2}\1|ST([^A-Za-z0-9\s])\d{3}\2)/
const ANY_START = /ISA([^A-Za-z0-9\s])\w\w\1|(?<=[\r\n])(?:GS([^A-Za-z0-9\s])[A-Z]{2}\2|ST([^A-Za-z0-9\s])\d{3}\3)/g
const BROKEN = /(?:\r\n|\r|\n)[ \t]{0,8}ISA([^A-Za-z0-9\s])\w\w\1/
const SIGN = /^[^A-Za-z0-9 ]$/
// Behind the terminator of ISA comes the next segment; blanks and ends of line may stand before it.
const BEHIND = /^[\s\p{Cc}]*(?:[A-Z][A-Z0-9]{1,2}[^A-Za-z0-9]|$)/u

// Without an ISA that tells: the usual terminator where it stands in the first line, else the ends of the lines.
const likely = (head: string, element: string): Delimiters => {
  const [line = '', ...more] = head.trim().split(/[\r\n]+/, 2)
  return { element, terminator: more.length === 0 || line.includes(USUAL.terminator) ? USUAL.terminator : '\n' }
}
