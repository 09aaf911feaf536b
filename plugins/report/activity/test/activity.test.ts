import { buffer } from 'node:stream/consumers'
import t from 'tap'
import { isProblem, type Block, type Composed } from 'wco-cts'
import { loadReportPages } from '../../../../core/render/html.ts'
import { renderPdf } from '../../../../core/render/pdf.ts'
import { conformReport } from 'wco-cts/conformance'
import { composeActivity } from '../activity.ts'
import activity from '../index.ts'
import { busy, countingDesk, textsHere } from './desk.ts'

const week = { from: '2026-03-08', until: '2026-03-14' }
const now = new Date('2026-03-14T21:30:00Z')
const one = { messages: [{ day: '2026-03-09', sender: 'TERNLINE', format: 'cuscar', state: 'accepted', count: 1 }], consignments: [{ day: '2026-03-09', lane: 'green', state: 'assessed', count: 1 }] }

const tables = ({ blocks }: Composed): Extract<Block, { type: 'table' }>[] => blocks.filter(block => block.type === 'table')
const tableOf = (report: Composed, key: string): Extract<Block, { type: 'table' }> => {
  const found = tables(report).find(({ title }) => title !== undefined && 'key' in title && title.key === `reports.${key}`)
  if (found === undefined) throw new Error(`there is no table ${key}`)
  return found
}
const column = (report: Composed, key: string, index: number): number => tableOf(report, key).rows.reduce((sum, row) => sum + Number(row[index]?.value ?? 0), 0)
const figure = (report: Composed, name: string, index = 1): number | string | null | undefined => tableOf(report, 'comparison').rows.find(row => row[0]?.value === `figure.${name}`)?.[index]?.value

void conformReport(t, activity, {
  folder: new URL('..', import.meta.url),
  params: week,
  desks: { nothing: await countingDesk({}), one: await countingDesk(one), many: await countingDesk(busy()) }
})

t.test('all figures of a period agree with each other', async t => {
  const report = await composeActivity(week, await countingDesk(busy()), now)
  t.equal(column(report, 'by-state', 1), figure(report, 'messages'))
  t.equal(column(report, 'by-format', 1), figure(report, 'messages'))
  t.equal(column(report, 'by-sender', 2), figure(report, 'messages'))
  t.equal(column(report, 'by-sender', 3), figure(report, 'faulty'))
  t.equal(column(report, 'by-sender', 4), figure(report, 'refused'))
  t.equal(column(report, 'by-lane', 1), figure(report, 'opened'))
  t.equal(column(report, 'by-lane', 2) + column(report, 'by-lane', 3) + column(report, 'by-lane', 4), figure(report, 'opened'))
  t.equal(column(report, 'by-outcome', 3), figure(report, 'decided'))
  t.equal(Number(figure(report, 'assessed')) + Number(figure(report, 'incomplete')) + Number(figure(report, 'unassessed')), figure(report, 'consignments'))
  t.equal(Number(figure(report, 'found')) + Number(figure(report, 'nothing')) + Number(figure(report, 'notExamined')) + Number(figure(report, 'dismissed')), figure(report, 'decided'))
  const charts = report.blocks.filter(block => block.type === 'chart').map(({ series }) => series.flatMap(({ points }) => points.map(([, value]) => value)).reduce((sum, value) => sum + value, 0))
  t.same(charts, [figure(report, 'consignments'), figure(report, 'opened'), figure(report, 'opened')])
})

t.test('yield is outcomes with a finding of all examined, and nothing where nothing was examined', async t => {
  const rows = (group: string, count: number) => ({ day: '2026-03-09', group, code: group, count })
  t.equal(figure(await composeActivity(week, await countingDesk({ outcomes: [rows('found', 3), rows('nothing', 9), rows('not-examined', 40)] }), now), 'yield'), 0.25)
  t.equal(figure(await composeActivity(week, await countingDesk({ outcomes: [rows('not-examined', 40)] }), now), 'yield'), null)
})

t.test('dismissals are a group of their own with their reasons, and no order that was called off', async t => {
  const row = (group: string, reason: string | null, count: number) => ({ day: '2026-03-09', group, code: 'withdrawn', reason, count })
  const report = await composeActivity(week, await countingDesk({ outcomes: [row('dismissed', 'false-match', 5), row('dismissed', 'other', 2), row('not-examined', 'low-risk', 1)] }), now)
  t.same(tableOf(report, 'by-outcome').rows.map(cells => cells.map(({ value }) => value)), [
    ['outcome.not-examined', 'outcome.withdrawn', 'reason.low-risk', 1], ['outcome.dismissed', null, 'reason.false-match', 5], ['outcome.dismissed', null, 'reason.other', 2]
  ])
  t.same(['notExamined', 'dismissed', 'decided'].map(name => figure(report, name)), [1, 7, 8])
})

t.test('the period stands beside one of the same length before it', async t => {
  const messages = [['2026-03-01', 4], ['2026-03-07', 6], ['2026-03-08', 15], ['2026-02-28', 100], ['2026-03-15', 100]].map(([day = '', count]) => ({ day, sender: 'S', format: 'cuscar', state: 'accepted', count: Number(count) }))
  const report = await composeActivity(week, await countingDesk({ messages }), now)
  t.same([1, 2, 3].map(index => figure(report, 'messages', index)), [15, 10, 0.5])
})

t.test('a period of which nothing is known says so in a sentence', async t => {
  const report = await composeActivity(week, await countingDesk({}), now)
  t.match(report.blocks[0], { type: 'text', text: { key: 'reports.idle' } })
  t.notOk(report.blocks.some(({ type }) => type === 'chart'))
})

t.test('without dates it is the last seven days, by the administration’s clock', async t => {
  const subtitle = async (params: object, zone: string) => (await composeActivity(params, await countingDesk({}, 'en', zone), now)).subtitle
  t.match(await subtitle({}, 'UTC'), { params: { from: '2026-03-08', until: '2026-03-14' } })
  t.match(await subtitle({}, 'Africa/Nairobi'), { params: { from: '2026-03-09', until: '2026-03-15' } })
  t.match(await subtitle({ until: '2026-01-10' }, 'UTC'), { params: { from: '2026-01-04', until: '2026-01-10' } })
  t.match(await subtitle({ from: '2026-03-12' }, 'UTC'), { params: { from: '2026-03-12', until: '2026-03-14' } })
  t.match(await subtitle({ from: '2026-01-01' }, 'UTC'), { params: { from: '2026-01-01', until: '2026-01-07' } })
})

t.test('a day begins at the administration’s midnight, on days the clock is changed too', async t => {
  const spans: string[] = []
  const desk = { ...await countingDesk({}, 'en', 'Europe/Warsaw'), tally: async (_of: unknown, _by: unknown, { from, until }: { from: Date, until: Date }) => { spans.push(`${from.toISOString()} ${until.toISOString()}`); return [] } }
  await composeActivity({ from: '2026-03-29', until: '2026-03-29' }, desk, now)
  t.equal(spans[0], '2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z')
  t.equal(spans[4], '2026-03-27T23:00:00.000Z 2026-03-28T23:00:00.000Z')
})

t.test('a period the wrong way round, or longer than three years, is refused', async t => {
  const desk = await countingDesk({})
  await t.rejects(composeActivity({ from: '2026-03-02', until: '2026-03-01' }, desk, now), { name: 'Problem', type: 'period-reversed' })
  const refusal = await composeActivity({ from: '2020-01-01', until: '2026-03-01' }, desk, now).catch((error: unknown) => error)
  t.ok(isProblem(refusal) && refusal.type === 'period-too-long')
})

t.test('a long period is drawn by week, a longer one by month, nothing lost', async t => {
  const consignments = Array.from({ length: 365 }, (_, day) => ({ day: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10), lane: 'green', state: 'assessed', count: 3 }))
  for (const [params, step] of [[{ from: '2025-01-01', until: '2025-12-31' }, 'week'], [{ from: '2024-06-01', until: '2025-12-31' }, 'month']] as const) {
    const report = await composeActivity(params, await countingDesk({ consignments }), now)
    const chart = report.blocks.find(block => block.type === 'chart')
    t.match(chart?.title, { key: `reports.charts.consignments.${step}` })
    t.equal(chart?.series[0]?.points.reduce((sum, [, value]) => sum + value, 0), 1095)
  }
})

t.test('it is drawn as page and as PDF, in English and in French', async t => {
  const texts = await textsHere()
  const pages = await loadReportPages(new URL('../../../../templates/report', import.meta.url).pathname)
  for (const [language, word] of [['en', 'Targets opened per day'], ['fr', 'Cibles ouvertes par jour']] as const) {
    const report = await composeActivity(week, await countingDesk(busy(), language), now)
    const html = pages.write(report, { language, texts, plugin: 'report/activity' })
    t.match(html, word)
    t.notMatch(html, /reports\.|codes\.|\{(?:from|count)/)
    const pdf = await buffer(renderPdf(report, { administration: 'Customs', classification: 'OFFICIAL', printedBy: 'A', printedAt: now, reference: '1', language, zone: 'UTC', demo: false }, texts, 'report/activity'))
    t.match(pdf.subarray(0, 5).toString(), '%PDF-')
  }
})
