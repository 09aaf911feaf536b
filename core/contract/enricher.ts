import type { Static, TSchema } from '@sinclair/typebox'
import type { Knex } from 'knex'
import type { Consignment } from '../model/consignment.ts'
import type { Facts } from '../model/finding.ts'
import type { Key } from '../model/keys.ts'

/** What is known of a key from consignments received before this one: how many, since when, and how the controlled ones ended. */
export interface Earlier {
  readonly consignments: number
  readonly first: Date
  readonly last: Date
  readonly targets: number
  readonly outcomes: Readonly<Record<string, number>>
}

/** The transaction at hand. A second connection inside it would miss the batch on PostgreSQL and wait for ever on the embedded database. */
export interface Within {
  /** The plugin's own tables, in this transaction. */
  readonly tables: Knex.Transaction
  /** When the work at hand began: the only clock a plugin may read here. */
  readonly now: Date
  /** The administration's clock, an IANA time zone: by it a day begins. UTC where there is none. */
  readonly zone?: string | undefined
  /** The keys of one consignment of the batch: every value of it that other consignments may share. */
  keys (consignment: string): readonly Key[]
  /** What earlier consignments, the batch’s own before it included, say of one key of one consignment, as it was when the consignment came: assessed again it has the same past. Null: never seen before. Counted by core: a second run counts nothing twice. */
  earlier (consignment: string, key: Key): Earlier | null
}

/** Adds what is known beyond the declaration. Its facts are kept under its id. */
export interface Enricher<F extends TSchema = TSchema> {
  readonly id: string
  readonly facts: F
  /** Enrichers whose facts it reads; they run first. */
  readonly after?: readonly string[]
  /** Called before every batch, outside any transaction: what is kept in memory is loaded here, and at once when it is there. A throw leaves its facts missing. */
  prepare? (): Promise<void>
  /** One answer for each consignment, in their order. Every question goes through `within`: the transaction of the batch. */
  enrich (batch: readonly Consignment[], known: readonly Facts[], within: Within): Promise<readonly Static<F>[]>
}
