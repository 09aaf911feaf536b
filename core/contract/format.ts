import type { Declaration } from '../model/declaration.ts'
import type { Issue } from '../model/issue.ts'
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

/** What became of one message, for the answer to its sender. */
export interface Receipt {
  readonly message: string
  readonly state: string
  readonly received: Date
  readonly reports: readonly Report[]
  readonly issues: readonly Issue[]
}

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
  /** The sender's answer in the sender's own language: CONTRL and CUSRES, FNA and FMA, XFNM, 997 and 355. */
  reply? (receipt: Receipt): Uint8Array
  /** A message of ours to the carrier: request for information or screening, do not load, hold, release. */
  write? (notice: CarrierNotice): Uint8Array
}
