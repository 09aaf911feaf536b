import type { Static, TObject } from '@sinclair/typebox'
import type { Consignment } from '../model/consignment.ts'
import type { Facts, Finding } from '../model/finding.ts'

/** One published profile: what an officer wrote, and which version of it this is. */
export interface Published<S> { readonly profile: string, readonly version: number, readonly settings: S }

/** A finding, and whose it is; or that one profile failed, which makes the assessment incomplete, never green. */
export type Match =
  | { readonly profile: string, readonly version: number, readonly finding: Finding }
  | { readonly profile: string, readonly version: number, readonly failed: string }

/** One condition of a profile on one consignment. `says` is a key of the plugin's texts; `holds` null where it cannot be told apart from the rest. */
export interface Condition {
  readonly says: string
  readonly params: Readonly<Record<string, string | number>>
  readonly holds: boolean | null
  readonly value: unknown
  readonly at: string
}

/** Why one profile matched or did not. `nearest`: matched but for one condition. */
export interface Explanation {
  readonly matched: boolean
  readonly nearest: boolean
  readonly conditions: readonly Condition[]
}

/** Sees every profile of one type in one consignment. Pure and synchronous: what needs a question to the store is an enricher's fact. */
export interface Assessor<S> {
  assess (consignment: Consignment, facts: Facts): Iterable<Match>
  /** The same index with a few profiles more or fewer, without building it anew. A changed profile is in both. */
  change (added: readonly Published<S>[], removed: readonly string[]): Assessor<S>
}

/** A kind of profile. An officer fills in `settings`; `compile` makes all published ones ready to run. */
export interface ProfileType<S extends TObject = TObject> {
  readonly id: string
  readonly settings: S
  /** Enrichers whose facts it reads. */
  readonly reads?: readonly string[]
  /** What is wrong with settings that pass the schema: a rule that can never fire, a pattern out of bounds. Keys of texts under problems. */
  refuse? (settings: Static<S>): readonly { readonly pointer: string, readonly detail: string, readonly params?: Readonly<Record<string, string | number>> }[]
  compile (published: AsyncIterable<Published<Static<S>>>): Promise<Assessor<Static<S>>>
  /** For one profile, published, draft or retired: core fetches it. */
  explain (published: Published<Static<S>>, consignment: Consignment, facts: Facts): Explanation
  /** Proposes better settings from outcomes; a person decides. */
  learn? (settings: Static<S>, outcomes: AsyncIterable<{ readonly consignment: Consignment, readonly facts: Facts, readonly outcome: string }>): Promise<Static<S>>
}
