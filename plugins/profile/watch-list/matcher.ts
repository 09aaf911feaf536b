import type { Consignment, Listed } from 'wco-cts'
import type { Ground, Slip } from './facts.ts'

/** An entry met in a place of a consignment. */
export interface Met {
  readonly listed: Listed
  readonly by: Ground
  readonly score: number
  readonly at: string
  readonly matched: string
  readonly found: string
  readonly parts: readonly string[]
  readonly slip?: Slip
}

/** One way in which entries are met; entries that have nothing for it are passed over. */
export interface Matcher {
  add (listed: Listed): void
  /** Takes an entry out: the very one that was added. */
  remove (listed: Listed): void
  find (consignment: Consignment): readonly Met[]
}
