const MARKS = /\p{M}+/gu
const NOT_WORD = /[^\p{L}\p{N}]+/gu
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h' }
const SPECIAL = /[ßæœøđðþłıħ]/g

/** One form for texts that differ only in case, accents, width and punctuation: lower case, words parted by one blank. Scripts other than Latin keep their letters. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(SPECIAL, letter => LETTERS[letter] ?? letter).replace(NOT_WORD, ' ').trim()

/** One form for identifiers: upper case letters and digits, nothing else (ISO 6346, AWB, bill and register numbers are compared so). */
export const foldIdentifier = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '')
