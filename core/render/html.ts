import Handlebars from 'handlebars'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Block, Cell, Composed } from '../contract/report.ts'
import { drawChart } from './chart.ts'
import { onScreen } from './chart-look.ts'
import { tableOf, type Table } from './chart-table.ts'
import { isQuantity, writerFor, type Reader, type Writer } from './figures.ts'
import { directionOf } from './locale.ts'
import { markWords } from './mark.ts'
import { visible } from './visible.ts'

/** Writes reports as the body of a page. */
export interface ReportPages { write (report: Composed, reader: Reader): string }

/** Reads and compiles the templates of reports, once: `document.hbs` and one for each kind of block. */
export const loadReportPages = async (folder: string): Promise<ReportPages> => {
  const bars = Handlebars.create()
  const names = (await readdir(folder)).filter(name => name.endsWith('.hbs'))
  const options = { strict: true, noEscape: false, knownHelpersOnly: true }
  for (const name of names) bars.registerPartial(name.slice(0, -4), bars.compile(await readFile(join(folder, name), 'utf8'), options))
  const document = bars.compile('{{> document}}', options)
  return {
    write (report, reader) {
      const write = writerFor(reader)
      return document({
        language: reader.language,
        direction: directionOf(reader.language),
        title: visible(write.text(report.title)),
        subtitle: report.subtitle === undefined ? null : visible(write.text(report.subtitle)),
        blocks: report.blocks.map(block => ({ type: block.type, shown: shownOf(block, write) }))
      })
    }
  }
}

/** What the template of a block's kind is handed: words only, nothing left to work out. */
const shownOf = (block: Block, write: Writer): unknown => {
  switch (block.type) {
    case 'heading': return { text: visible(write.text(block.text)) }
    case 'text': return { pieces: markWords(visible(write.text(block.text)), block.words) }
    case 'figures': return { items: block.items.map(({ label, cell }) => ({ label: visible(write.text(label)), cell: shownCell(cell, write) })) }
    case 'table': return shownTable(block, write)
    case 'lane': return { lane: LANES.has(block.lane) ? block.lane : 'none', shape: SHAPES[block.lane] ?? '', word: write.code(`lane.${block.lane}`), score: write.own('score', { score: block.score }) }
    case 'chart': return {
      title: visible(write.text(block.title)),
      name: write.own('chart', { title: visible(write.text(block.title)) }),
      // The one thing that is markup already: drawn here from figures, every word in it escaped by echarts.
      drawing: new Handlebars.SafeString(drawChart(block, write, onScreen)),
      summary: write.own('figures'),
      table: { ...shownTable({ ...tableOf(block, write), title: { data: '' } }, write), name: write.own('figures') }
    }
  }
}

const LANES: ReadonlySet<string> = new Set(['red', 'amber', 'green'])
const SHAPES: Readonly<Record<string, string>> = { red: '■', amber: '▲', green: '●' }

const shownTable = ({ title, columns, rows }: Table, write: Writer): object => {
  const quantities = columns.map((_, index) => rows.length > 0 && rows.every(row => row[index] === undefined || row[index].value === null || isQuantity(row[index])))
  return {
    title: title === undefined ? '' : visible(write.text(title)),
    name: title === undefined ? '' : visible(write.text(title)),
    columns: columns.map((column, index) => ({ text: visible(write.text(column)), quantity: quantities[index] })),
    rows: rows.map(row => ({ cells: row.map((cell, index) => ({ ...shownCell(cell, write), quantity: quantities[index] })) })),
    none: rows.length === 0 ? write.own('none') : null
  }
}

/** A link leads into this console and nowhere else: a path, never an address with a scheme or a host. The template writes its first stroke. */
const OWN_PATH = /^\/(?![/\\])[^\s\\]*$/

const shownCell = (cell: Cell, write: Writer): { readonly text: string, readonly link: string | null, readonly lane: string | null, readonly shape: string, readonly identifier: boolean, readonly instant: string | null } => {
  const lane = cell.kind === 'code' && typeof cell.value === 'string' ? /^lane\.(.+)$/.exec(cell.value)?.[1] ?? '' : ''
  return {
    text: visible(write.cell(cell)),
    link: cell.link !== undefined && OWN_PATH.test(cell.link) ? cell.link.slice(1) : null,
    lane: LANES.has(lane) ? lane : null,
    shape: SHAPES[lane] ?? '',
    identifier: cell.kind === 'identifier' && cell.value !== null,
    instant: (cell.kind === 'time' || cell.kind === 'date') && typeof cell.value === 'string' ? cell.value : null
  }
}
