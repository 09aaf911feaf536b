/** One row of a table in a text file, and the line it begins on. */
export interface Row { readonly line: number, readonly cells: readonly string[] }

/** A row whose cells are named by the first row of the file. A cell that is not there has no name. */
export interface NamedRow { readonly line: number, readonly cells: Readonly<Record<string, string>> }

/** How a table is written: comma, double quote and UTF-8 unless said (RFC 4180). The encoding is a label of the WHATWG encoding standard. */
export interface Layout { readonly delimiter?: string, readonly quote?: string, readonly encoding?: string }

/** What is wrong with a row; its text is kept by the plugin that reads the file, under `issues.row-quote-open`, `row-length` and `row-too-long`. */
export interface RowIssue {
  readonly code: 'row-quote-open' | 'row-length' | 'row-too-long'
  readonly severity: 'warning'
  readonly at: { readonly line: number }
  readonly params?: Record<string, number>
}

/**
 * The rows of a delimited file as they come, however its bytes are cut. Empty lines are passed over.
 * A quote that is never closed is an issue and is read as a plain character: it costs its own line, not the rest of the file.
 */
export async function * delimitedRows (bytes: AsyncIterable<Uint8Array>, issue: (issue: RowIssue) => void, layout: Layout = {}): AsyncGenerator<Row> {
  const held = nothingHeld()
  for await (const line of numberedLines(bytes, layout.encoding ?? 'utf-8')) {
    if (line.cut) issue({ code: 'row-too-long', severity: 'warning', at: { line: line.number } })
    yield * take(held, [line], layout, issue)
  }
  while (held.lines.length > 0) yield * take(held, [...(yield * giveUp(held, layout, issue))], layout, issue)
}

/** The rows of a delimited file with a heading row. A row of another length than the heading is an issue; what it has is given. */
export async function * delimitedRecords (bytes: AsyncIterable<Uint8Array>, issue: (issue: RowIssue) => void, layout: Layout = {}): AsyncGenerator<NamedRow> {
  let names: readonly string[] | null = null
  for await (const { line, cells } of delimitedRows(bytes, issue, layout)) {
    if (names === null) {
      names = cells.map(name => name.trim())
      continue
    }
    if (cells.length !== names.length) issue({ code: 'row-length', severity: 'warning', at: { line }, params: { expected: names.length, found: cells.length } })
    yield { line, cells: Object.fromEntries(names.flatMap((name, column) => cells[column] === undefined ? [] : [[name, cells[column]]])) }
  }
}

/** `cut`: it went on beyond all measure, and is given in pieces. */
interface Line { readonly number: number, readonly text: string, readonly end: string, readonly cut?: boolean }

// Bounds of one quoted row. A real one is a few lines; beyond these the quote is a stray character.
const MOST_LINES = 100
const MOST_CHARACTERS = 262_144
const LONGEST_LINE = 1_048_576

/** The lines of a row whose quote is still open, and how far it was read. */
interface Held { lines: readonly Line[], size: number, scan: Scan }
const nothingHeld = (): Held => ({ lines: [], size: 0, scan: start() })

const literal = (line: Line, { delimiter = ',' }: Layout): Row => ({ line: line.number, cells: line.text.split(delimiter) })

/** The rows that end with these lines; what is not ended stays held. */
function * take (held: Held, queue: Line[], layout: Layout, issue: (issue: RowIssue) => void): Generator<Row> {
  const { delimiter = ',', quote = '"' } = layout
  for (let line = queue.shift(); line !== undefined; line = queue.shift()) {
    if (held.lines.length === 0 && !line.text.includes(quote)) {
      if (line.text !== '') yield literal(line, layout)
      continue
    }
    const scan = scanned(held.scan, line.text, delimiter, quote)
    const begun = held.lines[0]?.number ?? line.number
    Object.assign(held, { lines: [...held.lines, line], size: held.size + line.text.length, scan: { ...scan, cell: scan.cell + line.end } })
    if (!scan.quoted) {
      Object.assign(held, nothingHeld())
      yield { line: begun, cells: [...scan.cells, scan.cell] }
    } else if (held.lines.length >= MOST_LINES || held.size >= MOST_CHARACTERS) queue.unshift(...(yield * giveUp(held, layout, issue)))
  }
}

/** The line with the stray quote, read literally; what was held behind it is given back to be read again. */
function * giveUp (held: Held, layout: Layout, issue: (issue: RowIssue) => void): Generator<Row, readonly Line[]> {
  const [first, ...rest] = held.lines
  Object.assign(held, nothingHeld())
  if (first === undefined) return []
  issue({ code: 'row-quote-open', severity: 'warning', at: { line: first.number } })
  yield literal(first, layout)
  return rest
}

interface Scan { readonly cells: readonly string[], readonly cell: string, readonly quoted: boolean }
const start = (): Scan => ({ cells: [], cell: '', quoted: false })

/** Reads on through one line. A quote opens a cell only at its beginning; elsewhere it is a character. */
const scanned = (from: Scan, text: string, delimiter: string, quote: string): Scan => {
  const cells = [...from.cells]
  let { cell, quoted } = from
  for (let at = 0; at < text.length;) {
    if (quoted) {
      const close = text.indexOf(quote, at)
      cell += text.slice(at, close < 0 ? text.length : close)
      if (close < 0) break
      const doubled = text.startsWith(quote, close + quote.length)
      if (doubled) cell += quote
      else quoted = false
      at = close + quote.length * (doubled ? 2 : 1)
    } else if (cell === '' && text.startsWith(quote, at)) {
      quoted = true
      at += quote.length
    } else {
      const next = text.indexOf(delimiter, at)
      cell += text.slice(at, next < 0 ? text.length : next)
      if (next < 0) break
      cells.push(cell)
      cell = ''
      at = next + delimiter.length
    }
  }
  return { cells, cell, quoted }
}

async function * numberedLines (bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let number = 0
  const cut = function * (more: string, last: boolean): Generator<Line> {
    const text = rest + more
    let from = 0
    for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
      // A carriage return at the end of a chunk may be half of CRLF.
      if (!last && end === '\r' && index === text.length - 1) break
      yield { number: ++number, text: text.slice(from, index), end }
      from = index + end.length
    }
    rest = text.slice(from)
    if ((last && rest !== '') || rest.length > LONGEST_LINE) {
      yield { number: ++number, text: rest, end: '', cut: !last }
      rest = ''
    }
  }
  for await (const chunk of bytes) yield * cut(decoder.decode(chunk, { stream: true }), false)
  yield * cut(decoder.decode(), true)
}
