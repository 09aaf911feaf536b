import { BarChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartLook } from './chart-look.ts'
import { asBars, asTime, type Plan } from './chart-plan.ts'
import { isDated, placesOf, type Chart } from './chart-table.ts'
import type { Writer } from './figures.ts'

/** Draws a chart as SVG, the same bytes for the same figures: no animation, no script, no style sheet, names beside what they name instead of a legend. */
export const drawChart = (chart: Chart, write: Writer, look: ChartLook): string => {
  use([BarChart, LineChart, GridComponent, GraphicComponent, SVGRenderer])
  const plan = planOf(chart, write, look)
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: look.width, height: plan.height })
  try {
    drawing.setOption({ animation: false, silent: true, textStyle: { fontFamily: 'Noto Sans, sans-serif' }, ...plan.option })
    return bare(drawing.renderToSVGString({ useViewBox: true }))
  } finally {
    drawing.dispose()
  }
}

/** Quantities of things lie as bars with room for their names; quantities of days, and shares of a whole, stand. */
const planOf = (chart: Chart, write: Writer, look: ChartLook): Plan =>
  chart.shape === 'bars' && !isDated(placesOf(chart)) ? asBars(chart, write, look) : asTime(chart, write, look)

/** What echarts adds for the browser goes: its classes and clips are numbered through the life of the process, nothing is drawn beyond its axes, and a page's policy allows no inline style. */
const bare = (svg: string): string => svg
  .replace(/<style[\s\S]*?<\/style>/g, '')
  .replace(/<defs[\s\S]*?<\/defs>/g, '')
  .replace(/ (?:clip-path|class|ecmeta_\w+|xml:space|pointer-events|baseProfile|xmlns:xlink)="[^"]*"/g, '')
  .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
  .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/, '')
  .replace(/\s*\n\s*/g, '')

const attributesOf = (style: string): string =>
  style.split(';').map(rule => /^\s*([a-z-]+)\s*:\s*(.+?)\s*$/.exec(rule)).map(found => found === null ? '' : attributeOf(found[1] ?? '', found[2] ?? '')).join('')

const attributeOf = (name: string, value: string): string => {
  const short = name === 'font' ? /([\d.]+)px (.+)/.exec(value) : null
  return short === null ? ` ${name}="${value}"` : ` font-size="${short[1] ?? ''}px" font-family="${short[2] ?? ''}"`
}
