import t from 'tap'
import type { ConsignmentMatch } from 'wco-cts'
import { loadConsole } from '../../../../test/support/console.ts'
import { makeDesk } from '../../../../test/support/desk.ts'
import { dayOf, endOfDay, startOfDay } from '../days.ts'

const at = (zone?: string) => zone === undefined ? {} : { zone }

t.test('a day begins at its midnight and ends where the next begins, by the administration’s clock', async t => {
  t.same([startOfDay('2026-12-31', at()), endOfDay('2026-12-31', at())], [new Date('2026-12-31T00:00:00Z'), new Date('2027-01-01T00:00:00Z')])
  t.same([startOfDay('2026-12-31', at('Pacific/Kiritimati')), endOfDay('2026-12-31', at('Pacific/Kiritimati'))], [new Date('2026-12-30T10:00:00Z'), new Date('2026-12-31T10:00:00Z')])
  t.equal(dayOf(new Date('2026-12-30T10:00:00Z'), at('Pacific/Kiritimati')), '2026-12-31')
})

t.test('what is no day of the calendar is none', async t => {
  for (const text of [undefined, '', '2026-02-30', '0000-01-01', '2026-12-31T10:00', '31.12.2026']) t.equal(startOfDay(text, at()), null, text ?? 'nothing')
})

t.test('a search until a day takes that day in', async t => {
  const { pages, texts } = await loadConsole()
  const asked: ConsignmentMatch[] = []
  const desk = { ...makeDesk({ count: 1, language: 'en', texts }), zone: 'Pacific/Kiritimati', consignments: async (match: ConsignmentMatch) => { asked.push(match); return { items: [], next: null } } }
  await pages.find(({ id }) => id === 'search')?.view({ from: '2026-11-01', until: '2026-11-01' }, desk)
  t.match(asked, [{ from: new Date('2026-10-31T10:00:00Z'), until: new Date('2026-11-01T10:00:00Z') }])
  await pages.find(({ id }) => id === 'search')?.view({ until: '2026-11-01' }, desk)
  t.match(asked[1], { from: undefined, until: new Date('2026-11-01T10:00:00Z') }, 'a last day alone is a question too')
})
