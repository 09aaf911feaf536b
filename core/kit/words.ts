/** Many words and phrases, found together in one pass over a text. Text and phrases are folded: lower case, words parted by one blank. */
export interface WordIndex {
  /** Takes a phrase in and gives its number; the same phrase has the same number always. An empty phrase is found nowhere. */
  add (phrase: string): number
  /** Tells every phrase that stands in the text at the start of a word: its number, and where it begins and ends. `banana` is found in `green bananas`, not in `urbanana`; the words of `dry ice` must follow each other. */
  find (text: string, tell: (phrase: number, start: number, end: number) => void): void
  /** How many different phrases it holds. */
  readonly size: number
}

/** Where one word stands in a text as it was written. */
export interface Word { readonly start: number, readonly end: number }

const BLANK = 32
const ROOT = 0
const NONE = -1

/**
 * An automaton over all phrases. A phrase may only begin where a word does, so a failed walk is simply taken up again at the next word:
 * the links of Aho and Corasick would lead nowhere else. Steps lie in one open table of plain numbers, 10 bytes each, however many phrases share them.
 */
export const wordIndex = (): WordIndex => {
  const steps = stepTable()
  const phrases = new Map<string, number>()
  let ends = new Int32Array(64).fill(NONE)
  let nodes = 1

  const grown = (node: number, letter: number): number => {
    const known = steps.next(node, letter)
    if (known !== NONE) return known
    const made = nodes++
    if (made >= ends.length) ends = longer(ends)
    steps.set(node, letter, made)
    return made
  }
  const walk = (text: string, start: number, tell: (phrase: number, start: number, end: number) => void): void => {
    let node = ROOT
    for (let at = start; at < text.length; at++) {
      node = steps.next(node, text.charCodeAt(at))
      if (node === NONE) return
      const phrase = ends[node] ?? NONE
      if (phrase !== NONE) tell(phrase, start, at + 1)
    }
  }

  return {
    add (phrase) {
      const known = phrases.get(phrase)
      if (known !== undefined) return known
      const number = phrases.size
      phrases.set(phrase, number)
      let node = ROOT
      for (let at = 0; at < phrase.length; at++) node = grown(node, phrase.charCodeAt(at))
      if (node !== ROOT) ends[node] = number
      return number
    },
    find (text, tell) {
      for (let at = 0; at < text.length; at++) {
        if (at === 0 || text.charCodeAt(at - 1) === BLANK) walk(text, at, tell)
      }
    },
    get size () { return phrases.size }
  }
}

const MARK = /^\p{M}$/u
const LETTER = /^[\p{L}\p{N}]$/u
const PLAIN = 128

/** The words of a text as they were written, in the order and number in which folding parts them: the third word of the folded text is the third of these. */
export const wordsIn = (text: string): readonly Word[] => {
  const words: { start: number, end: number }[] = []
  let open: { start: number, end: number } | null = null
  let at = 0
  for (const letter of text) {
    const end = at + letter.length
    // One sign may stand for several letters, or for two words: ½ is "1 2" once folded.
    for (const part of letter.charCodeAt(0) < PLAIN ? letter : letter.normalize('NFKD')) {
      const sign = signOf(part)
      if (sign === 'gap') open = null
      else if (open) open.end = end
      else if (sign === 'letter') words.push(open = { start: at, end })
    }
    at = end
  }
  return words
}

/** The words of a written text that a place in its folded text covers, with what stands between them. */
export const spelled = (text: string, folded: string, start: number, end: number, words = wordsIn(text)): string => {
  const first = words[blanksBefore(folded, start)]
  const last = words[blanksBefore(folded, end)]
  return first && last ? text.slice(first.start, last.end) : ''
}

const signOf = (part: string): 'letter' | 'mark' | 'gap' => {
  const code = part.charCodeAt(0)
  if (code < PLAIN) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'letter' : 'gap'
  if (LETTER.test(part)) return 'letter'
  return MARK.test(part) ? 'mark' : 'gap'
}

const blanksBefore = (folded: string, end: number): number => {
  let blanks = 0
  for (let at = 0; at < end; at++) if (folded.charCodeAt(at) === BLANK) blanks++
  return blanks
}

const longer = (numbers: Int32Array): Int32Array<ArrayBuffer> => {
  const made = new Int32Array(numbers.length * 2).fill(NONE)
  made.set(numbers)
  return made
}

/** From a node by a letter to the next node: open addressing, never more than half full. */
const stepTable = () => {
  let size = 64
  let used = 0
  let from = new Int32Array(size).fill(NONE)
  let letters = new Uint16Array(size)
  let to = new Int32Array(size)

  const slot = (node: number, letter: number): number => {
    let at = (Math.imul(node, 0x9E3779B1) ^ Math.imul(letter, 0x85EBCA6B)) >>> 7 & (size - 1)
    while (from[at] !== NONE && (from[at] !== node || letters[at] !== letter)) at = at + 1 & (size - 1)
    return at
  }
  const put = (node: number, letter: number, next: number): void => {
    const at = slot(node, letter)
    from[at] = node
    letters[at] = letter
    to[at] = next
  }
  const grow = (): void => {
    const [oldFrom, oldLetters, oldTo] = [from, letters, to]
    size *= 2
    from = new Int32Array(size).fill(NONE)
    letters = new Uint16Array(size)
    to = new Int32Array(size)
    oldFrom.forEach((node, at) => { if (node !== NONE) put(node, oldLetters[at] ?? 0, oldTo[at] ?? NONE) })
  }

  return {
    next: (node: number, letter: number): number => {
      const at = slot(node, letter)
      return from[at] === NONE ? NONE : to[at] ?? NONE
    },
    set: (node: number, letter: number, next: number): void => {
      if (++used * 2 > size) grow()
      put(node, letter, next)
    }
  }
}
