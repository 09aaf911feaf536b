import { setImmediate as breath } from 'node:timers/promises'
import type { Cell } from '../contract/report.ts'
import type { Table } from './chart-table.ts'
import { isQuantity, type Writer } from './figures.ts'
import { GAP, partsOf, shareOut, type Column, type Columns } from './pdf-columns.ts'
import { drawLane, laneOf } from './pdf-lane.ts'
import { ink, page, type Hand, type Laid, type Sheet } from './pdf-sheet.ts'
import type { Tags } from './pdf-tags.ts'

const PAD = 2
const ROWS_A_BREATH = 100

/** Draws a table: its head again on every page, a row on one page unless it is longer than one. Breathes between rows, so that a long report stops nobody. */
export const drawTable = async (sheet: Sheet, tags: Tags, table: Table, write: Writer): Promise<void> => {
  for (const indexes of partsOf(table.columns.length)) {
    const columns = shareOut(table, indexes, write, sheet)
    const first = table.rows[0] === undefined ? 0 : heightOf(layRow(sheet, columns, table.rows[0], write))
    const head = layHead(sheet, columns)
    const title = table.title === undefined ? null : sheet.lay(write.text(table.title), { size: 10, strong: true }, sheet.width)
    sheet.need(Math.min((title === null ? 0 : title.lines.length * title.leading + 4) + heightOf(head) + first + 2, wholePage(sheet) / 2))
    await tags.inside('Table', async () => {
      if (title !== null) {
        tags.put('Caption', () => { sheet.draw(title, 0, sheet.y) })
        sheet.y += title.lines.length * title.leading + 2
      }
      drawHead(sheet, columns, head, tags)
      if (table.rows.length === 0) drawNone(sheet, tags, columns, write)
      for (const [index, row] of table.rows.entries()) {
        drawRow(sheet, tags, { columns, head, cells: layRow(sheet, columns, row, write) })
        if (index % ROWS_A_BREATH === ROWS_A_BREATH - 1) await breath()
      }
    })
    sheet.y += 7
  }
}

const wholePage = (sheet: Sheet): number => page.height - page.foot - sheet.top

interface LaidCell { readonly column: Column, readonly laid: Laid, readonly lane: string | null }

const handOf = (cell: Cell, column: Column, size: number): Hand => ({
  size,
  align: column.end ? 'end' : 'start',
  ...(cell.kind === 'identifier' || (isQuantity(cell) && cell.kind !== 'duration') ? { direction: 'ltr' as const } : typeof cell.value === 'string' && (cell.kind ?? 'text') === 'text' ? { direction: 'auto' as const } : {})
})

const layRow = (sheet: Sheet, { columns, size }: Columns, row: readonly Cell[], write: Writer): readonly LaidCell[] =>
  columns.map(column => {
    const cell = row[column.index] ?? { value: null }
    const lane = laneOf(cell)
    const width = column.width - GAP * 2 - (lane === null ? 0 : size * 1.2)
    return { column, lane, laid: sheet.lay(write.cell(cell), handOf(cell, column, size), width) }
  })

const layHead = (sheet: Sheet, { columns, size }: Columns): readonly LaidCell[] =>
  columns.map(column => ({ column, lane: null, laid: sheet.lay(column.head, { size: size - 0.5, strong: true, colour: ink.quiet, align: column.end ? 'end' : 'start' }, column.width - GAP * 2) }))

const heightOf = (cells: readonly LaidCell[]): number =>
  cells.reduce((most, { laid }) => Math.max(most, laid.lines.length * laid.leading), 0) + PAD * 2

const drawCell = (sheet: Sheet, { column, laid, lane }: LaidCell, top: number, part: readonly [number, number]): void => {
  const { size } = laid.hand
  if (lane !== null && part[0] === 0) drawLane(sheet, lane, size * 0.75, { start: column.start + GAP, y: top + laid.leading * 0.78 - size * 0.72 })
  sheet.draw(laid, column.start + GAP + (lane === null ? 0 : size * 1.2), top, part)
}

/** `tags` null: the head on a later page, which a reading aid has read already. */
const drawHead = (sheet: Sheet, columns: Columns, head: readonly LaidCell[], tags: Tags | null): void => {
  const height = heightOf(head)
  const top = sheet.y + PAD
  const draw = (cell: LaidCell): void => { sheet.draw(cell.laid, cell.column.start + GAP, top) }
  if (tags === null) {
    sheet.doc.markContent('Artifact', { type: 'Pagination' })
    head.forEach(draw)
    sheet.doc.endMarkedContent()
  } else {
    tags.within('TR', () => { for (const cell of head) tags.put('TH', () => { draw(cell) }, { scope: 'Column' }) })
  }
  sheet.y += height
  sheet.rule(sheet.y, ink.quiet, 0.8, { start: 0, width: columns.width })
}

interface LaidRow { readonly columns: Columns, readonly head: readonly LaidCell[], readonly cells: readonly LaidCell[] }

const drawRow = (sheet: Sheet, tags: Tags, { columns, head, cells }: LaidRow): void => {
  const height = heightOf(cells)
  const whole = wholePage(sheet) - heightOf(head)
  if (sheet.need(height <= whole ? height : whole / 3)) drawHead(sheet, columns, head, null)
  tags.within('TR', () => {
    const open = cells.map(cell => ({ cell, tag: tags.begin('TD'), done: 0 }))
    const waits = (): boolean => open.some(({ cell, done }) => done < cell.laid.lines.length)
    while (waits()) {
      const room = sheet.left() - PAD * 2
      let used = 0
      for (const part of open) {
        const { laid } = part.cell
        const until = Math.min(laid.lines.length, part.done + Math.max(1, Math.floor(room / laid.leading + 0.001)))
        part.tag.more(() => { drawCell(sheet, part.cell, sheet.y + PAD, [part.done, until]) })
        used = Math.max(used, (until - part.done) * laid.leading)
        part.done = until
      }
      sheet.y += used + PAD * 2
      if (waits() && sheet.need(page.height)) drawHead(sheet, columns, head, null)
    }
    for (const { tag } of open) tag.end()
  })
  sheet.rule(sheet.y, ink.line, 0.4, { start: 0, width: columns.width })
}

const drawNone = (sheet: Sheet, tags: Tags, columns: Columns, write: Writer): void => {
  const none = sheet.lay(write.own('none'), { size: columns.size, colour: ink.quiet }, sheet.width)
  tags.within('TR', () => { tags.put('TD', () => { sheet.draw(none, GAP, sheet.y + PAD) }) })
  sheet.y += none.leading + PAD * 2
}
