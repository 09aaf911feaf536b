import { fold, pointer, spelled, wordIndex, type Consignment, type Listed } from 'wco-cts'
import type { Matcher, Met } from './matcher.ts'

/** Words and phrases in the goods description, each at the start of a word, all lists in one pass. */
export const byWords = (): Matcher => {
  const words = wordIndex()
  const entries = new Map<number, Map<Listed, string>>()

  return {
    add (listed) {
      for (const { text } of wordsOf(listed)) {
        const number = words.add(fold(text))
        const held = entries.get(number)
        if (held) held.set(listed, text)
        else entries.set(number, new Map([[listed, text]]))
      }
    },
    remove (listed) {
      for (const { text } of wordsOf(listed)) {
        const number = words.add(fold(text))
        const held = entries.get(number)
        held?.delete(listed)
        if (held?.size === 0) entries.delete(number)
      }
    },
    find (consignment) {
      const met: Met[] = []
      if (entries.size > 0) for (const { at, text } of texts(consignment)) inText(at, text, met)
      return met
    }
  }

  function inText (at: string, text: string, met: Met[]): void {
    const folded = fold(text)
    words.find(folded, (number, start, end) => {
      for (const [listed, matched] of entries.get(number) ?? []) {
        met.push({ listed, by: 'words', score: 100, at, matched, found: spelled(text, folded, start, end), parts: [`${folded.slice(start, end)}=${fold(matched)}`] })
      }
    })
  }
}

const wordsOf = ({ what }: Listed): readonly { readonly text: string }[] => what.kind === 'words' ? what.names : []

const texts = ({ goods }: Consignment): readonly { readonly at: string, readonly text: string }[] =>
  goods.flatMap(({ description }, index) => description === undefined ? [] : [{ at: pointer('goods', index, 'description'), text: description }])
