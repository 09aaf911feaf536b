import type { Cell } from '../contract/report.ts'
import type { Sheet } from './pdf-sheet.ts'

const COLOURS: Readonly<Record<string, string>> = { red: '#A3131B', amber: '#7A4A00', green: '#14603A' }

/** The lane a cell tells of, if it tells of one. */
export const laneOf = (cell: Cell): string | null =>
  cell.kind === 'code' && typeof cell.value === 'string' ? /^lane\.(red|amber|green)$/.exec(cell.value)?.[1] ?? null : null

/** The ink of a lane. */
export const laneColour = (lane: string): string => COLOURS[lane] ?? '#14181C'

/** Draws a lane's shape: red a square, amber a triangle, green a disc; none needs its colour to be known. */
export const drawLane = ({ doc, across }: Sheet, lane: string, size: number, at: { readonly start: number, readonly y: number }): void => {
  const x = across(at.start, size)
  const { y } = at
  if (lane === 'red') doc.rect(x, y, size, size)
  else if (lane === 'amber') doc.moveTo(x + size / 2, y).lineTo(x + size, y + size).lineTo(x, y + size).closePath()
  else if (lane === 'green') doc.circle(x + size / 2, y + size / 2, size / 2)
  else return
  doc.fill(laneColour(lane))
}
