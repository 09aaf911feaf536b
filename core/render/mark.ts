/** A piece of a text, and whether it is one of the words to be marked. */
export interface Marked { readonly text: string, readonly marked: boolean }

const plain = (letter: string): string => letter.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase()

interface Folded { readonly text: string, readonly at: readonly number[] }

/** The text without case and accents, and for each of its letters where in the text it stood. */
const foldedWithPlaces = (text: string): Folded => {
  const at: number[] = []
  let folded = ''
  let place = 0
  for (const letter of text) {
    const bare = plain(letter)
    for (let index = 0; index < bare.length; index++) at.push(place)
    folded += bare
    place += letter.length
  }
  return { text: folded, at: [...at, text.length] }
}

const wordStart = (text: string, index: number): boolean => index === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(index - 1))

/** Every place a word stands in the text, as spans of it, at the start of a word as rules match them. */
const placesOf = (word: string, { text, at }: Folded): [number, number][] => {
  const found: [number, number][] = []
  const sought = plain(word)
  let index = sought === '' ? -1 : text.indexOf(sought)
  while (index >= 0) {
    if (wordStart(text, index)) found.push([at[index] ?? 0, at[index + sought.length] ?? 0])
    index = text.indexOf(sought, index + sought.length)
  }
  return found
}

/** Parts a text at the words to be marked, found whatever their case and accents; the pieces together are the text. */
export const markWords = (text: string, words: readonly string[] = []): readonly Marked[] => {
  if (words.length === 0) return [{ text, marked: false }]
  const folded = foldedWithPlaces(text)
  const spans = words.flatMap(word => placesOf(word, folded)).sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const pieces: Marked[] = []
  let done = 0
  for (const [from, until] of spans) {
    if (from < done || until <= from) continue
    if (from > done) pieces.push({ text: text.slice(done, from), marked: false })
    pieces.push({ text: text.slice(from, until), marked: true })
    done = until
  }
  if (done < text.length || pieces.length === 0) pieces.push({ text: text.slice(done), marked: false })
  return pieces
}
