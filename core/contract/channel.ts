/** One message as it came in. `sender` is who sent it, as the channel proved it. */
export interface Incoming {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly sender: string
  readonly name?: string
  readonly mediaType?: string
}

/** What became of a message handed in: its id, and whether the very same bytes of the same sender were here before. */
export interface Accepted { readonly message: string, readonly duplicate: boolean }

/** Resolves once the message is safely stored; only then may a channel acknowledge it. */
export type Accept = (message: Incoming) => Promise<Accepted>

/** A way in for messages. */
export interface Channel {
  readonly id: string
  /** Opens it; resolves with what closes it. */
  open (accept: Accept): Promise<() => Promise<void>>
  /** A way out as well: an answer to what a sender handed in by it. `name` is that of the message and the answer's own: a second try under it must be harmless. */
  deliver? (bytes: Uint8Array, sender: string, name: string): Promise<void>
}
