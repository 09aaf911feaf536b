import { Type, type Static } from '@sinclair/typebox'
import type { Issue } from '../model/issue.ts'
import { maybe } from '../model/kind.ts'
import type { WatchEntry } from '../model/watch-entry.ts'

const strict = { additionalProperties: false }

/** One code of a reference list. Coordinates in degrees, WGS 84; `zone` an IANA time zone; `until` the last day it was in force. */
export const ReferenceEntry = Type.Object({
  code: Type.String({ minLength: 1 }),
  name: Type.String(),
  latitude: maybe(Type.Number()),
  longitude: maybe(Type.Number()),
  zone: maybe(Type.String()),
  until: maybe(Type.String({ format: 'date' }))
}, strict)
export type ReferenceEntry = Static<typeof ReferenceEntry>

/** An entry with the list it stands in. `gone`: no longer in force; `change` numbers it for `entries(list, since)`. */
export interface Listed {
  readonly list: string
  readonly title: string
  readonly sensitivity: string
  /** Whose list it is: of a silent one, only this person learns. */
  readonly owner: string
  readonly entry: string
  readonly change: number
  readonly gone: boolean
  readonly what: WatchEntry
}

interface Feed<E> {
  readonly id: string
  /** The list it fills. */
  readonly list: string
  /** A load outside these bounds is refused and the list in use stays. `largestDrop` is a share of what is in use. */
  readonly expect: { readonly min: number, readonly max: number, readonly largestDrop: number }
  /** What it would read, so that an unchanged file is not loaded again: a hash or a version; null when there is nothing to read. */
  version (): Promise<string | null>
  /** Whatever of a row was not read is reported. */
  load (issue: (issue: Issue) => void): AsyncIterable<E>
}

/** Where a list comes from: places, commodities, carriers; or who and what to watch for. Loaded at start and whenever its version changes. */
export type DataSource =
  | Feed<ReferenceEntry> & { readonly feeds: 'reference' }
  | Feed<WatchEntry> & { readonly feeds: 'watch-list', readonly title: string }
