import t from 'tap'
import { drawChart } from '../../../core/render/chart.ts'
import { colours, onPaper, onScreen } from '../../../core/render/chart-look.ts'
import { tableOf, type Chart } from '../../../core/render/chart-table.ts'
import { writerFor } from '../../../core/render/figures.ts'
import { readerIn } from './readers.ts'

const write = writerFor(await readerIn('en'))
const days = ['2026-03-02', '2026-03-01', '2026-03-03']
const chart = (shape: Chart['shape'], places: readonly string[], names = ['Received']): Chart => ({
  type: 'chart', shape, title: { data: 'Title' }, series: names.map((name, index) => ({ label: { data: name }, points: places.map((place, at): [string, number] => [place, at * 100 + index + 7]) }))
})

t.test('the same figures give the same drawing, whatever was drawn before', async t => {
  for (const shape of ['bars', 'line', 'stack'] as const) {
    const first = drawChart(chart(shape, days, ['A', 'B']), write, onPaper)
    drawChart(chart('bars', ['x']), write, onScreen)
    t.equal(drawChart(chart(shape, days, ['A', 'B']), write, onPaper), first)
  }
})

t.test('a drawing holds no style, class, script or reference, as the page’s policy asks', async t => {
  for (const shape of ['bars', 'line', 'stack'] as const) {
    const svg = drawChart(chart(shape, days, ['A', 'B', 'C']), write, onScreen)
    t.notMatch(svg, /<style|style=|class=|<script|href|NaN|Infinity/)
    t.match(svg, /^<svg [^>]*viewBox="0 0 760 [\d.]+">.*<\/svg>$/s)
  }
})

t.test('names stand beside what they name and every bar has its figure', async t => {
  const bars = drawChart(chart('bars', ['lane.red', 'lane.amber']), write, onPaper)
  for (const word of ['Red', 'Amber', '7', '107']) t.match(bars, `>${word}</text>`)
  const lines = drawChart(chart('line', days, ['Received', 'Assessed']), write, onPaper)
  t.match(lines, '>Received</text>')
  t.match(lines, '>Assessed</text>')
})

t.test('markup in a name is only a name', async t => {
  const svg = drawChart(chart('bars', ['<b onload="x">&\'']), write, onScreen)
  t.notMatch(svg, /<b /)
  t.match(svg, '&lt;b onload=&quot;x&quot;&gt;&amp;')
})

t.test('without figures there is still a drawing', async t => {
  for (const shape of ['bars', 'line', 'stack'] as const) {
    t.match(drawChart({ ...chart(shape, []), series: [] }, write, onPaper), /^<svg/)
    t.match(drawChart(chart(shape, []), write, onPaper), /^<svg/)
  }
})

t.test('a thousand bars stand on one page, what is left out summed', async t => {
  const svg = drawChart(chart('bars', Array.from({ length: 1000 }, (_, index) => `Profile ${index} with a name that needs more than one line`)), write, onPaper)
  t.ok(Number(/ height="([\d.]+)"/.exec(svg)?.[1]) < 650)
  t.match(svg, '981 others')
})

t.test('the table of a chart holds all of its figures, days in order', async t => {
  const { columns, rows } = tableOf(chart('line', days, ['A', 'B']), write)
  t.equal(columns.length, 3)
  t.same(rows.map(row => row.map(({ value }) => value)), [['2026-03-01', 107, 108], ['2026-03-02', 7, 8], ['2026-03-03', 207, 208]])
})

t.test('the six colours differ in lightness by ten or more, so that grey tells them apart', async t => {
  const linear = (part: number): number => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  const lightness = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
    return 116 * Math.cbrt(0.2126 * red + 0.7152 * green + 0.0722 * blue) - 16
  }
  const steps = colours.map(lightness).sort((a, b) => a - b)
  for (const [index, step] of steps.slice(1).entries()) t.ok(step - (steps[index] ?? 0) >= 10, `${step}`)
})
