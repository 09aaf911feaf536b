import { unicodeMark } from './charset.ts'

/** Bytes as characters to be searched: one a byte, or one a pair of bytes where the file is UTF-16. */
export interface Units {
  /** What the bytes hold; nothing until the first four have come, or the last. */
  take (bytes: Uint8Array, last: boolean): string
  /** Bytes a character. */
  readonly width: () => 1 | 2
  /** Bytes of the mark that stood before the first character. */
  readonly mark: () => number
  /** The character set that the bytes themselves gave away. */
  readonly charset: () => string | undefined
}

/** Turns the bytes of one transmission into characters, each standing for a byte until its character set is known. */
export const unitsOf = (): Units => {
  let begun = false
  let mark = 0
  let charset: string | undefined
  let kept: Uint8Array = new Uint8Array()
  const wide = (): boolean => charset?.startsWith('utf-16') ?? false
  const begin = (bytes: Uint8Array): Uint8Array => {
    const found = unicodeMark(bytes)
    begun = true
    mark = found?.length ?? 0
    charset = found?.charset
    return bytes.subarray(mark)
  }
  return {
    take: (bytes, last) => {
      let all = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
      kept = new Uint8Array()
      if (!begun && all.length < 4 && !last) {
        kept = all
        return ''
      }
      if (!begun) all = begin(all)
      if (!wide()) return Buffer.from(all.buffer, all.byteOffset, all.byteLength).toString('latin1')
      kept = all.subarray(all.length - all.length % 2)
      return pairs(all.subarray(0, all.length - all.length % 2), charset === 'utf-16be')
    },
    width: () => wide() ? 2 : 1,
    mark: () => mark,
    charset: () => charset
  }
}

const pairs = (bytes: Uint8Array, swapped: boolean): string =>
  swapped ? Buffer.from(bytes).swap16().toString('utf16le') : Buffer.from(bytes).toString('utf16le')
