import { isAscii, isUtf8 } from 'node:buffer'

/** What had to be done to read a line: `encoding-fallback` its bytes are not UTF-8 and were read as windows-1252; `text-repaired` typographic dashes, blanks and quotes were made plain; `line-too-long` it was cut. */
export type LineFault = 'encoding-fallback' | 'text-repaired' | 'line-too-long'

/** One line of a text, with where its bytes lie in the stream. A line over the limit comes in several pieces with one number. */
export interface TextLine {
  readonly text: string
  /** Counted from 1. */
  readonly number: number
  /** Of its first byte. */
  readonly offset: number
  /** In bytes, without the line end. */
  readonly length: number
  readonly faults: readonly LineFault[]
  /** Where each character's bytes begin; only where some take more than one. */
  readonly starts?: readonly number[]
}

/** The lines of a text, ended by CRLF, LF or CR, the same however the bytes are cut. */
export async function * linesOf (bytes: AsyncIterable<Uint8Array>, { longest = 65_536 }: { readonly longest?: number } = {}): AsyncGenerator<TextLine> {
  const cutter = lineCutter(Math.max(longest, LEAST))
  for await (const chunk of bytes) {
    for (const byte of chunk) {
      const line = cutter.take(byte)
      if (line) yield line
    }
  }
  const last = cutter.end()
  if (last) yield last
}

/** The byte offset in the stream of a line's character; of its end, for the index after the last. */
export const byteAt = (line: TextLine, index: number): number =>
  index >= line.text.length ? line.offset + line.length : line.starts?.[index] ?? line.offset + index

const LF = 0x0A
const CR = 0x0D
/** A piece holds more than one UTF-8 character, so cutting always gets on. */
const LEAST = 16

interface Cutter { take (byte: number): TextLine | null, end (): TextLine | null }

const lineCutter = (longest: number): Cutter => {
  const held = Buffer.alloc(longest)
  let length = 0
  let next = 0
  let number = 1
  let cut = false
  let afterReturn = false

  const give = (end: number, more: boolean): TextLine => {
    const line = decoded(held.subarray(0, end), number, next - length, more || cut)
    held.copyWithin(0, end, length)
    length -= end
    cut = more
    if (!more) number++
    return line
  }
  return {
    take: byte => {
      const closes = byte === LF && afterReturn
      afterReturn = byte === CR
      let line: TextLine | null = null
      if (byte === LF || byte === CR) {
        if (!closes) line = give(length, false)
      } else {
        if (length === longest) line = give(boundary(held, byte), true)
        held[length++] = byte
      }
      next++
      return line
    },
    end: () => length > 0 ? give(length, false) : null
  }
}

const continues = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xC0) === 0x80

/** Where a full buffer may be cut without parting the bytes of one character. */
const boundary = (held: Buffer, following: number): number => {
  if (!continues(following)) return held.length
  let end = held.length
  while (end > held.length - 3 && continues(held[end - 1])) end--
  return (held[end - 1] ?? 0) >= 0xC0 ? end - 1 : held.length
}

/** windows-1252 where it differs from ISO 8859-1: 0x80 to 0x9F (five places are not assigned). */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'
const C1 = /[\u0080-\u009F]/g
const PLAIN: Readonly<Record<string, string>> = { '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-', '\u00A0': ' ', '\u202F': ' ', '\u2018': '\'', '\u2019': '\'', '\u201C': '"', '\u201D': '"' }
const TYPOGRAPHIC = /[\u2010-\u2014\u2212\u00A0\u202F\u2018\u2019\u201C\u201D]/g

const decoded = (held: Buffer, number: number, offset: number, cut: boolean): TextLine => {
  const marked = offset === 0 && held[0] === 0xEF && held[1] === 0xBB && held[2] === 0xBF
  const bytes = marked ? held.subarray(3) : held
  const place = { number, offset: marked ? offset + 3 : offset, length: bytes.length }
  const faults: LineFault[] = cut ? ['line-too-long'] : []
  if (isAscii(bytes)) return { ...place, text: bytes.toString('latin1'), faults }
  const wide = isUtf8(bytes)
  const text = wide ? bytes.toString('utf8') : bytes.toString('latin1').replace(C1, byte => WINDOWS[byte.charCodeAt(0) - 0x80] ?? byte)
  if (!wide) faults.push('encoding-fallback')
  const plain = text.replace(TYPOGRAPHIC, mark => PLAIN[mark] ?? mark)
  if (plain !== text) faults.push('text-repaired')
  return { ...place, text: plain, faults, ...(wide ? { starts: startsOf(text, place.offset) } : {}) }
}

const startsOf = (text: string, offset: number): readonly number[] => {
  const starts: number[] = []
  let at = offset
  for (const character of text) {
    for (let unit = 0; unit < character.length; unit++) starts.push(at)
    at += Buffer.byteLength(character)
  }
  return starts
}
