import type { Declaration } from '../model/declaration.ts'
import type { Issue } from '../model/issue.ts'
import type { Degree } from '../model/reply.ts'
import type { Report, Stowage, Totals, TransportEvent } from '../model/report.ts'

/** The first 4 KiB of a message and what came with it. */
export interface Head {
  readonly bytes: Uint8Array
  readonly name?: string
  readonly mediaType?: string
}

/** What a reader meets, in the order it stands in the file; one file can hold many reports. */
export type Read =
  /** A report begins. Declarations that follow belong to it. */
  | { readonly report: Report }
  /** One transport document as declared. */
  | { readonly declaration: Declaration }
  /** Something that happened to a container, ULD or conveyance. */
  | { readonly event: TransportEvent }
  /** One line of a stow plan. */
  | { readonly stowage: Stowage }
  /** A report ends: its own totals, to be compared. */
  | { readonly reportEnd: Totals }
  /** What was read last is cut short: the file ends, or another thing begins, before it is closed. Sent again whole under the same reference, it is read. */
  | { readonly cut: true }

/** One thing wrong with a message, in the words of the sender's answer. */
export interface Said extends Issue { readonly text: string, readonly document?: string }

/** What became of one message, for the answer to its sender. `number` is the reference of our own interchange: no other answer has it. */
export interface Receipt {
  readonly number: number
  readonly made: Date
  readonly administration: string
  readonly message: string
  readonly degree: Degree
  readonly received: Date
  /** Why nothing was taken, where a single thing is why. */
  readonly reason?: string
  /** The reports the message held, those that were cut or repeated with them. */
  readonly reports: readonly Report[]
  /** All that is wrong, errors first; at most a thousand. */
  readonly issues: readonly Said[]
}

/** An answer as it leaves: `suffix` ends the name of its file. */
export interface Reply { readonly bytes: Uint8Array, readonly mediaType: string, readonly suffix: string }

/** A message of ours to the carrier about one consignment: `kind` is `request-information`, `request-screening`, `do-not-load`, `hold`, `release`. */
export interface CarrierNotice {
  readonly kind: string
  readonly document: { readonly kind: string, readonly number: string }
  readonly text: string
  readonly deadline?: Date
}

/** Reads one manifest format. Bytes in, declarations out: no clock, no network, no store. */
export interface ManifestFormat {
  readonly id: string
  /** The transport modes its messages can be about. */
  readonly modes: readonly string[]
  /** How sure it is, 0 to 1. The surest above 0.5 reads the message; a tie is an error. */
  recognize (head: Head): number
  /** Bad data goes to `issue`; it is never thrown. An issue said before a declaration is yielded and after the one before it belongs to the message unless its `pointer` is given: then to the next declaration. */
  parse (bytes: AsyncIterable<Uint8Array>, issue: (issue: Issue) => void): AsyncIterable<Read>
  /** The answer in the sender's own language: CONTRL and CUSRES, FNA and FMA, XFNM, 997 and 355. Null where the format answers nothing to such a message. */
  reply? (receipt: Receipt): Reply | null
  /** A message of ours to the carrier: request for information or screening, do not load, hold, release. */
  write? (notice: CarrierNotice): Uint8Array
}
