const SSL_REQUEST = 80_877_103
const GSS_REQUEST = 80_877_104
const CANCEL_REQUEST = 80_877_102
const SYNC = 0x53
const QUERY = 0x51
const TERMINATE = 0x58
const READY = 0x5A

/** What a client has sent whole: a greeting to be declined, a round of messages to be answered at once, or its farewell. */
export type Round = { readonly decline: true } | { readonly round: Uint8Array } | { readonly farewell: true }

/**
 * Cuts what a PostgreSQL client sends into rounds that must not be mixed with another client's: everything up to a Sync or a simple Query
 * (PostgreSQL 18, 54.2 Message Flow). The embedded database has one session: a Parse of one client between Parse and Bind of another would lose it.
 */
export class Rounds {
  #parts: Buffer[] = []
  #size = 0
  #begun = false

  /** Takes more bytes; gives the rounds that are whole with them. */
  add (bytes: Buffer): Round[] {
    this.#parts.push(bytes)
    this.#size += bytes.length
    if (this.#size < 5) return []
    let all = this.#parts.length === 1 ? bytes : Buffer.concat(this.#parts, this.#size)
    const rounds: Round[] = []
    for (let found = this.#next(all); found !== null; found = this.#next(all)) {
      rounds.push(found.round)
      all = all.subarray(found.length)
    }
    this.#parts = all.length === 0 ? [] : [all]
    this.#size = all.length
    return rounds
  }

  #next (all: Buffer): { readonly round: Round, readonly length: number } | null {
    if (!this.#begun) return this.#greeting(all)
    for (let at = 0; at + 5 <= all.length;) {
      const end = at + 1 + all.readInt32BE(at + 1)
      if (end > all.length) return null
      const type = all[at]
      if (type === TERMINATE) return { round: { farewell: true }, length: end }
      if (type === SYNC || type === QUERY) return { round: { round: all.subarray(0, end) }, length: end }
      at = end
    }
    return null
  }

  #greeting (all: Buffer): { readonly round: Round, readonly length: number } | null {
    if (all.length < 8) return null
    const length = all.readInt32BE(0)
    if (all.length < length) return null
    const code = all.readInt32BE(4)
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { round: { decline: true }, length }
    if (code === CANCEL_REQUEST) return { round: { farewell: true }, length }
    this.#begun = true
    return { round: { round: all.subarray(0, length) }, length }
  }
}

/** Whether the session stands in a transaction after an answer: its last ReadyForQuery says so; null when it has none. */
export const inTransaction = (answer: Uint8Array): boolean | null => {
  // ReadyForQuery is always the last six bytes of a round's answer: type, length 5, status.
  const [type, , , , length, status] = answer.subarray(-6)
  return type === READY && length === 5 ? status !== 0x49 : null
}
