import type { Static, TObject } from '@sinclair/typebox'
import type { Host } from './host.ts'

/** The contract a plugin was written against. Core refuses any other. */
export const CONTRACT = 1

/** All that is known of a plugin before a line of it runs. */
export interface Plugin<C extends TObject = TObject> {
  /** Its folder below plugins/ and its key in the config: `format/cuscar`. */
  readonly id: `${string}/${string}`
  readonly contract: typeof CONTRACT
  /** Its options, with their defaults; anything else in the config is refused. */
  readonly config: C
  /** Plugins that must be enabled too; they are registered first. */
  readonly needs?: readonly string[]
  /** Permissions it brings, and in one line what each allows. */
  readonly permissions?: Readonly<Record<string, string>>
  /** Adds what it extends to the host. Opens nothing yet: that is for a channel's open, or onReady. */
  register (host: Host, config: Static<C>): void | Promise<void>
}

/** Types the card; adds nothing at run time. */
export const definePlugin = <C extends TObject>(plugin: Plugin<C>): Plugin<C> => plugin
