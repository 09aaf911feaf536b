import type { TObject } from '@sinclair/typebox'
import type { Actor } from '../model/actor.ts'
import type { Params } from '../model/finding.ts'
import type { Control, Hold, Outcome, Target } from '../model/target.ts'
import type { Within } from './enricher.ts'

/** A notice a step sends: to one person, or to all with a role. `subject` and `text` are keys of the plugin's texts, under notices. */
export interface Sending {
  readonly to: { readonly role: string } | { readonly person: string }
  readonly subject: string
  readonly text: string
  readonly params?: Params
}

/** What a step did, for the driver to write in the same transaction as its history. Texts are keys with parameters. */
export interface Effect {
  readonly to: string
  /** A person's id; null takes the target from whoever has it. */
  readonly assignee?: string | null
  readonly holds?: readonly ({ readonly place: Hold } | { readonly lift: string })[]
  readonly control?: Control
  /** The id of the control of this target that `control` is the result of; without it, it is a control of its own. */
  readonly fulfils?: string
  readonly outcome?: Omit<Outcome, 'target'>
  /** They leave through the outbox, after the time for undoing. */
  readonly send?: readonly Sending[]
  /** What the timeline shows: a key of the plugin's texts under history, with parameters. */
  readonly says?: { readonly key: string, readonly params?: Params }
}

/** The target a step is asked about, with what stands open on it. */
export interface AtWork extends Target {
  readonly controls: readonly (Control & { readonly id: string })[]
  readonly holds: readonly (Hold & { readonly id: string })[]
  readonly outcome: Outcome | null
}

/** One thing an officer can do with a target. Where it may be done, and whether it ends the target, is in config, workflow.json. */
export interface WorkflowStep {
  readonly id: string
  readonly permission: string
  /** States it can lead to. */
  readonly to: readonly string[]
  /** What the officer fills in, for this target; null when this target does not offer it now (already his own, nothing to lift). */
  offer (target: AtWork, actor: Actor, within: Within): Promise<TObject | null>
  take (target: AtWork, input: unknown, actor: Actor, within: Within): Promise<Effect>
}
