import SVGtoPDF from 'svg-to-pdfkit'
import { drawChart } from './chart.ts'
import { onPaper } from './chart-look.ts'
import { tableOf, type Chart } from './chart-table.ts'
import type { Writer } from './figures.ts'
import type { Sheet } from './pdf-sheet.ts'
import type { Tags } from './pdf-tags.ts'

/** Draws a chart with its title: the shapes as vectors, the words by the hand that sets all words of the paper. */
export const putChart = (sheet: Sheet, tags: Tags, chart: Chart, write: Writer): void => {
  const title = sheet.lay(write.text(chart.title), { size: 10, strong: true }, sheet.width)
  const svg = drawChart(chart, write, { ...onPaper, width: sheet.width })
  const height = Number(/ height="([\d.]+)"/.exec(svg)?.[1] ?? 0)
  sheet.need(title.lines.length * title.leading + height + 6)
  tags.put('P', () => { sheet.draw(title, 0, sheet.y) })
  sheet.y += title.lines.length * title.leading + 2
  const { y } = sheet
  tags.put('Figure', () => {
    // Its types ask for the class of a document where it takes a document.
    Reflect.apply(SVGtoPDF, undefined, [sheet.doc, svg.replace(WORDS, ''), sheet.across(0, sheet.width), y, { assumePt: true, width: sheet.width, height }])
    for (const words of wordsOf(svg)) drawWords(sheet, words, y)
  }, { alt: inWords(chart, write) })
  sheet.y += height + 8
}

const WORDS = /<text ([^>]*)>([^<]*)<\/text>/g
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

interface Words { readonly text: string, readonly x: number, readonly y: number, readonly anchor: string, readonly size: number, readonly colour: string }

const wordsOf = (svg: string): readonly Words[] => [...svg.matchAll(WORDS)].map(([, attributes = '', text = '']) => {
  const given = (name: string): string | undefined => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
  const [, x = '0', y = '0'] = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(given('transform') ?? '') ?? []
  return {
    text: text.replace(/&(amp|lt|gt|quot|#39);/g, (_, sign: string) => SIGNS[sign] ?? ''),
    x: Number(x) + Number(given('x') ?? 0),
    y: Number(y) + Number(given('y') ?? 0),
    anchor: given('text-anchor') ?? 'start',
    size: Number.parseFloat(given('font-size') ?? '') || onPaper.size,
    colour: given('fill') ?? onPaper.ink
  }
})

/** echarts centres every word on its height. Charts read from left to right in every language. */
const drawWords = (sheet: Sheet, { text, x, y, anchor, size, colour }: Words, top: number): void => {
  const laid = sheet.lay(text, { size, colour, direction: 'auto' }, Number.MAX_SAFE_INTEGER)
  const width = laid.lines[0]?.width ?? 0
  const before = anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0
  const start = x - before
  const mirrored = sheet.direction === 'rtl' ? sheet.width - start - width : start
  sheet.draw({ ...laid, hand: { ...laid.hand, align: 'start' } }, mirrored, top + y + size * 0.35 - laid.leading * 0.78)
}

/** What a reading aid says of the chart: all its figures. */
const inWords = (chart: Chart, write: Writer): string => {
  const { columns, rows } = tableOf(chart, write)
  const heads = columns.map(column => write.text(column))
  const said = rows.slice(0, 60).map(row => row.map((cell, index) => index === 0 ? write.cell(cell) : `${heads[index] ?? ''} ${write.cell(cell)}`).join(', '))
  return [write.text(chart.title), ...said].join('; ').slice(0, 4000)
}
