import t from 'tap'
import { ready, values } from '../test/made.ts'
import { contains } from './contains.ts'

t.test('a word is met at the start of a word only', async t => {
  const judge = ready(contains, 'text', 'banana')
  t.ok(judge.holds(values('text', 'Fresh BANANAS')))
  t.notOk(judge.holds(values('text', 'urbanana')))
})

t.test('the words of a phrase follow each other', async t => {
  const judge = ready(contains, 'text', 'dry ice')
  t.ok(judge.holds(values('text', 'in DRY-ICE')))
  t.notOk(judge.holds(values('text', 'dry goods and ice')))
})

t.test('words are given back as they were written, whole', async t => {
  const judge = ready(contains, 'text', 'banana', 'seche')
  const [value] = values('text', 'Bananes (SÉCHÉES), banana-chips')
  t.strictSame(value && judge.words?.(value), ['banana', 'SÉCHÉES'])
})

t.test('the same word is given back once a spelling', async t => {
  const [value] = values('text', 'rice, Rice, RICE, rice')
  t.strictSame(value && ready(contains, 'text', 'rice').words?.(value), ['rice', 'Rice', 'RICE'])
})

t.test('many words are looked for as few are', async t => {
  const many = Array.from({ length: 60 }, (_, number) => `word${number}x`)
  const judge = ready(contains, 'text', ...many)
  t.ok(judge.holds(values('text', 'a WORD59X')))
  t.notOk(judge.holds(values('text', 'a word60x')))
})

t.test('punctuation alone is no word', async t => {
  t.equal(contains.ready(['?!'], 'text'), null)
})
