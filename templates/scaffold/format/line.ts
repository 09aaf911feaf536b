import { byteAt, type Position, type TextLine } from 'wco-cts'
import { isTag, layout, type CellName } from './layout.ts'

/** A cell that says something, and where its bytes lie in the message: that is what an officer is shown. */
export interface Cell { readonly text: string, readonly at: Position }

/** One line of the message, cut into its cells. An empty cell declares nothing, so it is not there. */
export interface Line {
  readonly tag: string
  readonly text: string
  readonly at: Position
  readonly cells: Readonly<Partial<Record<CellName, Cell>>>
  /** Cells that the layout does not know. */
  readonly more: readonly Cell[]
}

/** Cuts a line at its separators. */
export const lineOf = (line: TextLine): Line => {
  const [tag = '', ...parts] = line.text.split(SEPARATOR)
  const known = tag.trim()
  const names: readonly CellName[] = isTag(known) ? layout[known] : []
  const cells: Partial<Record<CellName, Cell>> = {}
  const more: Cell[] = []
  let from = tag.length + SEPARATOR.length
  for (const [index, part] of parts.entries()) {
    const name = names[index]
    const cell = { text: part.trim(), at: placeOf(line, from, part.length, `${known} ${name ?? index + 1}`) }
    from += part.length + SEPARATOR.length
    if (cell.text === '') continue
    if (name === undefined) more.push(cell)
    else cells[name] = cell
  }
  return { tag: known, text: line.text, at: placeOf(line, 0, line.text.length, known.slice(0, 10)), cells, more }
}

const SEPARATOR = '|'

// Places count bytes and not characters: byteAt knows which letters take more than one.
const placeOf = (line: TextLine, from: number, length: number, path: string): Position =>
  ({ line: line.number, offset: byteAt(line, from), length: byteAt(line, from + length) - byteAt(line, from), path })
