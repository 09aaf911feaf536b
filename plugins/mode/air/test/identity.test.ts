import t from 'tap'
import type { Declaration } from 'wco-cts'
import { nearestDate } from '../flight-date.ts'
import { belongingOf } from '../waybill.ts'
import { line, report, waybill } from './filings.ts'

const belonging = (declared: Declaration, received = '2026-03-01T05:00:00Z') => belongingOf(declared, report('FWB'), new Date(received))

t.test('a date without a year is the one nearest to reception', async t => {
  const received = new Date('2026-01-01T10:00:00Z')
  t.equal(nearestDate('31DEC', received), '2025-12-31')
  t.equal(nearestDate('01jan0810', received), '2026-01-01T08:10')
  t.equal(nearestDate('16JUL26', received), '2026-07-16')
  t.equal(nearestDate('--12-31T23:05', received), '2025-12-31T23:05')
  t.equal(nearestDate('30', received), '2025-12-30')
  t.equal(nearestDate('29FEB', new Date('2027-12-01T00:00:00Z')), '2028-02-29', 'in a year that has one')
  t.equal(nearestDate('29FEB', received), null)
  t.equal(nearestDate('2026-01-05T10:00', received), '2026-01-05T10:00')
  for (const text of ['', '32JAN', '30FEB', '01XXX', '01JAN2460']) t.equal(nearestDate(text, received), null, text)
})

t.test('a waybill is its eleven digits and a year, however it is written and in whatever report', async t => {
  const { key } = belonging(waybill())
  t.equal(key, 'awb 05776215436 2026')
  for (const number of ['05776215436', '057 7621 5436', '57-76215436']) t.equal(belonging(waybill({ number })).key, key)
  t.equal(belonging(line()).key, key)
})

t.test('the same number a year later is another waybill', async t => {
  t.not(belonging(waybill({ issued: '2027-03-01' }), '2027-03-02T00:00:00Z').key, belonging(waybill()).key)
  t.equal(belonging(waybill({ issued: '2006-03-01' })).key, belonging(waybill()).key, 'a mistyped year is not believed')
})

t.test('a flight of 31 December received on New Year’s Day is of the old year, and leads to the new one', async t => {
  const { key, links } = belonging(line({ conveyance: { stops: [], journey: 'ZD145', date: '31DEC' } }), '2026-01-01T03:00:00Z')
  t.equal(key, 'awb 05776215436 2025')
  t.match(links, [{ scheme: 'same-number', value: 'awb 05776215436 2026' }])
})

t.test('a house is its number under its master’s, and leads to the master', async t => {
  const { key, links } = belonging(waybill({ kind: 'house-air-waybill', number: 'HX-7', parent: '057-76215436' }))
  t.equal(key, 'hawb 05776215436 2026 HX7')
  t.ok(links.some(({ scheme, value }) => scheme === 'master' && value === belonging(waybill()).key))
})

t.test('the serial number, ULDs and the flight are links; a flight is the same with leading zeros', async t => {
  const { links } = belonging(line({ equipment: [{ number: 'PMC 98669 KZ', seals: [] }] }), '2026-06-01T00:00:00Z')
  t.same(links, [{ scheme: 'number', value: '76215436' }, { scheme: 'container', value: 'PMC98669KZ' }, { scheme: 'journey', value: 'ZD145 2026-03-01' }])
  t.same(belonging(line({ conveyance: { stops: [], carrier: 'ZD', journey: '145', date: '2026-03-01' } }), '2026-06-01T00:00:00Z').links, [{ scheme: 'number', value: '76215436' }, { scheme: 'journey', value: 'ZD145 2026-03-01' }])
})

t.test('a waybill without a number is known by its content', async t => {
  t.equal(belonging(waybill({ number: '' })).key, belonging(waybill({ number: '', positions: { '/number': { line: 3 } } })).key)
  t.not(belonging(waybill({ number: '' })).key, belonging(waybill({ number: '', origin: 'KEF' })).key)
})
