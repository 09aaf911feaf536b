import type { Table } from './chart-table.ts'
import { isQuantity, type Writer } from './figures.ts'
import { extentOf } from './pdf-text.ts'
import type { Metre } from './pdf-setting.ts'

/** One column as it stands on paper. */
export interface Column { readonly index: number, readonly head: string, readonly start: number, readonly width: number, readonly end: boolean }

/** How a table is set: its columns, and the size of its letters. */
export interface Columns { readonly columns: readonly Column[], readonly size: number, readonly width: number }

/** Free paper left and right in a cell. */
export const GAP = 5
const SIZES = [9, 8, 7] as const
const SAMPLE = 400
const MOST_COLUMNS = 14
/** What is nobody's to stretch: a table of few columns stays together where the eye finds the figure beside its name. */
const STRETCH = 36

/** Parts a table too broad for any paper into several; each begins with the first column, which names the row. */
export const partsOf = (count: number): readonly (readonly number[])[] => {
  if (count <= MOST_COLUMNS) return [Array.from({ length: count }, (_, index) => index)]
  const parts: number[][] = []
  for (let from = 1; from < count; from += MOST_COLUMNS - 1) {
    parts.push([0, ...Array.from({ length: Math.min(MOST_COLUMNS - 1, count - from) }, (_, index) => from + index)])
  }
  return parts
}

/** Shares the paper among columns by what is in them, in letters as large as fit without cutting words. */
export const shareOut = (table: Table, indexes: readonly number[], write: Writer, paper: { readonly width: number, readonly metre: Metre }): Columns => {
  const room = paper.width - indexes.length * GAP * 2
  const step = Math.max(1, Math.floor(table.rows.length / SAMPLE))
  const sample = table.rows.filter((_, index) => index % step === 0)
  const at = (size: number) => indexes.map(index => wants(table, sample, index, { size, write, metre: paper.metre }))
  const least = (size: number): number => at(size).reduce((sum, { word }) => sum + word, 0)
  const size = SIZES.find(size => least(size) <= room) ?? 7
  const widths = share(at(size), room)
  let start = 0
  const columns = indexes.map((index, place) => {
    const width = (widths[place] ?? 0) + GAP * 2
    const column = { index, head: write.text(table.columns[index] ?? { data: '' }), start, width, end: endsAligned(sample, index) }
    start += width
    return column
  })
  return { columns, size, width: start }
}

interface Wanted { readonly word: number, readonly whole: number }

const wants = (table: Table, sample: Table['rows'], index: number, by: { readonly size: number, readonly write: Writer, readonly metre: Metre }): Wanted => {
  const head = extentOf(by.write.text(table.columns[index] ?? { data: '' }), by.size, true, by.metre)
  return sample.reduce<Wanted>((most, row) => {
    const cell = row[index]
    if (cell === undefined) return most
    const { word, whole } = extentOf(by.write.cell(cell), by.size, false, by.metre)
    const shape = cell.kind === 'code' ? by.size * 1.2 : 0
    return { word: Math.max(most.word, word + shape), whole: Math.max(most.whole, whole + shape + 0.5) }
  }, { word: head.word, whole: Math.max(head.word, Math.min(head.whole, 70)) })
}

const share = (wanted: readonly Wanted[], room: number): readonly number[] => {
  const sum = (of: (want: Wanted) => number): number => wanted.reduce((total, want) => total + of(want), 0)
  const [least, most] = [sum(({ word }) => word), sum(({ whole }) => whole)]
  if (most <= room) {
    const more = Math.min((room - most) / wanted.length, STRETCH)
    return wanted.map(({ whole }) => whole + more)
  }
  // One word as wide as the paper must not starve the other columns.
  if (least > room) return capped(wanted.map(({ word }) => word), room)
  const part = (room - least) / (most - least)
  return wanted.map(({ word, whole }) => word + (whole - word) * part)
}

/** Gives every column what it asks while it asks no more than its fair share of what is left; the rest divide the rest. */
const capped = (asked: readonly number[], room: number): readonly number[] => {
  let left = room
  let waiting = asked.length
  const given = [...asked]
  for (const [index, ask] of [...asked.entries()].sort((a, b) => a[1] - b[1])) {
    const get = Math.min(ask, left / waiting)
    given[index] = get
    left -= get
    waiting--
  }
  return given
}

const endsAligned = (sample: Table['rows'], index: number): boolean => {
  const said = sample.flatMap(row => row[index] === undefined || row[index].value === null ? [] : [row[index]])
  return said.length > 0 && said.every(isQuantity)
}
