import * as fc from 'fast-check'
import t from 'tap'
import { afterOf, limitOf, pageOf } from '../../../core/store/paging.ts'

const row = fc.record({ at: fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map(date => date.toISOString().replace('T', ' ').replace('Z', '456+00')), id: fc.uuid() })

t.test('the key of a page leads to the row it was made of, to the microsecond', async t => {
  fc.assert(fc.property(fc.array(row, { minLength: 2, maxLength: 9 }), rows => {
    const { items, next } = pageOf(rows, rows.length - 1, ({ id }) => id)
    t.same(items, rows.slice(0, -1).map(({ id }) => id))
    t.same(afterOf(next ?? ''), rows.at(-2))
  }))
})

t.test('a page that holds all has no next', async t => {
  t.match(pageOf([{ at: '1', id: 'a' }], 1, ({ id }) => id), { items: ['a'], next: null })
  t.match(pageOf([], 10, () => ''), { next: null })
})

t.test('no key is the first page, and any text that is none of ours is refused', async t => {
  t.same([afterOf(undefined), afterOf('')], [null, null])
  fc.assert(fc.property(fc.string({ minLength: 1 }), text => { t.throws(() => afterOf(text), { message: /^page-unknown/ }) }))
  fc.assert(fc.property(fc.string({ minLength: 1 }), text => { t.throws(() => afterOf(Buffer.from(text).toString('base64url') || 'x'), { message: /^page-unknown/ }) }))
})

t.test('a key of one list does not open another', async t => {
  const key = (text: string): string => Buffer.from(text).toString('base64url')
  const id = '01234567-89ab-4cde-8f01-23456789abcd'
  t.same(afterOf(key(`12.5|${id}`), 'number'), { at: '12.5', id })
  t.same(afterOf(key('2026-01-01 10:00:00+00|17'), 'time', 'number'), { at: '2026-01-01 10:00:00+00', id: '17' })
  t.same(afterOf(key(`Ana | Bo|${id}`), 'text'), { at: 'Ana | Bo', id }, 'a text may hold any sign')
  for (const text of [id, `|${id}`, `a\0b|${id}`, 'Ana|17']) t.throws(() => afterOf(key(text), 'text'), text)
  t.throws(() => afterOf(key(`12.5|${id}`)))
  t.throws(() => afterOf(key(`2026-01-01 10:00:00+00|${id}`), 'number'))
  t.throws(() => afterOf(key('2026-01-01 10:00:00+00|17')))
  t.throws(() => afterOf(key(`2026-01-01 10:00:00+00|${id}`), 'time', 'number'))
})

t.test('a page has fifty rows unless asked, one at least and five hundred at most', async t => {
  t.same([undefined, 0, -5, 1, 500, 501, 1e9].map(limitOf), [50, 1, 1, 1, 500, 500, 500])
})
