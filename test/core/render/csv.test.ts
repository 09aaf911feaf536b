import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import t from 'tap'
import type { Block, Cell } from '../../../core/contract/report.ts'
import { writeCsv } from '../../../core/render/csv.ts'
import { readerIn } from './readers.ts'

const reader = await readerIn('en')
const csv = (...blocks: Block[]): string => writeCsv({ title: { data: 'Report' }, blocks }, reader)
const table = (rows: Cell[][], title?: string): Block => ({ type: 'table', ...(title === undefined ? {} : { title: { data: title } }), columns: [{ data: 'Name' }, { data: 'Figure' }], rows })
const read = (text: string): string[][] => parse(text, { bom: true, relaxQuotes: false })

t.test('one table stands alone: its head, then its rows, as RFC 4180 writes them', async t => {
  t.equal(csv(table([[{ value: 'a "b", c' }, { value: 1234.5 }]])), '\uFEFFName,Figure\r\n"a ""b"", c",1234.5\r\n')
})

t.test('several tables stand under their titles, all lines of one width', async t => {
  const rows = read(csv({ type: 'figures', items: [{ label: { data: 'Messages' }, cell: { value: 3, kind: 'count' } }] }, table([], 'Empty'), { type: 'chart', shape: 'bars', title: { data: 'Days' }, series: [{ label: { data: 'A' }, points: [['2026-03-01', 5]] }, { label: { data: 'B' }, points: [] }] }))
  t.same(rows, [['Figure', 'Value', ''], ['Messages', '3', ''], ['', '', ''], ['Empty', '', ''], ['Name', 'Figure', ''], ['', '', ''], ['Days', '', ''], ['Day', 'A', 'B'], ['2026-03-01', '5', '']])
})

t.test('what a spreadsheet would reckon is led by an apostrophe; a number stays one', async t => {
  const cells = ['=1+1', '+33 1 23', '-cmd', '@x', '\tx', '-5', '-5.25'].map((value): Cell[] => [{ value }, { value: -5, kind: 'count' }])
  t.same(read(csv(table(cells))).slice(1).map(row => row.join('|')), ["'=1+1|-5", "'+33 1 23|-5", "'-cmd|-5", "'@x|-5", "'\tx|-5", '-5|-5', '-5.25|-5'])
})

t.test('codes are words; dates, shares and durations stay plain', async t => {
  t.same(read(csv(table([[{ value: 'lane.red', kind: 'code' }, { value: 0.25, kind: 'share' }], [{ value: '2026-03-01', kind: 'date' }, { value: 90, kind: 'duration' }], [{ value: null }, { value: null, kind: 'count' }]]))).slice(1),
    [['Red', '0.25'], ['2026-03-01', '90'], ['', '']])
})

t.test('whatever a cell says is read back, and no line begins a formula', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), value => {
    const back = read(csv(table([[{ value: 'first' }, { value }]])))[1]?.[1] ?? ''
    return back === value || back === `'${value}`
  }))
})
