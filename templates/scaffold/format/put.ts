import type { Declaration } from 'wco-cts'
import type { Cell } from './line.ts'

/** Where each value of a declaration stands in the message, by JSON pointer. */
export type Places = Declaration['positions']

/** Sets a value from a cell and keeps its place, always both: a value without a place cannot be shown to anyone. */
export const put = (places: Places, pointer: string, cell: Cell | undefined, set: (text: string) => void): void => {
  if (cell === undefined) return
  set(cell.text)
  places[pointer] = cell.at
}
