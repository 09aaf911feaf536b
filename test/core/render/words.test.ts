import * as fc from 'fast-check'
import t from 'tap'
import { markWords } from '../../../core/render/mark.ts'
import { visible } from '../../../core/render/visible.ts'

t.test('words are marked whatever their case and accents, at the start of a word', async t => {
  t.same(markWords('Cocaïne paste, COCAINE; anticocaine', ['cocaine']).filter(({ marked }) => marked).map(({ text }) => text), ['Cocaïne', 'COCAINE'])
  t.same(markWords('Straße', ['stra']), [{ text: 'Stra', marked: true }, { text: 'ße', marked: false }])
  t.same(markWords('', ['x']), [{ text: '', marked: false }])
})

t.test('the pieces of a marked text together are the text', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'grapheme', maxLength: 4 })), (text, words) =>
    markWords(text, words).map(piece => piece.text).join('') === text))
})

t.test('nothing that is drawn can turn its neighbours round or ring a bell', async t => {
  t.equal(visible('a\u202Eb\u202C\u0007c\td\r\ne\u200B'), 'ab\uFFFDc d\ne')
  t.equal(visible('شركة MSCU1234566'), 'شركة MSCU1234566')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/u.test(visible(text))))
})
