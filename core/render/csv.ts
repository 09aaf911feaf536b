import type { Block, Cell, Composed } from '../contract/report.ts'
import { tableOf, type Table } from './chart-table.ts'
import { writerFor, type Reader, type Writer } from './figures.ts'

/** The figures and tables of a report as CSV (RFC 4180): UTF-8 with its mark, so that spreadsheets know it; numbers, dates and durations (in seconds) plain, to be reckoned with; one table alone stands without its title. */
export const writeCsv = (report: Composed, reader: Reader): string => {
  const write = writerFor(reader)
  const tables = report.blocks.flatMap(block => tablesOf(block, write))
  const parts = tables.map(table => rowsOf(table, tables.length > 1, write))
  const rows = parts.flatMap((part, index) => index === 0 ? part : [[], ...part])
  // RFC 4180, 2.4: each line holds the same number of fields.
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const line = (row: readonly string[]): string => [...row, ...Array.from({ length: widest - row.length }, () => '')].join(',')
  return '\uFEFF' + rows.map(row => line(row) + '\r\n').join('')
}

const tablesOf = (block: Block, write: Writer): readonly Table[] => {
  if (block.type === 'table') return [block]
  if (block.type === 'chart') return [tableOf(block, write)]
  if (block.type !== 'figures') return []
  return [{ type: 'table', columns: [{ data: write.own('figure') }, { data: write.own('value') }], rows: block.items.map(({ label, cell }) => [{ value: write.text(label) }, cell]) }]
}

const rowsOf = ({ title, columns, rows }: Table, titled: boolean, write: Writer): readonly string[][] => [
  ...(titled && title !== undefined ? [[field(write.text(title))]] : []),
  columns.map(column => field(write.text(column))),
  ...rows.map(row => row.map(cell => writeField(cell, write)))
]

const writeField = (cell: Cell, write: Writer): string => {
  if (cell.value === null) return ''
  if (typeof cell.value === 'number') return String(cell.value)
  return field(cell.kind === 'code' ? write.code(cell.value) : cell.value)
}

const NUMBER = /^-?\d+(\.\d+)?$/
const FORMULA = /^[=+\-@\t\r]/

/** A text a spreadsheet would reckon as a formula is led by an apostrophe; a plain number stays one. */
const field = (text: string): string => {
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
