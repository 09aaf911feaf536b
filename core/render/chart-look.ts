import type { Text } from '../contract/report.ts'

/** How a chart is to look where it stands. */
export interface ChartLook {
  readonly width: number
  readonly size: number
  readonly ink: string
  readonly quiet: string
  readonly line: string
}

/** On paper, in points: black on white. */
export const onPaper: ChartLook = { width: 511, size: 8.5, ink: '#14181C', quiet: '#4A545E', line: '#C9CED3' }

/** On the screen, in pixels: the ink is the page's own, by day and by night. */
export const onScreen: ChartLook = { width: 760, size: 12, ink: 'currentColor', quiet: 'currentColor', line: '#8A929A' }

/** Six colours whose lightness differs by ten or more (CIE L*): told apart without colour vision and on a grey printer; neighbours are far apart. */
export const colours = ['#0B4F8A', '#E8C95A', '#5A1846', '#3B9A80', '#B24E2C', '#8FB2DA'] as const

const LANES: Readonly<Record<string, string>> = { red: '#A3131B', amber: '#E3A12B', green: '#4E9A6B' }
const DASHES: readonly (string | readonly number[])[] = ['solid', [6, 3], [2, 2], [8, 2, 2, 2], [4, 1], [1, 3]]

/** The order for lines: the dark ones first, a thin light stroke is lost on white. */
const THIN = [0, 4, 3, 2, 5, 1]

/** The colour of a series: a lane's own where its label is a lane, else the next of the six. */
export const colourOf = (label: Text, index: number, stroke: 'broad' | 'thin' = 'broad'): string => {
  const lane = 'key' in label ? /(?:^|\.)lane\.(red|amber|green)$/.exec(label.key)?.[1] : undefined
  const place = index % colours.length
  return LANES[lane ?? ''] ?? colours[stroke === 'thin' ? THIN[place] ?? place : place] ?? colours[0]
}

/** The stroke of a line, so that lines cross without being taken for each other. */
export const dashOf = (index: number): string | readonly number[] => DASHES[index % DASHES.length] ?? 'solid'
