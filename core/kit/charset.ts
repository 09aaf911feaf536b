import { TextDecoder } from 'node:util'

/** What some bytes were read as. `fallback` is true when that is not what the sender declared. */
export interface Decoded { readonly text: string, readonly charset: string, readonly fallback: boolean }

/** Reads a piece of bytes: a segment, a line, a row. Piece by piece, so that one badly sent name does not spoil its neighbours. */
export type Decoder = (bytes: Uint8Array, declared?: string) => Decoded

/** A form of Unicode that the first bytes give away, and how many of them are its mark. */
export interface UnicodeMark { readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be', readonly length: 0 | 2 | 3 }

/** Tells Unicode by its byte order mark, or UTF-16 without one by a zero in every second byte; null when nothing is given away. */
export const unicodeMark = (head: Uint8Array): UnicodeMark | null => {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 }
  if (a && b === 0 && c && d === 0) return { charset: 'utf-16le', length: 0 }
  if (a === 0 && b && c === 0 && d) return { charset: 'utf-16be', length: 0 }
  return null
}

/**
 * Makes the reader of bytes that never loses any. The declared set is believed; where it is ASCII, UTF-8, unknown or
 * not given, strict UTF-8 is tried, then the fallback of the site (windows-1252, 1251, 1256, gb18030, shift_jis).
 * ISO 8859-1 is doubted when the bytes are valid UTF-8, which Latin text by chance never is and mislabelled files often are.
 */
export const decoderOf = (fallback = 'windows-1252'): Decoder => {
  const made = new Map<string, TextDecoder | null>()
  const read = (bytes: Uint8Array, charset: string): string | null => {
    if (isLatin1(charset)) return latin1(bytes)
    const known = made.get(charset)
    const decoder = known === undefined ? strict(charset) : known
    made.set(charset, decoder)
    return decoder ? decoded(decoder, bytes) : null
  }
  return (bytes, declared) => {
    const said = declared?.toLowerCase() ?? 'us-ascii'
    if (bytes.every(byte => byte < 0x80)) return { text: latin1(bytes), charset: said, fallback: false }
    for (const charset of candidates(said, fallback)) {
      const text = read(bytes, charset)
      if (text !== null) return { text, charset, fallback: charset !== said }
    }
    return { text: latin1(bytes), charset: 'windows-1252', fallback: said !== 'windows-1252' }
  }
}

const UNCERTAIN: ReadonlySet<string> = new Set(['us-ascii', 'ascii', 'utf-8', 'iso-8859-1'])

const candidates = (said: string, fallback: string): readonly string[] =>
  UNCERTAIN.has(said) ? ['utf-8', ...(said === 'iso-8859-1' ? [said] : []), fallback] : [said, 'utf-8', fallback]

const isLatin1 = (charset: string): boolean => charset === 'windows-1252' || charset === 'iso-8859-1'

// Bytes 80 to 9F as windows-1252 has them; the platform's own decoder leaves them as control characters in some versions.
const QUOTES = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const HIGH = /[\u0080-\u009f]/g

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    .replace(HIGH, letter => QUOTES[letter.charCodeAt(0) - 0x80] ?? letter)

const strict = (charset: string): TextDecoder | null => {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true })
  } catch {
    return null // a name no one knows: the next candidate reads it
  }
}

const decoded = (decoder: TextDecoder, bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes)
  } catch {
    return null // not of this set: the next candidate reads it
  }
}
