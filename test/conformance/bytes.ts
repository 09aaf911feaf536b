/** A message as a channel hands it over: in one piece. */
export async function * whole (bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** The same message in pieces of the sizes given, over and over; empty pieces are pieces too. */
export async function * inPieces (bytes: Uint8Array, sizes: readonly number[]): AsyncIterable<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    // Two empty pieces in a row would never end: after the round the size is one at least.
    const size = Math.max(sizes[turn % sizes.length] ?? 1, turn > sizes.length ? 1 : 0)
    yield bytes.subarray(at, at + size)
    at += size
  }
}
