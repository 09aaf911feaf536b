import type { Block, Cell } from '../contract/report.ts'
import type { Writer } from './figures.ts'

export type Chart = Extract<Block, { type: 'chart' }>
export type Table = Extract<Block, { type: 'table' }>

/** The places of a chart's axis, each once: days in their order, anything else as the report gave it. */
export const placesOf = (chart: Chart): readonly string[] => {
  const places = [...new Set(chart.series.flatMap(({ points }) => points.map(([place]) => place)))]
  return isDated(places) ? places.sort() : places
}

/** Whether an axis is a calendar. */
export const isDated = (places: readonly string[]): boolean =>
  places.length > 0 && places.every(place => /^\d{4}-\d{2}-\d{2}$/.test(place))

/** The figures a chart draws, as the table that goes with it: who cannot see the drawing misses nothing. */
export const tableOf = (chart: Chart, write: Writer): Table => {
  const places = placesOf(chart)
  const dated = isDated(places)
  const series = chart.series.map(({ points }) => new Map(points))
  const head = (place: string): Cell => dated ? { value: place, kind: 'date' } : { value: place, kind: 'code' }
  return {
    type: 'table',
    title: chart.title,
    columns: [{ data: write.own(dated ? 'day' : 'item') }, ...chart.series.map(({ label }) => label)],
    rows: places.map(place => [head(place), ...series.map((points): Cell => ({ value: points.get(place) ?? null, kind: 'decimal' }))])
  }
}
