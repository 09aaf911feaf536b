import { readerOf, type EdifactFault, type EdifactOptions, type Segment } from './edifact-reader.ts'
import { HEAD } from './edifact-services.ts'

export type { EdifactFault, EdifactOptions, Segment } from './edifact-reader.ts'

/** The segments of one or more UN/EDIFACT interchanges (ISO 9735), however their bytes are cut. What is wrong goes to `fault`; nothing is thrown. */
export async function * segments (bytes: AsyncIterable<Uint8Array>, fault: (fault: EdifactFault) => void, options: EdifactOptions = {}): AsyncGenerator<Segment> {
  const read = readerOf(fault, options)
  const block = options.block ?? BLOCK
  let parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    for (let from = 0; from < part.length; from += block) {
      const piece = part.subarray(from, from + block)
      parts.push(piece)
      size += piece.length
      if (size < block) continue
      for (const segment of read(joined(parts), false)) yield segment
      parts = []
      size = 0
    }
  }
  for (const segment of read(joined(parts), true)) yield segment
}

/** The types of the messages that begin in the head of a file, an empty text for one without; null when it is not UN/EDIFACT. */
export const messageTypes = (head: Uint8Array): readonly string[] | null => {
  const found = readerOf(() => {}, {})(head, head.length < HEAD)
  const [first] = found
  if (!first || !ENVELOPE.has(first.tag) || first.offset > PADDING) return null
  return found.filter(({ tag }) => tag === 'UNH').map(({ elements }) => elements[1]?.[0] ?? '')
}

const BLOCK = 65_536
const PADDING = 512
const ENVELOPE: ReadonlySet<string> = new Set(['UNB', 'UNG', 'UNH'])

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts
  return only && parts.length === 1 ? only : Buffer.concat(parts)
}
