import { linesOf, type Issue, type Read } from 'wco-cts'
import { lineOf } from './line.ts'
import { readerOf } from './reader.ts'

/**
 * Reads a message: bytes in, reports and declarations out, as they come. A manifest may be larger than the memory,
 * so nothing is held but the bill at hand. Whatever is wrong goes to `issue`; nothing is ever thrown.
 */
export const parse = async function * (bytes: AsyncIterable<Uint8Array>, issue: (issue: Issue) => void): AsyncGenerator<Read> {
  const reader = readerOf(issue)
  const said = new Set<string>()
  for await (const line of linesOf(bytes)) {
    // What is wrong with the whole file's letters is said once, not on each of ten thousand lines.
    for (const code of line.faults.filter(fault => !said.has(fault))) {
      said.add(code)
      issue({ code, severity: 'warning', at: { line: line.number, offset: line.offset, length: line.length } })
    }
    if (line.text.trim() !== '') yield * reader.take(lineOf(line))
  }
  yield * reader.end()
}
