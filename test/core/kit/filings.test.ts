import t from 'tap'
import { standingOf, streamsOf, type Filed, type Putting } from '../../../core/kit/filings.ts'
import { utcOf } from '../../../core/model/zones.ts'

interface Said { readonly action?: string, readonly words: readonly string[] }

const putting: Putting<Said> = {
  unite: parts => ({ words: parts.flatMap(({ words }) => words) }),
  change: (standing, by) => ({ words: [...standing.words, ...by.words.map(word => `${word}!`)] }),
  remove: (standing, named) => {
    const words = standing.words.filter(word => !named.words.includes(word))
    return words.length === 0 ? null : { words }
  }
}

const filed = (day: number, action: string | undefined, words: string, report: Partial<Filed<Said>['report']> = {}): Filed<Said> => ({
  message: `m${day}`,
  sender: 's',
  received: `2026-01-0${day}T00:00:00Z`,
  report: { kind: 'K', ...report },
  declaration: { words: words.split(' '), ...(action === undefined ? {} : { action }) }
})

const standing = (...filings: Filed<Said>[]) => {
  const found = standingOf(filings, putting, prepared => utcOf(prepared, 'UTC'))
  return found && `${found.declaration.words.join(' ')}${found.cancelled ? ' (cancelled)' : ''}`
}

t.test('of nothing, nothing stands', async t => t.equal(standing(), null))

t.test('the order is the sender’s own where every report tells it', async t => {
  t.equal(standing(filed(1, 'replace', 'new', { prepared: '2026-01-01T12:00' }), filed(2, 'original', 'old', { prepared: '2026-01-01T11:00' })), 'new')
  t.equal(standing(filed(1, 'cancel', 'x', { prepared: '2026-01-01T11:00' }), filed(2, 'original', 'again', { prepared: '2026-01-01T12:00' })), 'again')
})

t.test('where one does not tell it, what it is for decides, then when it came', async t => {
  t.equal(standing(filed(1, 'replace', 'new', { prepared: '2026-01-01T12:00' }), filed(2, 'original', 'old')), 'new')
  t.equal(standing(filed(1, 'cancel', 'x'), filed(2, 'change', 'b'), filed(3, 'original', 'a')), 'a b! (cancelled)')
  t.equal(standing(filed(1, undefined, 'old'), filed(2, undefined, 'new')), 'new')
})

t.test('what a declaration is for comes before what its report is for', async t => {
  t.equal(standing(filed(1, 'original', 'a b'), filed(2, 'delete', 'b', { function: 'change' })), 'a')
  t.equal(standing(filed(1, undefined, 'a'), filed(2, undefined, 'b', { function: 'add' })), 'a b')
  t.equal(standing(filed(1, 'original', 'a'), filed(2, 'delete', 'a')), 'a (cancelled)')
})

t.test('a duplicate counts where what it repeats never came', async t => {
  t.equal(standing(filed(1, 'duplicate', 'a')), 'a')
  t.equal(standing(filed(1, 'original', 'a'), filed(2, 'duplicate', 'b')), 'a')
})

t.test('one report’s declarations are parts; another report’s in the same message are not', async t => {
  t.equal(standing(filed(1, undefined, 'a'), filed(1, undefined, 'b')), 'a b')
  t.equal(standing(filed(1, undefined, 'a', { reference: '1' }), filed(1, undefined, 'b', { reference: '2' })), 'b')
})

t.test('parts of a series are one report in the order of their numbers, and the last sent of each counts', async t => {
  const part = (number: number) => ({ part: { series: 'x', number } })
  t.equal(standing(filed(1, undefined, 'b', part(2)), filed(2, undefined, 'a', part(1)), filed(3, undefined, 'B', part(2))), 'a B')
})

t.test('streams are parted by what they are asked for', async t => t.equal(streamsOf([filed(1, undefined, 'a'), filed(2, undefined, 'b')], ({ message }) => message).length, 2))
