import { COMMON, NUMBERS, ONLY_AT_THE_END, PARTICLES, PHRASES, SHORT_FORMS, type Phrase } from './name-forms.ts'
import { latinize } from './name-letters.ts'

/** What one part of a name is: only `word` and `number` tell one name from another; the rest say how it is written or what the firm does. */
export type PartKind = 'word' | 'number' | 'initial' | 'common' | 'particle' | 'form' | 'title'

/** One part of a name. `same` is equal for spellings that mean the same; `group` holds legal forms that are near each other. */
export interface NamePart {
  readonly text: string
  readonly same: string
  readonly kind: PartKind
  readonly group: string
  readonly weight: number
}

/** A name read once, to be compared many times. `telling` is the number of its parts that tell it from others. */
export interface ReadName {
  readonly text: string
  readonly parts: readonly NamePart[]
  readonly telling: number
}

/** Reads a name into its parts; what stands in a party field and names nobody (`to the order of`, `care of`) is left out. */
export const readName = (text: string): ReadName => {
  const words = latinize(text.replace(INITIALS, run => run.replace(DOTS, '') + ' ')).split(' ').filter(word => word !== '').slice(0, MOST_WORDS)
  const parts: NamePart[] = []
  for (let at = 0; at < words.length;) {
    const [phrase, length] = phraseAt(words, at)
    if (phrase === null) parts.push(partOf(words[at] ?? ''))
    else if (phrase.kind !== 'noise') parts.push(partOfPhrase(phrase, words.slice(at, at + length).join(' ')))
    at += length
  }
  return { text: words.join(' '), parts, telling: parts.filter(tells).length }
}

/** Whether a part tells one name from another. */
export const tells = ({ kind }: NamePart): boolean => kind === 'word' || kind === 'number'

// A party field is 35 × 5 characters in EDIFACT; longer texts are sentences.
const MOST_WORDS = 24
const LONGEST_PHRASE = 5
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu
const DOTS = /\./g
const ORDINAL = /^(\d+)(st|nd|rd|th|er|eme)$/

const WEIGHT: Readonly<Record<PartKind, number>> = { word: 1, number: 1, initial: 0.5, common: 0.45, particle: 0.15, form: 0.15, title: 0.05 }
// Two letters tell less than six.
const BY_LENGTH = [0, 0.5, 0.6, 0.8, 0.95]

const phraseAt = (words: readonly string[], at: number): readonly [Phrase | null, number] => {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
    const said = length === 1 ? words[at] ?? '' : words.slice(at, at + length).join(' ')
    const phrase = PHRASES.get(said)
    if (phrase && stands(phrase, said, at, words.length - at - length)) return [phrase, length]
  }
  return [null, 1]
}

/** A title stands first or last; a form that is also a word stands last; a form alone is a word of the name. */
const stands = (phrase: Phrase, said: string, before: number, after: number): boolean => {
  if (phrase.kind === 'title') return (before === 0 && after > 1) || (after === 0 && before > 1)
  if (phrase.kind === 'form' && ONLY_AT_THE_END.has(said)) return after === 0 && before > 0
  return true
}

const partOfPhrase = ({ kind, same, group }: Phrase, text: string): NamePart =>
  ({ text, same: `${kind}:${same}`, group, kind: kind === 'title' ? 'title' : 'form', weight: WEIGHT[kind === 'title' ? 'title' : 'form'] })

const partOf = (text: string): NamePart => {
  const number = NUMBERS[text] ?? ORDINAL.exec(text)?.[1] ?? (DIGITS.test(text) ? text.replace(LEADING, '') : null)
  if (number !== null) return { text, same: number, kind: 'number', group: '', weight: WEIGHT.number }
  const same = SHORT_FORMS[text] ?? text
  const kind = kindOf(text, same)
  return { text, same, kind, group: '', weight: kind === 'word' ? BY_LENGTH[text.length] ?? WEIGHT.word : WEIGHT[kind] }
}

const DIGITS = /^\p{Nd}+$/u
const LEADING = /^0+(?=\d)/

const kindOf = (text: string, same: string): PartKind => {
  if (PARTICLES.has(text)) return 'particle'
  if (COMMON.has(same)) return 'common'
  return text.length === 1 && LATIN_LETTER.test(text) ? 'initial' : 'word'
}

const LATIN_LETTER = /^[a-z]$/
