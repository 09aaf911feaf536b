import type { Issue, Position } from 'wco-cts'
import type { Actions } from './consignment.ts'
import type { Draft } from './draft.ts'
import type { Yard } from './equipment.ts'
import type { Head } from './head.ts'
import type { Late } from './late.ts'
import type { Counted } from './totals.ts'

/** What an administration set, and where issues go. */
export interface Terms {
  readonly issue: (issue: Issue) => void
  readonly actions: Actions
  /** Containers that no consignment names become consignments of their own. */
  readonly ownConsignments: boolean
}

/** One CUSCAR message being read. */
export interface Message {
  readonly terms: Terms
  readonly head: Head
  readonly yard: Yard
  readonly counted: Counted
  readonly late: Late
  /** The line on which each document of the message was read. */
  readonly seen: Map<string, number>
  /** The consignment being read; null in the head. */
  draft: Draft | null
  /** The number its CNI gives it, and where. */
  listed: { readonly number: string, readonly at: Position } | null
  /** Nothing was said of the consignment yet but the numbers of its documents. */
  bare: boolean
  begun: boolean
}
