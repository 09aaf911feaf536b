import type { Issue, Position } from 'wco-cts'
import type { Draft } from './draft.ts'
import type { Head } from './manifest.ts'

/** What an administration set, and where issues go. */
export interface Terms { readonly issue: (issue: Issue) => void, readonly actions: Readonly<Record<string, string>> }

/** One transaction set being read: a manifest (309) of many bills, or one bill of lading (310). */
export interface Message {
  readonly terms: Terms
  readonly head: Head
  readonly isManifest: boolean
  /** The port whose bills are being read, and how many it announces. */
  port: { readonly draft: Draft, readonly at: Position, readonly declared: string | undefined, bills: number } | null
  draft: Draft | null
  bills: number
  /** Where the head announces the number of bills. */
  announced: Position | null
  /** The line on which each bill was read. */
  readonly seen: Map<string, number>
  begun: boolean
}
