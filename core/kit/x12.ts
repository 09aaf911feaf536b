import { HEAD } from './x12-delimiters.ts'
import { x12ReaderOf } from './x12-reader.ts'
import type { X12Fault, X12Options, X12Segment } from './x12-state.ts'

export type { X12Fault, X12Options, X12Segment } from './x12-state.ts'

/** The segments of one or more ANSI X12 interchanges, however their bytes are cut and their lines end. What is wrong goes to `fault`; nothing is thrown. */
export async function * x12Segments (bytes: AsyncIterable<Uint8Array>, fault: (fault: X12Fault) => void, options: X12Options = {}): AsyncGenerator<X12Segment> {
  const read = x12ReaderOf(fault, options)
  const block = options.block ?? BLOCK
  let parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    for (let from = 0; from < part.length; from += block) {
      const piece = part.subarray(from, from + block)
      parts.push(piece)
      size += piece.length
      if (size < block) continue
      for (const segment of read(Buffer.concat(parts), false)) yield segment
      parts = []
      size = 0
    }
  }
  for (const segment of read(Buffer.concat(parts), true)) yield segment
}

/** The transaction sets (ST01) that begin in the head of a file, such as `309`; null when it is not ANSI X12. */
export const transactionSets = (head: Uint8Array): readonly string[] | null => {
  const found = x12ReaderOf(() => {}, {})(head, true)
  const [first] = found
  if (!first || !ENVELOPE.has(first.tag) || first.offset > PADDING) return null
  return found.filter(({ tag, cut }) => tag === 'ST' && cut === undefined).map(({ elements }) => elements[0]?.trim() ?? '')
}

const BLOCK = 65_536
const PADDING = HEAD / 8
const ENVELOPE: ReadonlySet<string> = new Set(['ISA', 'GS', 'ST'])
