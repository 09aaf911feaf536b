import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t from 'tap'
import type { Block, Cell } from '../../../core/contract/report.ts'
import { renderPdf, type Frame } from '../../../core/render/pdf.ts'
import { coreTexts } from './readers.ts'

const texts = await coreTexts()
const frame: Frame = { administration: 'Customs of Examplia', classification: 'OFFICIAL', printedBy: 'Ada Çelik', printedAt: new Date('2026-03-15T07:00:00Z'), reference: '7f3a', language: 'en', zone: 'UTC', demo: false }
const draw = (blocks: readonly Block[], over: Partial<Frame> = {}): Readable => renderPdf({ title: { data: 'Report & title <1>' }, blocks }, { ...frame, ...over }, texts, null)
const print = async (blocks: readonly Block[], over: Partial<Frame> = {}): Promise<string> => (await buffer(draw(blocks, over))).toString('latin1')
const pagesOf = (pdf: string): number => pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
const tags = (pdf: string, tag: string): number => pdf.match(new RegExp(`/S /${tag}\\b`, 'g'))?.length ?? 0

const days = Array.from({ length: 31 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`)
const chart = (shape: 'bars' | 'line' | 'stack'): Block => ({ type: 'chart', shape, title: { data: 'Days' }, series: ['A', 'B'].map((name, index) => ({ label: { data: name }, points: days.map((day, at): [string, number] => [day, at * 7 + index]) })) })
const table = (count: number): Block => ({
  type: 'table',
  title: { data: 'Containers' },
  columns: ['Goods', 'Lane', 'Container', 'Arrival', 'Kilograms'].map(data => ({ data })),
  rows: Array.from({ length: count }, (_, row): Cell[] => [{ value: row % 2 === 0 ? 'Frozen fish' : 'شركة النور (فرع)' }, { value: 'lane.amber', kind: 'code' }, { value: `MSCU${1234560 + row}`, kind: 'identifier' }, { value: '2026-03-01', kind: 'date' }, { value: row * 3, kind: 'decimal' }])
})

t.test('a report is tagged, in its language, with its title, author and time', async t => {
  const pdf = await print([{ type: 'heading', text: { data: 'One' } }, table(3), chart('bars')])
  t.match(pdf, /^%PDF-1\.7/)
  t.match(pdf, '/Marked true')
  t.match(pdf, '/Lang (en)')
  t.match(pdf, '/DisplayDocTitle true')
  t.match(pdf, 'D:20260315070000Z')
  t.notMatch(pdf, /Report & title/, 'its description is XML and stays well formed')
  t.same(['Document', 'H1', 'H2', 'Table', 'TH', 'TR', 'TD', 'Figure'].map(tag => tags(pdf, tag)), [1, 1, 1, 1, 5, 4, 15, 1])
  t.match(pdf, '/Outlines')
})

t.test('the same report is the same bytes', async t => {
  t.equal(await print([chart('line'), table(4)]), await print([chart('line'), table(4)]))
})

t.test('an empty report is one page', async t => {
  t.equal(pagesOf(await print([])), 1)
})

t.test('twenty pages with four charts take at most a megabyte', async t => {
  const pdf = await print([chart('bars'), chart('line'), chart('stack'), chart('bars'), table(820)])
  t.ok(pagesOf(pdf) >= 20)
  t.ok(pdf.length <= 1_000_000, `${pdf.length} bytes`)
})

t.test('ten thousand rows are drawn, every one, while others are served', async t => {
  let turns = 0
  const turning = setInterval(() => { turns++ }, 5)
  const pdf = await print([table(10_000)])
  clearInterval(turning)
  t.equal(tags(pdf, 'TR'), 10_001)
  t.ok(turns > 50, `${turns} turns`)
})

t.test('a text longer than a page goes on upon the next, a row too', async t => {
  const long = 'ABCDEFGHIJ'.repeat(1500)
  t.ok(pagesOf(await print([{ type: 'text', text: { data: long } }])) > 3)
  t.ok(pagesOf(await print([{ type: 'table', columns: [{ data: 'a' }, { data: 'b' }], rows: [[{ value: long }, { value: long }]] }])) > 3)
})

t.test('a table broader than the paper is drawn in parts, the first column in each', async t => {
  const columns = Array.from({ length: 40 }, (_, index) => index)
  const pdf = await print([{ type: 'table', columns: columns.map(index => ({ data: `Column ${index}` })), rows: [columns.map(value => ({ value }))] }])
  t.equal(tags(pdf, 'Table'), 3)
  t.equal(tags(pdf, 'TD'), 42)
})

t.test('no text stops the drawing: controls, turns, emoji, scripts without letters here, lone surrogates', async t => {
  for (const data of ['\u0000\u0007\u202Eevil\u202C', '😀👨‍👩‍👧'.repeat(200), '中文公司', 'שלום עולם (12)', '\uD800', ' ', '\n\n', 'ا'.repeat(5000), 'e\u0301'.repeat(3000), '٣٤٥/٦']) {
    const text = { data }
    const blocks: Block[] = [{ type: 'heading', text }, { type: 'text', text, words: [data] }, { type: 'figures', items: [{ label: text, cell: { value: data } }] },
      { type: 'table', title: text, columns: [text], rows: [[{ value: data }], [{ value: data, kind: 'identifier' }], []] }, { type: 'chart', shape: 'bars', title: text, series: [{ label: text, points: [[data, 1]] }] }, { type: 'lane', lane: data, score: 1 }]
    for (const language of ['en', 'ar']) t.match(await print(blocks, { language, administration: data, classification: data }), /%%EOF\s*$/)
  }
})

t.test('letters the paper has no shape for are owned up to', async t => {
  t.equal(tags(await print([{ type: 'text', text: { data: '中文' } }]), 'Note'), 1)
  t.equal(tags(await print([{ type: 'text', text: { data: 'Çalışma Москва شركة' } }]), 'Note'), 0)
})

t.test('what goes wrong in drawing destroys the stream', async t => {
  await t.rejects(buffer(draw([], { zone: 'Nowhere/Nothing' })), RangeError)
})
