import t from 'tap'
import type { ConsignmentMatch } from 'wco-cts'
import { loadConsole } from '../../../../test/support/console.ts'
import { makeDesk } from '../../../../test/support/desk.ts'
import { dayOf, spanOf } from '../days.ts'

const at = (zone?: string) => zone === undefined ? {} : { zone }

t.test('a day begins at its midnight and ends where the next begins, by the administration’s clock', async t => {
  const asked = { from: '2026-12-31', until: '2026-12-31' }
  t.same(spanOf(asked, at()), { from: new Date('2026-12-31T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') })
  t.same(spanOf(asked, at('Pacific/Kiritimati')), { from: new Date('2026-12-30T10:00:00Z'), until: new Date('2026-12-31T10:00:00Z') })
  t.equal(dayOf(new Date('2026-12-30T10:00:00Z'), at('Pacific/Kiritimati')), '2026-12-31')
})

t.test('what is no day of the calendar is refused, and no day at all sets no limit', async t => {
  for (const text of ['2026-02-30', '0000-01-01', '2026-12-31T10:00', '31.12.2026']) {
    for (const field of ['from', 'until']) t.throws(() => spanOf({ [field]: text }, at()), { type: 'input-invalid', status: 400, errors: [{ pointer: `/${field}`, detail: 'day' }] }, text)
  }
  t.same([spanOf({}, at()), spanOf({ from: '', until: '' }, at())], [{}, {}])
})

t.test('neither a search nor the journal is widened by a day that is none', async t => {
  const { pages, texts } = await loadConsole()
  const asked: unknown[] = []
  const answer = async (match: unknown) => { asked.push(match); return { items: [], next: null } }
  const desk = { ...makeDesk({ count: 1, language: 'en', texts }), consignments: answer, journal: answer }
  for (const id of ['search', 'journal']) {
    for (const field of ['from', 'until']) await t.rejects(async () => pages.find(page => page.id === id)?.view({ [field]: '2031-02-31' }, desk), { type: 'input-invalid', errors: [{ pointer: `/${field}` }] })
  }
  t.same(asked, [])
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
