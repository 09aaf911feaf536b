import type { TObject } from '@sinclair/typebox'
import type { Actor } from '../model/actor.ts'
import type { ConsignmentRow, ConsignmentView } from '../model/consignment-view.ts'
import type { Declaration } from '../model/declaration.ts'
import type { Position } from '../model/issue.ts'
import type { EntryDraft, EntryView, ListDraft, ListView } from '../model/list-view.ts'
import type { PersonDraft, PersonView, TokenDraft, TokenView } from '../model/person-view.ts'
import type { MessageRow, MessageState, MessageView, Refusal } from '../model/message-view.ts'
import type { ReplyView } from '../model/reply.ts'
import type { ProfileDraft, ProfileView } from '../model/profile-view.ts'
import type { TargetRow, TargetView } from '../model/target-view.ts'
import type { Incoming, Accepted } from './channel.ts'
import type { Explanation } from './profile.ts'
import type { Composed } from './report.ts'

/** A span of time, from inclusive, until exclusive. */
export interface Span { readonly from: Date, readonly until: Date }

/** A page of a list, newest first unless said; `next` is the key to ask the following page with, null at the end. */
export interface Page<T> { readonly items: readonly T[], readonly next: string | null }
export interface Paging { readonly after?: string | undefined, readonly limit?: number | undefined }

/** Something to choose, with the schema its form is drawn from and the plugin whose texts name it. */
export interface Offer { readonly id: string, readonly plugin: string, readonly form: TObject }

/** What `tally` counts, and by what. Rows carry the asked columns and `count`; times in seconds. */
export type Tallied = 'messages' | 'consignments' | 'findings' | 'targets' | 'steps' | 'controls' | 'outcomes' | 'journal'
export type TallyRow = Readonly<Record<string, string | number | null>> & { readonly count: number }

export interface MessageMatch extends Paging { readonly state?: MessageState | undefined, readonly sender?: string | undefined }
export interface ConsignmentMatch extends Paging {
  readonly message?: string | undefined
  /** A transport document, container or ULD number, spaces and hyphens ignored. */
  readonly number?: string | undefined
  readonly mode?: string | undefined
  readonly lane?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  /** Words of goods descriptions and names: all must occur, each at the start of a word. */
  readonly words?: string | undefined
}
export interface TargetMatch extends Paging {
  readonly state?: string | undefined
  readonly lane?: string | undefined
  /** `mine`: the asker's; `free`: nobody's; `open`: not ended. */
  readonly view?: 'open' | 'mine' | 'free' | 'ended' | 'all' | undefined
  readonly consignment?: string | undefined
}

export interface JournalRow { readonly at: Date, readonly actor: string, readonly actorName: string, readonly action: string, readonly subject: string }
/** `left`: its source is no longer enabled, so what is in use is no longer kept up to date. */
export interface SourceView { readonly id: string, readonly list: string, readonly feeds: string, readonly loaded: Date | null, readonly entries: number, readonly fault: string | null, readonly left?: boolean }
/** An alert as it is told live: which target, why in a sentence, and what it is about. */
export interface AlertEvent { readonly id: string, readonly target: string, readonly consignment: string, readonly at: Date, readonly lane: string, readonly score: number, readonly document: string | null, readonly text: string }
export interface Status { readonly waiting: number, readonly unassessed: number, readonly undelivered: number, readonly lastMessage: Date | null, readonly degraded: readonly string[] }

/** What one actor can see and do. Answers are cut to the actor's permissions; every act and every look is journaled; what is not allowed throws the problem `not-permitted` (403), what is not there `not-found` (404). */
export interface Desk {
  readonly actor: Actor
  readonly language: string
  /** The administration's clock, an IANA time zone: by it a day begins and `tally` counts days. UTC where there is none. */
  readonly zone?: string | undefined

  // messages
  submit (message: Incoming, channel?: string): Promise<Accepted>
  messages (match: MessageMatch): Promise<Page<MessageRow>>
  message (id: string): Promise<MessageView>
  /** The bytes as received. */
  raw (id: string): Promise<{ readonly bytes: AsyncIterable<Uint8Array>, readonly name: string | null, readonly mediaType: string | null, readonly size: number }>
  /** Answers that were not acknowledged, oldest first: a carrier's own, or all for who reads all messages. */
  replies (paging: Paging): Promise<Page<ReplyView>>
  reply (id: string): Promise<ReplyView>
  /** An answer in the format of its message; not found where that has none. */
  replyBytes (id: string): Promise<{ readonly bytes: Uint8Array, readonly mediaType: string, readonly suffix: string }>
  /** The sender has an answer: it is not listed again. */
  acknowledge (id: string): Promise<void>
  /** Queues a message that was set aside: what another message's reference kept out is read all the same and the reference becomes its own; where reading broke off it goes on. Refused with 409 `message-decided` where it does not wait for that. */
  readMessage (id: string): Promise<MessageView>
  /** A message that was set aside stays out; its sender is told why. */
  refuseMessage (id: string, refusal: Refusal): Promise<MessageView>

  // consignments
  consignments (match: ConsignmentMatch): Promise<Page<ConsignmentRow>>
  consignment (id: string): Promise<ConsignmentView>
  /** Where in its message a value of a filing stands, with the text around it. */
  place (filing: string, pointer: string): Promise<{ readonly declaration: Declaration, readonly position: Position | null } | null>
  /** Why a profile matched or did not, condition by condition: in the version that made a finding, or without one in the version in force. */
  explain (profile: string, consignment: string, version?: number): Promise<Explanation>

  // targets
  targets (match: TargetMatch): Promise<Page<TargetRow>>
  target (id: string): Promise<TargetView>
  /** Counts of open targets by lane, and of the asker's own. */
  queue (): Promise<{ readonly red: number, readonly amber: number, readonly green: number, readonly mine: number, readonly overdue: number }>
  /** Steps this actor may take with this target now. */
  steps (target: string): Promise<readonly Offer[]>
  /** Who a target can be handed over to: those who work targets, by name, without the asker. */
  colleagues (): Promise<readonly { readonly id: string, readonly name: string }[]>
  /** Refused with 409 `decided-already`, naming who decided (`decided-yourself` where it was the asker), when the target is no longer at `version`; without a version, at the one that stands. */
  take (target: string, version: number | null, step: string, input: unknown): Promise<TargetView>
  /** Alerts of the actor's roles after an event id, oldest first. */
  alerts (after: string, limit: number): Promise<readonly AlertEvent[]>
  /** The id of the newest alert: a stream without a memory begins after it. */
  newestAlert (): Promise<string>

  // profiles
  profileTypes (): readonly Offer[]
  profiles (match?: Paging & { readonly state?: string | undefined }): Promise<Page<ProfileView>>
  profile (id: string): Promise<ProfileView>
  draft (profile: ProfileDraft): Promise<ProfileView>
  /** A new version, as a draft; the published one stays in force until this one is published. Refused with 409 `newer-version`, naming who drafted it, when `version` is no longer the newest; without a version, the one that stands. */
  revise (id: string, profile: ProfileDraft, version?: number): Promise<ProfileView>
  /** Matches a draft would have had on consignments received in the span, at most `most` of them looked at. */
  rehearse (id: string, span: Span, most?: number): Promise<{ readonly seen: number, readonly matched: number, readonly examples: readonly ConsignmentRow[] }>
  /** Puts in force the version that was looked at. Refused to the officer who drafted it, and with 409 `newer-version` when another was drafted meanwhile; without a version, the newest. */
  publish (id: string, version?: number): Promise<ProfileView>
  retire (id: string): Promise<ProfileView>

  // lists
  lists (): Promise<readonly ListView[]>
  list (id: string): Promise<ListView>
  addList (list: ListDraft): Promise<ListView>
  entries (list: string, paging: Paging & { readonly words?: string | undefined }): Promise<Page<EntryView>>
  addEntry (list: string, entry: EntryDraft): Promise<EntryView>
  /** A second person signs an entry of a national list, or its removal. */
  approveEntry (list: string, entry: string): Promise<EntryView>
  /** Takes an entry out of force. One of a national list that is in force is `leaving` then, and in force until a second person signs. */
  removeEntry (list: string, entry: string): Promise<EntryView>
  /** Calls a removal off: whoever asked for it, or one who may sign. */
  keepEntry (list: string, entry: string): Promise<EntryView>

  // reports, journal, figures
  reports (): readonly Offer[]
  compose (report: string, params: unknown): Promise<Composed>
  tally (of: Tallied, by: readonly string[], span: Span): Promise<readonly TallyRow[]>
  journal (span: Span, paging: Paging & { readonly subject?: string | undefined }): Promise<Page<JournalRow>>

  // people and the house
  /** Accounts in the order of their names. */
  people (paging: Paging): Promise<Page<PersonView>>
  person (id: string): Promise<PersonView>
  /** What an account can be given here: the roles and the languages of the administration. */
  grantable (): { readonly roles: readonly string[], readonly languages: readonly string[] }
  addPerson (person: PersonDraft): Promise<PersonView>
  /** Refused for one's own account. */
  grant (person: string, roles: readonly string[], offices: readonly string[]): Promise<PersonView>
  /** Ends the sessions and tokens of the account at once; it stays, and its work with it. */
  dismissPerson (person: string): Promise<void>
  readmitPerson (person: string): Promise<PersonView>
  /** Sets a first secret anew: whoever forgot his signs in with it and has to change it. His sessions end. */
  resetProof (person: string, proof: Readonly<Record<string, string>>): Promise<PersonView>
  /** Tokens of a carrier or a system, newest first. */
  tokens (person: string): Promise<readonly TokenView[]>
  /** The secret is told this once: only a hash of it is kept. */
  issueToken (person: string, token: TokenDraft): Promise<{ readonly token: TokenView, readonly secret: string }>
  endToken (person: string, token: string): Promise<void>
  sources (): Promise<readonly SourceView[]>
  refresh (source: string): Promise<void>
  status (): Promise<Status>
  /** A text of a plugin or of core in the reader's language. */
  text (plugin: string, key: string, params?: Readonly<Record<string, string | number>>): string
}
