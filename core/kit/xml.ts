import { xmlReader } from './xml-reader.ts'
import type { Whole, XmlFault, XmlOptions } from './xml-state.ts'
import type { XmlElement, XmlRead } from './xml-tree.ts'

export type { Whole, XmlFault, XmlOptions } from './xml-state.ts'
export type { XmlPlace } from './xml-place.ts'
export type { XmlAttribute, XmlElement, XmlRead } from './xml-tree.ts'

/**
 * The elements of an XML document as they stream past, however its bytes are cut: those `whole` names with all they hold,
 * of the others where they begin and end. A DOCTYPE and its entities are refused, and so is what goes beyond a limit.
 * What is wrong goes to `fault`; nothing is thrown, and what was read before stands.
 */
export async function * xmlElements (bytes: AsyncIterable<Uint8Array>, fault: (fault: XmlFault) => void, whole: Whole, options: XmlOptions = {}): AsyncGenerator<XmlRead> {
  const reader = xmlReader(fault, whole, options)
  for await (const block of blocksOf(bytes, options.block ?? BLOCK)) {
    for (const read of reader.read(block, false)) yield read
    if (reader.stopped()) return
  }
  for (const read of reader.read(new Uint8Array(), true)) yield read
}

/** The outermost element of a document whose head is given, with its attributes; null where it is no XML that would be read. */
export const xmlRoot = (head: Uint8Array): XmlElement | null => {
  const [first] = xmlReader(() => {}, () => false, {}).read(head, false)
  return first && 'begin' in first ? first.begin : null
}

const BLOCK = 65_536

// Blocks of one size, so that no cut of the sender's makes a difference.
async function * blocksOf (bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    for (let from = 0; from < part.length;) {
      const piece = part.subarray(from, from + size - length)
      parts.push(piece)
      length += piece.length
      from += piece.length
      if (length < size) continue
      yield joined(parts)
      parts = []
      length = 0
    }
  }
  if (length > 0) yield joined(parts)
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts
  return only && parts.length === 1 ? only : Buffer.concat(parts)
}
