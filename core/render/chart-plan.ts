import type { EChartsCoreOption } from 'echarts/core'
import { colourOf, dashOf, type ChartLook } from './chart-look.ts'
import { placesOf, type Chart } from './chart-table.ts'
import type { Writer } from './figures.ts'
import { visible } from './visible.ts'

/** What echarts is to draw, and how high that is. */
export interface Plan { readonly height: number, readonly option: EChartsCoreOption }

const MOST_BARS = 20
const MOST_LETTERS = 34
/** A chart of lying bars is no higher than this share of its width, so that it stands on one page. */
const HIGHEST = 1.2

/** Lying bars, one a place, each with its name before it and its figure behind it. What is beyond twenty is summed. */
export const asBars = (chart: Chart, write: Writer, look: ChartLook): Plan => {
  const tall = look.size * 1.35
  const bars = chart.series.length * tall + look.size * 0.7
  const rows = fewer(chart, write, Math.max(2, Math.min(MOST_BARS, Math.floor(look.width * HIGHEST / bars))))
  const names = rows.map(({ name }) => inLines(name, MOST_LETTERS, rows.length > MOST_BARS / 2 ? 2 : 3))
  const thick = rows.map((_, index) => Math.max((names[index]?.length ?? 1) * tall, chart.series.length * tall) + look.size * 0.7)
  const height = Math.max(...thick, tall) * rows.length + 4
  const longest = Math.max(0, ...names.flat().map(name => name.length))
  const behind = chart.series.length > 1 ? Math.max(...chart.series.map(({ label }) => write.text(label).length)) + 8 : 9
  return {
    height,
    option: {
      grid: { left: Math.min(longest, MOST_LETTERS) * look.size * 0.58 + 10, right: behind * look.size * 0.6, top: 2, bottom: 2 },
      xAxis: { type: 'value', show: false, ...bounds(rows.flatMap(({ values }) => values)) },
      yAxis: { type: 'category', inverse: true, data: names.map(lines => lines.join('\n')), axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } }, axisLabel: { color: look.ink, fontSize: look.size, lineHeight: tall, interval: 0, margin: 6 } },
      series: chart.series.map(({ label }, index) => ({
        type: 'bar',
        data: rows.map(({ values }) => values[index] ?? 0),
        itemStyle: { color: colourOf(label, index), borderColor: look.ink, borderWidth: 0.4 },
        barMaxWidth: tall * 0.9,
        label: { show: true, position: 'right', color: look.ink, fontSize: look.size, formatter: ({ value }: { value: unknown }) => write.count(Number(value)) + (chart.series.length > 1 ? ` ${visible(write.text(label))}` : '') }
      }))
    }
  }
}

/** Standing columns or lines over an axis of days or places, the series named at its end. */
export const asTime = (chart: Chart, write: Writer, look: ChartLook): Plan => {
  const places = placesOf(chart)
  const stacked = chart.shape === 'stack'
  const values = chart.series.map(({ points }) => { const at = new Map(points); return places.map(place => at.get(place) ?? 0) })
  const top = stacked ? places.map((_, index) => values.reduce((sum, row) => sum + (row[index] ?? 0), 0)) : values.flat()
  const scale = bounds(top)
  const box = { top: look.size * 1.6, height: look.width * 0.2, left: write.count(scale.max).length * look.size * 0.58 + 10, right: namesWidth(chart, write, look) }
  const few = places.length * chart.series.length <= 16 || (chart.series.length === 1 && places.length <= 31)
  return {
    height: box.top + box.height + look.size * 2.2,
    option: {
      grid: { left: box.left, right: box.right, top: box.top, height: box.height },
      xAxis: { type: 'category', data: places.map(place => visible(write.label(place))), axisTick: { show: false }, axisLine: { lineStyle: { color: look.quiet } }, axisLabel: { color: look.ink, fontSize: look.size, margin: 5, hideOverlap: true } },
      yAxis: { type: 'value', ...scale, axisLabel: { color: look.quiet, fontSize: look.size, margin: 5, formatter: (value: number) => write.count(value) }, splitLine: { lineStyle: { color: look.line, width: 0.5 } } },
      series: chart.series.map(({ label }, index) => ({
        ...(chart.shape === 'line' ? lineOf(colourOf(label, index, 'thin'), index) : columnOf(colourOf(label, index), look, stacked)),
        data: values[index],
        label: { show: few && !stacked, position: 'top', color: look.ink, fontSize: look.size * 0.94, distance: 2, formatter: ({ value }: { value: unknown }) => write.count(Number(value)) }
      })),
      graphic: chart.series.length > 1 ? namesAt({ chart, write, look, values, box, max: scale.max }) : []
    }
  }
}

const lineOf = (color: string, index: number) =>
  ({ type: 'line', symbol: 'circle', symbolSize: 4, itemStyle: { color }, lineStyle: { color, width: 1.6, type: dashOf(index) } })

const columnOf = (color: string, look: ChartLook, stacked: boolean) =>
  ({ type: 'bar', ...(stacked ? { stack: 'whole' } : {}), barCategoryGap: '25%', barMaxWidth: 42, itemStyle: { color, borderColor: look.ink, borderWidth: 0.4 } })

const namesWidth = (chart: Chart, write: Writer, look: ChartLook): number =>
  chart.series.length < 2 ? 6 : Math.min(look.width * 0.3, Math.max(...chart.series.map(({ label }) => write.text(label).length)) * look.size * 0.58 + look.size * 2.4)

interface Named {
  readonly chart: Chart
  readonly write: Writer
  readonly look: ChartLook
  readonly values: readonly (readonly number[])[]
  readonly box: { readonly top: number, readonly height: number, readonly right: number }
  readonly max: number
}

/** The name of each series at the height it ends at, moved apart where two would meet; a sample of its colour before it. */
const namesAt = ({ chart, write, look, values, box, max }: Named): object[] => {
  const high = (value: number): number => box.top + box.height * (1 - value / max)
  let below = 0
  const wanted = chart.series.map(({ label }, index) => {
    const last = values[index]?.at(-1) ?? 0
    const at = chart.shape === 'stack' ? high(below + last / 2) : high(last)
    below += last
    return { name: visible(write.text(label)), color: colourOf(label, index, chart.shape === 'line' ? 'thin' : 'broad'), at }
  })
  const step = look.size * 1.4
  let free = box.top + box.height + step / 2
  const x = look.width - box.right + look.size * 0.8
  return wanted.sort((a, b) => b.at - a.at).flatMap(({ name, color, at }) => {
    const y = Math.min(at, free - step)
    free = y
    return [
      { type: 'rect', shape: { x, y: y - look.size * 0.35, width: look.size * 0.7, height: look.size * 0.7 }, style: { fill: color, stroke: look.ink, lineWidth: 0.4 } },
      { type: 'text', x: x + look.size, y, style: { text: name, fill: look.ink, fontSize: look.size, fontFamily: 'Noto Sans, sans-serif', verticalAlign: 'middle' } }
    ]
  })
}

/** An axis that begins at nothing and ends at a round figure in four steps or five. */
const bounds = (values: readonly number[]): { readonly min: number, readonly max: number, readonly interval: number } => {
  const most = values.reduce((high, value) => Math.max(high, value), 0)
  const least = values.reduce((low, value) => Math.min(low, value), 0)
  const rough = Math.max(most - least, 1) / 4
  const ten = 10 ** Math.floor(Math.log10(rough))
  const interval = Math.max([1, 2, 5, 10].map(step => step * ten).find(step => step >= rough) ?? ten * 10, 1)
  return { min: Math.floor(least / interval) * interval, max: Math.max(Math.ceil(most / interval) * interval, interval), interval }
}

const fewer = (chart: Chart, write: Writer, most: number): readonly { readonly name: string, readonly values: readonly number[] }[] => {
  const series = chart.series.map(({ points }) => new Map(points))
  const rows = placesOf(chart).map(place => ({ name: visible(write.label(place)), values: series.map(points => points.get(place) ?? 0) }))
  if (rows.length <= most) return rows
  const rest = rows.slice(most - 1)
  const sums = series.map((_, index) => rest.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  return [...rows.slice(0, most - 1), { name: write.own('others', { count: rest.length }), values: sums }]
}

/** A name in a few lines; the whole of it stands in the table that goes with the chart. */
const inLines = (name: string, most: number, height: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of name.replace(/\s+/g, ' ').split(' ').flatMap(word => word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [''])) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines.length <= height ? lines : [...lines.slice(0, height - 1), `${lines[height - 1] ?? ''}…`]
}
