import * as fc from 'fast-check'
import t from 'tap'
import { dayBegins, dayEnds, dayIn } from 'wco-cts'

t.test('the day it is depends on where one stands', async t => {
  const moment = new Date('2026-03-01T21:30:00Z')
  t.equal(dayIn('UTC', moment), '2026-03-01')
  t.equal(dayIn('Africa/Nairobi', moment), '2026-03-02')
  t.equal(dayIn('Pacific/Kiritimati', moment), '2026-03-02')
  t.equal(dayIn('America/Lima', new Date('2026-03-01T04:59:59Z')), '2026-02-28')
  t.equal(dayIn('Nowhere/At-all', moment), '2026-03-01', 'by UTC where nobody knows the zone')
})

t.test('a day begins and ends by the clock of its zone, however many hours it has', async t => {
  const hours = (day: string, zone: string): readonly [string | undefined, number] => {
    const [from, until] = [dayBegins(day, zone), dayEnds(day, zone)]
    return [from?.toISOString().slice(0, 16), ((until?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 3_600_000]
  }
  t.same(hours('2026-12-31', 'UTC'), ['2026-12-31T00:00', 24])
  t.same(hours('2026-12-31', 'Pacific/Kiritimati'), ['2026-12-30T10:00', 24], 'fourteen hours before')
  t.same(hours('2026-12-31', 'Pacific/Pago_Pago'), ['2026-12-31T11:00', 24], 'eleven hours after')
  t.same(hours('2026-07-01', 'Asia/Kathmandu'), ['2026-06-30T18:15', 24])
  t.same(hours('2026-03-29', 'Europe/Brussels'), ['2026-03-28T23:00', 23])
  t.same(hours('2026-10-25', 'Europe/Brussels'), ['2026-10-24T22:00', 25])
  t.same(hours('2018-11-04', 'America/Sao_Paulo'), ['2018-11-04T03:00', 23], 'where the clock skipped midnight')
  t.same(hours('2018-02-17', 'America/Sao_Paulo'), ['2018-02-17T02:00', 25], 'where it showed midnight twice')
  t.same(hours('2026-12-31', 'Nowhere/At-all'), ['2026-12-31T00:00', 24], 'by UTC where nobody knows the zone')
  t.same(hours('0001-01-01', 'Asia/Tokyo'), ['0001-01-01T00:00', 24])
  t.equal(dayEnds('9999-12-31', 'UTC')?.getUTCFullYear(), 10_000)
})

t.test('what is no day of the calendar neither begins nor ends', async t => {
  for (const text of ['', '2026-02-30', '2026-13-01', '2026-00-10', '0000-01-01', '-271821-04-20', '275760-09-13', '2026-12-31T10:00', '31.12.2026', '1']) {
    t.same([dayBegins(text, 'UTC'), dayEnds(text, 'Asia/Tokyo')], [null, null], text)
  }
})

t.test('every moment lies in the day it is of, and in no other', async () => {
  const zones = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'Europe/Brussels', 'Africa/Cairo', 'Asia/Beirut', 'Australia/Lord_Howe', 'America/St_Johns')
  fc.assert(fc.property(fc.date({ min: new Date('2012-01-01'), max: new Date('2037-01-01'), noInvalidDate: true }), zones, (moment, zone) => {
    const day = dayIn(zone, moment)
    return (dayBegins(day, zone) ?? moment) <= moment && moment < (dayEnds(day, zone) ?? moment)
  }), { numRuns: 1000 })
})
