/** A notice in the reader's language, ready to read. `link` is a path of the console. */
export interface Notice {
  readonly subject: string
  readonly text: string
  readonly link: string
}

/** Brings a notice to a person or a system. A throw is retried, and shown when it stays. */
export interface Notifier {
  readonly id: string
  /** The scheme of the addresses it serves: `inbox:` and a person's id, `mailto:` and an address. */
  readonly scheme: string
  send (notice: Notice, to: string, key: string): Promise<void>
}
