import type { Static, TObject } from '@sinclair/typebox'
import type { Desk } from './desk.ts'

/** What a page's form did: where the reader is sent, and what is said there (a key of texts with parameters). With `once` he stays: the page is drawn at once with this under `once` in its view, and it is kept nowhere, as a secret must be. */
export interface Acted { readonly to: string, readonly says?: string, readonly params?: Readonly<Record<string, string | number>>, readonly once?: object }

/** One page of the console: a question, a view model, a template. `path` may hold `:name` parts, which are part of the query. */
export interface ConsolePage<Q extends TObject = TObject> {
  readonly id: string
  readonly path: string
  readonly permission: string
  readonly menu?: { readonly section: string, readonly order: number }
  /** Its path parts and query string; numbers and booleans are read from text. */
  readonly query: Q
  /** In the plugin's own templates/, without ending. */
  readonly template: string
  view (query: Static<Q>, desk: Desk): Promise<object>
  /** What its forms do. `form` is the fields as sent, text or lists of text. */
  act? (form: Readonly<Record<string, string | readonly string[]>>, query: Static<Q>, desk: Desk): Promise<Acted>
}
