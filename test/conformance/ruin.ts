import * as fc from 'fast-check'

const WHOLE = 8192
const CUTS = 500

/** Where a message is cut short: at every byte of a short one, at places spread over a long one. */
export const cutsOf = (size: number): readonly number[] =>
  size <= WHOLE ? Array.from({ length: size }, (_, at) => at) : Array.from({ length: CUTS }, (_, turn) => Math.floor(turn * size / CUTS))

/** A message with bytes changed, left out, doubled or swapped. */
export const ruined = (message: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const place = fc.nat({ max: Math.max(0, message.length - 1) })
  const byte = fc.integer({ min: 0, max: 255 })
  const change = fc.tuple(fc.constantFrom('change', 'drop', 'double', 'insert'), place, byte, fc.integer({ min: 1, max: 40 }))
  return fc.array(change, { minLength: 1, maxLength: 12 }).map(changes => {
    let bytes = Buffer.from(message)
    for (const [how, at, value, length] of changes) {
      const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)]
      if (how === 'change') bytes = Buffer.concat([before, Buffer.of(value), bytes.subarray(at + 1)])
      else if (how === 'drop') bytes = Buffer.concat([before, after])
      else if (how === 'double') bytes = Buffer.concat([before, piece, piece, after])
      else bytes = Buffer.concat([before, Buffer.of(value), bytes.subarray(at)])
    }
    return new Uint8Array(bytes)
  })
}

/** Bytes of no format at all, and printable ones that look a little like one. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.string({ maxLength: 2000, unit: fc.constantFrom(...'ABCDEFGUNH0123456789+:\'?*~<>/,.-&; \r\n\t"=') }).map(text => new TextEncoder().encode(text))
)
