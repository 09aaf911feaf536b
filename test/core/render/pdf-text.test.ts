import type { Bidi } from 'bidi-js'
import * as fc from 'fast-check'
import { createRequire } from 'node:module'
import t from 'tap'
import type { Metre } from '../../../core/render/pdf-setting.ts'
import { layLines } from '../../../core/render/pdf-text.ts'

const openBidi: () => Bidi = createRequire(import.meta.url)('bidi-js')
const segmenter = new Intl.Segmenter()

/** Every character is one wide: what is tested is order and breaking, not measuring. */
const metre: Metre = {
  bidi: openBidi(),
  face: character => character >= 0x600 && character <= 0x6FF ? 'naskh' : 'sans',
  width: text => [...text].length,
  * graphemes (text) { for (const { segment } of segmenter.segment(text)) yield segment }
}
const lay = (text: string, width: number, direction: 'ltr' | 'rtl' | 'auto' = 'ltr'): string[] =>
  layLines([{ text }], { width, size: 1, direction }, metre).map(({ pieces }) => pieces.map(piece => piece.text).join(''))

t.test('a text breaks at its blanks', async t => {
  t.same(lay('one two  three', 7), ['one two', 'three'])
  t.same(lay('one\ntwo', 7), ['one', 'two'])
  t.same(lay('', 7), [''])
})

t.test('a word wider than the line breaks after a hyphen near its end, else where it must', async t => {
  t.same(lay('ABCDEF-GHIJ', 8), ['ABCDEF-', 'GHIJ'])
  t.same(lay('ABCDEFGHIJKL', 5), ['ABCDE', 'FGHIJ', 'KL'])
})

t.test('nothing is left out and no line of whole letters is too wide', async () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '-', '/', 'é', 'Ж', '\n') }), fc.integer({ min: 2, max: 12 }), (text, width) => {
    const lines = lay(text, width)
    return lines.join('').replaceAll(' ', '') === text.replaceAll(/[ \n]/g, '') && lines.every(line => [...line].length <= width)
  }))
})

t.test('words of a right-to-left line stand from right to left, what is Latin in it from left to right', async t => {
  t.same(lay('شركة النور MSCU1234566', 40, 'rtl'), ['MSCU1234566 النور شركة'])
  t.same(lay('(شركة)', 40, 'rtl'), ['(شركة)'], 'brackets face the other way and change places')
})

t.test('an identifier set from left to right is never turned', async t => {
  for (const number of ['MSCU 123456-7', '020-12345675', 'شركة', '12-45/6']) t.same(lay(number, 40, 'ltr'), [number])
})

t.test('Arabic digits keep their order among Arabic words', async t => {
  t.same(lay('رقم ٣٤٥', 40, 'rtl'), ['٣٤٥ رقم'])
})

t.test('marked stretches keep their place and their mark', async t => {
  const [line] = layLines([{ text: 'of ' }, { text: 'cocaine', strong: true, mark: true }, { text: ' paste' }], { width: 40, size: 1, direction: 'ltr' }, metre)
  t.same(line?.pieces.map(({ text, mark, x }) => [text, mark, x]), [['of ', false, 0], ['cocaine', true, 3], [' paste', false, 10]])
})
