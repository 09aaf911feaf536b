import * as fc from 'fast-check'
import t from 'tap'
import { fold } from '../../../core/model/fold.ts'
import { spelled, wordIndex, wordsIn } from '../../../core/kit/words.ts'

const found = (phrases: readonly string[], text: string): string[] => {
  const index = wordIndex()
  const names = new Map(phrases.map(phrase => [index.add(phrase), phrase]))
  const told: string[] = []
  index.find(text, phrase => told.push(names.get(phrase) ?? '?'))
  return told
}

t.test('a word is found at the start of a word, and nowhere else', async t => {
  t.strictSame(found(['banana'], 'green bananas'), ['banana'])
  t.strictSame(found(['banana'], 'urbanana'), [])
  t.strictSame(found(['banana'], 'banan'), [])
})

t.test('the words of a phrase must follow each other', async t => {
  t.strictSame(found(['dry ice'], 'packed in dry ice'), ['dry ice'])
  t.strictSame(found(['dry ice'], 'dry and ice'), [])
})

t.test('words that begin alike are all found, each with its place', async t => {
  const index = wordIndex()
  const numbers = ['acid', 'aci', 'acid drops'].map(phrase => index.add(phrase))
  const told: (readonly number[])[] = []
  index.find('sour acid drops', (...place) => told.push(place))
  t.strictSame(told, [[numbers[1], 5, 8], [numbers[0], 5, 9], [numbers[2], 5, 15]])
})

t.test('a phrase added twice keeps its number', async t => {
  const index = wordIndex()
  t.equal(index.add('rice'), index.add('rice'))
  t.not(index.add('rice'), index.add('maize'))
  t.equal(index.size, 2)
})

t.test('an empty phrase is found nowhere', async t => {
  t.strictSame(found([''], 'rice'), [])
})

t.test('all phrases together find what each alone would', async () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '水'), minLength: 1, maxLength: 4 })
  const words = fc.array(letters, { minLength: 1, maxLength: 5 }).map(parts => fold(parts.join(' ')))
  fc.assert(fc.property(fc.uniqueArray(words, { maxLength: 40 }), words, (phrases, text) => {
    const expected = phrases.filter(phrase => ` ${text}`.includes(` ${phrase}`))
    return [...new Set(found(phrases, text))].sort().join() === [...expected].sort().join()
  }))
})

t.test('ten thousand words are told apart', async t => {
  const words = Array.from({ length: 10_000 }, (_, number) => `w${number.toString(36)}x`)
  t.strictSame(found(words, 'w5x and w7prx'), ['w5x', 'w7prx'])
})

t.test('a written text has as many words as its folded one', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
    const folded = fold(text)
    return wordsIn(text).length === (folded === '' ? 0 : folded.split(' ').length)
  }), { numRuns: 2000 })
})

t.test('what is found is given back as it was written', async t => {
  const text = 'BOÎTES: ½ “Bananes—séchées”, 20㎏'
  const folded = fold(text)
  const start = folded.indexOf('bananes')
  t.equal(spelled(text, folded, start, start + 'bananes sech'.length), 'Bananes—séchées')
  t.equal(spelled(text, folded, folded.indexOf('20kg'), folded.length), '20㎏')
})

t.test('each word as written folds to the word it became', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'É', 'ß', 'e\u0301', '水', 'ﬁ', '7'), minLength: 1, maxLength: 6 })
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), words => {
    const text = words.join(' – ')
    const folded = fold(text).split(' ')
    return wordsIn(text).every(({ start, end }, number) => fold(text.slice(start, end)) === folded[number])
  }))
})
