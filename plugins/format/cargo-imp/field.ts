import { byteAt, type Position, type TextLine } from 'wco-cts'

/** Words of a message with their place in the bytes received. */
export interface Words { readonly text: string, readonly at: Position }

/** A line as it was meant: put together from the lines it was wrapped into, each character still knowing its place. */
export interface Line { readonly text: string, readonly pieces: readonly Piece[] }
interface Piece { readonly from: number, readonly source: TextLine, readonly start: number }

/** A stretch of one line; `path` is the line identifier it stands under. */
export interface Field extends Words { readonly line: Line, readonly from: number, readonly path: string }

/** A stretch of one received line as a line of its own. */
export const lineOf = (source: TextLine, start = 0, end = source.text.length): Line => {
  const text = source.text.slice(start, end)
  const lead = text.length - text.trimStart().length
  return { text: text.trim(), pieces: [{ from: 0, source, start: start + lead }] }
}

/** A line and what was wrapped off its end, with a blank where it was parted. */
export const continued = (line: Line, more: Line): Line => ({
  text: `${line.text} ${more.text}`,
  pieces: [...line.pieces, ...more.pieces.map(piece => ({ ...piece, from: piece.from + line.text.length + 1 }))]
})

/** The whole of a line as a field. */
export const wholeOf = (line: Line, path: string): Field => fieldOf(line, path, 0, line.text.length)

/** The elements of a line: slants part them (Cargo-IMP, rule of the slant). */
export const elementsOf = (line: Line, path: string): readonly Field[] => slantsOf(wholeOf(line, path))

/** The elements of a field that holds several. */
export const slantsOf = ({ text, line, from, path }: Field): readonly Field[] => {
  const fields: Field[] = []
  let start = from
  for (const element of text.split('/')) {
    fields.push(fieldOf(line, path, start, start + element.length))
    start += element.length + 1
  }
  return fields
}

/** A stretch of a field. */
export const part = ({ line, path, from }: Field, start: number, end: number): Field => fieldOf(line, path, from + start, from + end)

/** Several elements in a row as one text, slants and all: names and free text hold slants in practice. */
export const rejoined = (fields: readonly Field[]): Field | undefined => {
  const [first] = fields
  const last = fields.at(-1)
  return first && last && fieldOf(first.line, first.path, first.from, last.from + last.text.length)
}

/** What the named groups of a pattern found. */
export type Groups = Readonly<Record<string, Field | undefined>>

/** The named groups of a pattern (with flag `d`) found in a field; null where it does not match. */
export const groupsOf = (field: Field, pattern: RegExp): Groups | null => {
  const match = pattern.exec(field.text)
  if (!match) return null
  const found: Record<string, Field> = {}
  for (const [name, range] of Object.entries(match.indices?.groups ?? {})) {
    // A group that took no part has no range, whatever its type says.
    if (range) found[name] = part(field, range[0], range[1])
  }
  return found
}

/** A code in capitals: the grammar knows no other, senders do. */
export const capital = <W extends Words> (words: W | undefined): W | undefined => words && { ...words, text: words.text.toUpperCase() }

/** The place from the beginning of one to the end of another. */
export const spanning = (first: Words, last: Words): Position => {
  const begin = first.at.offset ?? 0
  return { ...first.at, length: Math.max(0, (last.at.offset ?? 0) + (last.at.length ?? 0) - begin) }
}

const fieldOf = (line: Line, path: string, from: number, to: number): Field => {
  const raw = line.text.slice(from, to)
  const text = raw.trim()
  const start = text === '' ? from : from + raw.length - raw.trimStart().length
  return { text, line, from: start, path, at: placeOf(line, path, start, start + text.length) }
}

const placeOf = (line: Line, path: string, from: number, to: number): Position => {
  const [number, offset] = spot(line, from)
  const end = to > from ? spot(line, to - 1, 1)[1] : offset
  return { line: number, offset, length: end - offset, ...(path === '' ? {} : { path }) }
}

const spot = ({ pieces }: Line, index: number, beyond = 0): readonly [number, number] => {
  const piece = pieces.findLast(({ from }) => from <= index) ?? pieces[0]
  return piece ? [piece.source.number, byteAt(piece.source, piece.start + index - piece.from + beyond)] : [1, 0]
}
