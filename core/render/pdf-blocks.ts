import type { Block, Composed } from '../contract/report.ts'
import type { Writer } from './figures.ts'
import { markWords } from './mark.ts'
import { putChart } from './pdf-chart.ts'
import { drawLane, laneColour } from './pdf-lane.ts'
import { ink, page, type Laid, type Sheet } from './pdf-sheet.ts'
import { drawTable } from './pdf-table.ts'
import type { Tags } from './pdf-tags.ts'

/** Draws a report, block after block, from where the sheet stands. */
export const drawReport = async (sheet: Sheet, tags: Tags, report: Composed, write: Writer): Promise<void> => {
  paragraph(sheet, tags, 'H1', sheet.lay(write.text(report.title), { size: 18, strong: true }, sheet.width), 2)
  if (report.subtitle !== undefined) paragraph(sheet, tags, 'P', sheet.lay(write.text(report.subtitle), { size: 11, colour: ink.quiet }, sheet.width), 5)
  for (const block of report.blocks) await drawBlock(sheet, tags, block, write)
}

const drawBlock = async (sheet: Sheet, tags: Tags, block: Block, write: Writer): Promise<void> => {
  switch (block.type) {
    case 'heading': return drawHeading(sheet, tags, write.text(block.text))
    case 'text': return drawText(sheet, tags, block, write)
    case 'figures': return drawFigures(sheet, tags, block.items, write)
    case 'chart': return putChart(sheet, tags, block, write)
    case 'table': return drawTable(sheet, tags, block, write)
    case 'lane': return drawLaneBlock(sheet, tags, block, write)
  }
}

/** Draws lines one by one, so that a paragraph longer than the page goes on upon the next. */
const paragraph = (sheet: Sheet, tags: Tags, tag: string, laid: Laid, after: number): void => {
  const element = tags.begin(tag)
  for (let from = 0; from < laid.lines.length;) {
    sheet.need(laid.leading * Math.min(2, laid.lines.length - from))
    const until = Math.min(laid.lines.length, from + Math.max(1, Math.floor(sheet.left() / laid.leading + 0.001)))
    const part = [from, until] as const
    element.more(() => { sheet.draw(laid, 0, sheet.y, part) })
    sheet.y += (until - from) * laid.leading
    from = until
  }
  element.end()
  sheet.y += after
}

/** A heading stays with what it heads. */
const drawHeading = (sheet: Sheet, tags: Tags, text: string): void => {
  const laid = sheet.lay(text, { size: 12.5, strong: true, colour: ink.accent }, sheet.width)
  sheet.need(Math.min(laid.lines.length * laid.leading + 90, (page.height - sheet.top) / 2))
  if (sheet.y > sheet.top) sheet.y += 5
  sheet.doc.outline.addItem(text.slice(0, 200))
  paragraph(sheet, tags, 'H2', laid, 3)
}

const drawText = (sheet: Sheet, tags: Tags, { text, words }: Extract<Block, { type: 'text' }>, write: Writer): void => {
  const spans = markWords(write.text(text), words).map(({ text, marked }) => ({ text, strong: marked, mark: marked }))
  const direction = 'data' in text ? { direction: 'auto' as const } : {}
  paragraph(sheet, tags, 'P', sheet.lay(spans, { size: 11, ...direction }, sheet.width), 5)
}

const SPACE = 14

/** Figures stand four in a row, each under a line, its name above it. */
const drawFigures = (sheet: Sheet, tags: Tags, items: Extract<Block, { type: 'figures' }>['items'], write: Writer): void => {
  const across = items.length % 4 === 0 || items.length > 6 ? 4 : Math.min(3, items.length)
  const width = (sheet.width - SPACE * (across - 1)) / across
  if (sheet.y > sheet.top) sheet.y += 4
  for (let first = 0; first < items.length; first += across) {
    const row = items.slice(first, first + across).map(({ label, cell }) => {
      const value = write.cell(cell)
      const size = fitting(sheet, value, width)
      return { label: sheet.lay(write.text(label), { size: 8.5, colour: ink.quiet }, width), value: sheet.lay(value, { size, strong: true }, width) }
    })
    const names = Math.max(...row.map(({ label }) => label.lines.length * label.leading))
    const height = names + Math.max(...row.map(({ value }) => value.lines.length * value.leading)) + 9
    sheet.need(height)
    row.forEach(({ label, value }, index) => {
      const start = index * (width + SPACE)
      sheet.rule(sheet.y, ink.quiet, 0.8, { start, width })
      tags.put('P', () => {
        sheet.draw(label, start, sheet.y + 3)
        sheet.draw(value, start, sheet.y + 3 + names)
      })
    })
    sheet.y += height
  }
  sheet.y += 2
}

const fitting = (sheet: Sheet, value: string, width: number): number =>
  [17, 14, 11].find(size => sheet.lay(value, { size, strong: true }, width).lines.length === 1) ?? 9

const drawLaneBlock = (sheet: Sheet, tags: Tags, { lane, score }: Extract<Block, { type: 'lane' }>, write: Writer): void => {
  const word = sheet.lay([{ text: write.code(`lane.${lane}`), strong: true }], { size: 15, colour: laneColour(lane) }, sheet.width - 24)
  const points = sheet.lay(write.own('score', { score }), { size: 11, colour: ink.quiet }, sheet.width / 2)
  sheet.need(30)
  const after = 22 + (word.lines[0]?.width ?? 0) + 10
  tags.put('P', () => {
    drawLane(sheet, lane, 12, { start: 1, y: sheet.y + 4 })
    sheet.draw(word, 22, sheet.y)
    sheet.draw(points, after, sheet.y + word.leading * 0.78 - points.leading * 0.78)
  })
  sheet.y += word.leading * word.lines.length + 4
}
