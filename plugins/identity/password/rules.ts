import type { FieldError } from 'wco-cts'

/** What a password is judged against. */
export interface Against {
  readonly subject: string
  readonly least: number
  /** Common passwords and their parts, folded. */
  readonly common: ReadonlySet<string>
  /** Words of the place: the administration's, the country's. */
  readonly words: readonly string[]
}

/** Why a password is too weak to be set; empty when it may be. No composition rule: length and not being guessable is all that counts (ASVS 6.2). */
export const faultsOfPassword = (password: string, against: Against): readonly FieldError[] => {
  const length = [...password.normalize('NFC')].length
  if (length < against.least) return [fault('password-too-short', { least: against.least })]
  if (length > LONGEST) return [fault('password-too-long', { most: LONGEST })]
  const folded = password.normalize('NFKC').toLowerCase()
  const core = bare(folded)
  const name = against.subject.toLowerCase()
  if (name.length >= 3 && [folded, unleet(folded)].some(text => text.includes(name))) return [fault('password-has-name')]
  if (isGuessable(folded, core, against)) return [fault('password-common')]
  return []
}

const LONGEST = 128

const fault = (detail: string, params: Readonly<Record<string, number>> = {}): FieldError => ({ pointer: '/password', detail, params })

const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

const unleet = (folded: string): string => folded.replace(/[013457@$!]/g, sign => LEET[sign] ?? sign)

// What guessers undo first: figures and signs put around a word, and signs put for letters inside it. Marks belong to their letters in every script.
const bare = (folded: string): string =>
  unleet(folded.replace(/^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu, '')).replace(/[^\p{L}\p{M}]+/gu, '')

const isGuessable = (folded: string, core: string, { common, words }: Against): boolean => {
  const known = (text: string): boolean => common.has(text) || words.some(word => word.toLowerCase() === text)
  if (known(folded) || core === '' || known(core)) return true
  if (new Set(folded).size < 5) return true
  if (isWalk(folded)) return true
  return madeOf(core, known, MOST_WORDS)
}

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertzuiop', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']

// A run along the keyboard, the alphabet or the figures, forwards or backwards, in pieces of three and more.
const isWalk = (folded: string): boolean => {
  const rows = [...ROWS, ...ROWS.map(row => [...row].reverse().join(''))]
  let at = 0
  while (at < folded.length) {
    const run = longestRun(folded, at, rows)
    if (run < 3) return false
    at += run
  }
  return true
}

const longestRun = (folded: string, at: number, rows: readonly string[]): number => {
  let length = 0
  while (at + length < folded.length && rows.some(row => row.includes(folded.slice(at, at + length + 1)))) length++
  return length
}

const MOST_WORDS = 2

/** Whether a text is nothing but at most so many known words, one after the other. */
const madeOf = (text: string, known: (text: string) => boolean, most: number): boolean => {
  if (text === '') return true
  if (most === 0) return false
  for (let end = 3; end <= text.length; end++) {
    if (known(text.slice(0, end)) && madeOf(text.slice(end), known, most - 1)) return true
  }
  return false
}
