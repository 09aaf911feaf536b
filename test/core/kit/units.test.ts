import * as fc from 'fast-check'
import t from 'tap'
import { cubicMetresOf, decimalOf, figureOf, isMassUnit, isVolumeUnit, kilogramsOf } from '../../../core/kit/units.ts'
import { isZone, utcOf } from '../../../core/model/zones.ts'

t.test('one comma or point is the decimal mark, several part thousands', async t => {
  const cases: readonly (readonly [string, number | null])[] = [
    ['149', 149], ['149.0', 149], ['149,5', 149.5], ['1,234.5', 1234.5], ['1.234,5', 1234.5], ['1.234.567', 1234567], ['1,234,567.25', 1234567.25],
    ['1 234,5', 1234.5], ['12\u00a0345', 12345], ["1'234.5", 1234.5], ['.5', 0.5], ['5.', 5], ['-3', -3], ['+3', 3], ['007', 7], [' 12 ', 12],
    ['', null], ['.', null], ['1,23,4', null], ['12 34', null], ['1e5', null], ['abc', null], ['--3', null], ['1.2.3,4', null], ['9'.repeat(41), null]
  ]
  for (const [text, value] of cases) t.equal(decimalOf(text), value, JSON.stringify(text))
})

t.test('a figure may bring its unit before or behind', async t => {
  t.same(figureOf('K149.0'), { amount: 149, unit: 'K' })
  t.same(figureOf('MC3.4'), { amount: 3.4, unit: 'MC' })
  t.same(figureOf('149 KGM'), { amount: 149, unit: 'KGM' })
  t.same(figureOf('3.4 m3'), { amount: 3.4, unit: 'm3' })
  t.equal(figureOf('K149 KG'), null)
  t.equal(figureOf('MC'), null)
})

t.test('masses become kilograms', async t => {
  t.equal(kilogramsOf('2.5', 'TNE'), 2500)
  t.equal(kilogramsOf('2,5', 'ton'), 2500)
  t.equal(kilogramsOf('100', 'LBR'), 45.359237)
  t.equal(kilogramsOf('100', 'L'), 45.359237)
  t.equal(kilogramsOf('1500', 'GRM'), 1.5)
  t.equal(kilogramsOf('K149.0'), 149)
  t.equal(kilogramsOf('L10', 'KGM'), 4.5359237, 'the unit in the text is nearer to the figure')
  t.equal(kilogramsOf('12'), 12, 'without any unit kilograms are meant')
  t.equal(kilogramsOf('12', 'MTQ'), null)
  t.equal(kilogramsOf('heavy', 'KGM'), null)
  t.ok(isMassUnit(' kgs '))
  t.notOk(isMassUnit('CBM'))
})

t.test('volumes become cubic metres', async t => {
  t.equal(cubicMetresOf('1', 'CBM'), 1)
  t.equal(cubicMetresOf('10', 'FTQ'), 0.283168466)
  t.equal(cubicMetresOf('250', 'LTR'), 0.25)
  t.equal(cubicMetresOf('MC3.4'), 3.4)
  t.equal(cubicMetresOf('1', 'KGM'), null)
  t.ok(isVolumeUnit('m³'))
})

t.test('any figure written in kilograms comes back, and any text is answered', async () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom('.', ','), (thousandths, mark) => {
    const text = (thousandths / 1000).toFixed(3).replace('.', mark)
    return kilogramsOf(text, 'KGM') === thousandths / 1000
  }))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, unit) => {
    const mass = kilogramsOf(text, unit)
    return mass === null || Number.isFinite(mass)
  }))
})

t.test('local times become UTC in their zone', async t => {
  t.equal(utcOf('2026-01-10T08:10', 'UTC'), '2026-01-10T08:10:00Z')
  t.equal(utcOf('2026-01-10T08:10', 'Africa/Nairobi'), '2026-01-10T05:10:00Z')
  t.equal(utcOf('2026-07-10T08:10:30', 'Europe/Paris'), '2026-07-10T06:10:30Z')
  t.equal(utcOf('2026-07-10', 'Asia/Kolkata'), '2026-07-09T18:30:00Z', 'a date alone is its first minute')
  t.equal(utcOf('2026-07-10T24:00', 'UTC'), '2026-07-11T00:00:00Z')
  t.equal(utcOf('2026-07-10T08:10+02:00', 'Asia/Tokyo'), '2026-07-10T06:10:00Z', 'an offset in the text wins')
  t.equal(utcOf('2026-07-10T08:10Z', 'Asia/Tokyo'), '2026-07-10T08:10:00Z')
})

t.test('the hour that spring leaves out and the one that autumn shows twice are read', async t => {
  t.equal(utcOf('2026-03-29T02:30', 'Europe/Paris'), '2026-03-29T01:30:00Z')
  t.equal(utcOf('2026-10-25T02:30', 'Europe/Paris'), '2026-10-25T00:30:00Z')
  t.equal(utcOf('2026-03-08T02:30', 'America/New_York'), '2026-03-08T07:30:00Z')
  t.equal(utcOf('2026-11-01T01:30', 'America/New_York'), '2026-11-01T05:30:00Z')
  t.equal(utcOf('2026-10-04T02:15', 'Australia/Lord_Howe'), '2026-10-03T15:45:00Z')
})

t.test('what is no time, or in no zone, is null', async t => {
  for (const text of ['', '10JAN', '2026-02-30T08:00', '2026-13-01', '2026-01-01T25:00', '2026-01-01T08:61', '--01-01', '2026-01-01T08:00+15:00']) t.equal(utcOf(text, 'UTC'), null, text)
  t.equal(utcOf('2026-01-01T08:00', 'Mars/Olympus'), null)
  t.notOk(isZone('Mars/Olympus'))
  t.ok(isZone('Africa/Nairobi'))
})

t.test('a moment shown by any clock leads back to itself, or to the earlier of two that look alike', async () => {
  const zones = ['Africa/Nairobi', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo']
  fc.assert(fc.property(fc.integer({ min: 0, max: 30 * 366 * 24 * 4 }), fc.constantFrom(...zones), (quarters, timeZone) => {
    const moment = new Date(Date.UTC(2005, 0, 1) + quarters * 900_000)
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment)
    const read = Date.parse(utcOf(shown, timeZone) ?? '')
    return read === moment.getTime() || (read < moment.getTime() && moment.getTime() - read <= 3_600_000)
  }), { numRuns: 400 })
})
