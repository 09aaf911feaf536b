import t from 'tap'
import type { ConsignmentMatch } from 'wco-cts'
import { loadConsole } from '../../../../test/support/console.ts'
import { makeDesk } from '../../../../test/support/desk.ts'
import { endOfDay, startOfDay } from '../days.ts'

t.test('a day begins at its midnight and ends where the next begins', async t => {
  t.same(startOfDay('2026-12-31'), new Date('2026-12-31T00:00:00Z'))
  t.same(endOfDay('2026-12-31'), new Date('2027-01-01T00:00:00Z'))
})

t.test('what is no day of the calendar is none', async t => {
  for (const text of [undefined, '', '2026-02-30', '2026-13-01', '0000-01-01', '-271821-04-20', '275760-09-13', '2026-12-31T10:00', '31.12.2026', '1']) t.equal(startOfDay(text), null, text ?? 'nothing')
})

t.test('a search until a day takes that day in', async t => {
  const { pages, texts } = await loadConsole()
  const asked: ConsignmentMatch[] = []
  const desk = { ...makeDesk({ count: 1, language: 'en', texts }), consignments: async (match: ConsignmentMatch) => { asked.push(match); return { items: [], next: null } } }
  await pages.find(({ id }) => id === 'search')?.view({ from: '2026-11-01', until: '2026-11-01' }, desk)
  t.match(asked, [{ from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-11-02T00:00:00Z') }])
})
