import * as fc from 'fast-check'
import t from 'tap'
import { isQuantity, writeCell, writerFor } from '../../../core/render/figures.ts'
import { readerIn } from './readers.ts'

const english = await readerIn('en', 'Africa/Nairobi')
const french = await readerIn('fr', 'Europe/Paris')

t.test('a figure is written as its reader writes it', async t => {
  t.equal(writeCell({ value: 1234567, kind: 'count' }, english), '1,234,567')
  t.match(writeCell({ value: 1234567, kind: 'count' }, french), /^1\s234\s567$/)
  t.equal(writeCell({ value: 0.1234, kind: 'share' }, english), '12.3%')
  t.equal(writeCell({ value: 12.5, kind: 'decimal' }, french), '12,5')
  t.equal(writeCell({ value: 93_784, kind: 'duration' }, english), '1d 2h')
  t.equal(writeCell({ value: 0, kind: 'duration' }, english), '0s')
})

t.test('nothing said is an en dash, whatever was asked', async t => {
  for (const kind of ['text', 'count', 'share', 'decimal', 'date', 'time', 'duration', 'identifier', 'code'] as const) {
    t.equal(writeCell({ value: null, kind }, english), '–')
  }
})

t.test('a date belongs to no clock and a time to the reader’s', async t => {
  t.equal(writeCell({ value: '2026-03-01', kind: 'date' }, english), 'Mar 1, 2026')
  t.match(writeCell({ value: '2026-03-01T22:30:00Z', kind: 'time' }, english), /Mar 2, 2026.*01:30/)
  t.match(writeCell({ value: '2026-03-01T22:30:00Z', kind: 'time' }, french), /1 mars 2026.*23:30/)
  t.equal(writeCell({ value: 'week 9', kind: 'date' }, english), 'week 9', 'what is no date is shown as it came')
})

t.test('an identifier is never touched and digits are Latin in every language', async t => {
  const arabic = { ...english, language: 'ar-EG' }
  t.equal(writeCell({ value: '0012345678', kind: 'identifier' }, english), '0012345678')
  t.equal(writeCell({ value: 1234, kind: 'count' }, arabic), '1,234')
  fc.assert(fc.property(fc.string(), value => writeCell({ value, kind: 'identifier' }, french) === value))
})

t.test('a code is written as its word, and one without a word without its group', async t => {
  t.equal(writeCell({ value: 'lane.red', kind: 'code' }, english), 'Red')
  t.equal(writeCell({ value: 'lane.red', kind: 'code' }, french), 'Rouge')
  t.equal(writeCell({ value: 'step.weigh', kind: 'code' }, english), 'weigh')
})

t.test('a date among a text’s parameters is written as a date', async t => {
  const write = writerFor({ ...french, texts: { languages: ['en'], has: () => true, text: (_plugin, _language, _key, params) => String(params?.from) } })
  t.equal(write.text({ key: 'from-day', params: { from: '2026-03-01' } }), '1 mars 2026')
  t.equal(write.text({ key: 'from-day', params: { from: 'MSCU1234566' } }), 'MSCU1234566')
})

t.test('quantities are told from names', async t => {
  t.ok(isQuantity({ value: 3 }))
  t.ok(isQuantity({ value: null, kind: 'count' }))
  t.notOk(isQuantity({ value: '3' }))
  t.notOk(isQuantity({ value: 3, kind: 'identifier' }))
})
