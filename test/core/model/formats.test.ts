import t from 'tap'
import { faultsOf, Type } from 'wco-cts'

const passes = (format: string) => (text: string): boolean => faultsOf(Type.String({ format }), text).length === 0

t.test('a date is a day of the calendar', async t => {
  for (const text of ['2026-12-31', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) t.ok(passes('date')(text), text)
  for (const text of ['2031-02-31', '2027-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01', '2026-1-1', '2026-12-31T00:00', '']) t.notOk(passes('date')(text), text)
})

t.test('a moment lies in a day of the calendar', async t => {
  for (const text of ['2026-12-31T23:59:59Z', '2028-02-29T00:00+03:00', '2026-01-01T08:00:00.123456Z']) t.ok(passes('date-time')(text), text)
  for (const text of ['2031-02-31T10:00:00Z', '2026-04-31T00:00+03:00', '2026-01-01T25:00Z', '2026-01-01', '2026-01-01T08:00']) t.notOk(passes('date-time')(text), text)
})
