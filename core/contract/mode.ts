import type { Consignment } from '../model/consignment.ts'
import type { Declaration } from '../model/declaration.ts'
import type { Issue } from '../model/issue.ts'
import type { Filing, Report } from '../model/report.ts'

/** One code of a reference list, as a mode looks it up. */
export interface Code { readonly code: string, readonly name: string, readonly zone?: string }

/** Looks a code up in a reference list; null where the list does not know it, undefined where the administration keeps no such list. */
export type Lookup = (list: string, code: string) => Code | null | undefined

/** The administration: its country, which office answers for which place, the zone of a place's clock. */
export interface Home {
  readonly country: string
  office (place: string): string | null
  zone (place: string): string | null
}

/** Where a filing belongs. `key` is unique in the administration for one consignment; `links` are values another consignment may share as its own key (`master`, `container`, `voyage`, …), and under `number` whatever else than its document’s number people look it up by, folded as identifiers are. */
export interface Belonging {
  readonly key: string
  readonly links: readonly { readonly scheme: string, readonly value: string }[]
}

/** What holds for one mode of transport, whatever the format it was declared in. */
export interface TransportMode {
  readonly id: string
  /** Kinds of transport document, masters before houses. */
  readonly documents: readonly string[]
  /** Reference lists it looks codes up in. */
  readonly lists: readonly string[]
  /** What is wrong with one declaration, beyond what its format said: check digits, places, weights. Pointers lead into the declaration. */
  validate (declared: Declaration, lookup: Lookup): Iterable<Issue>
  /** Which consignment a filing belongs to (carrier and bill; air waybill; house under master), and what it is linked to. `received` gives dates without a year their year. */
  identity (declared: Declaration, report: Report, received: Date): Belonging
  /** All filings of one consignment, oldest first, become one: which field is taken from which report is the mode's to say (air: goods and parties from FHL and FWB, flight and pieces from FFM). Never throws: what cannot be resolved is left out. */
  merge (filings: readonly Filing[], lookup: Lookup, home: Home): Omit<Consignment, 'id'>
  /** When officers must have decided: what the work list is sorted by. */
  due (consignment: Consignment): Date | null
}
