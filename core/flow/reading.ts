import type { Report } from '../model/report.ts'
import { MANY_DEATHS } from '../store/deaths.ts'
import { looseName } from '../store/held-messages.ts'
import type { IssueRecord, MessageRecord } from '../store/messages.ts'
import { keepReports, type Headed } from '../store/replies.ts'
import { keepSaid } from '../store/transmissions.ts'
import type { Knowledge } from './knowledge.ts'
import { handle, MOVED, type Batch, type Done, type Item } from './pipeline.ts'
import { referencesOf, WAIT, type References } from './references.ts'
import type { Works } from './works.ts'

/** Everything of one reading of one message that changes while it goes on. */
export class Reading {
  readonly works: Works
  readonly knowledge: Knowledge
  readonly message: MessageRecord
  readonly modes: readonly string[]
  items: Item[] = []
  issues: IssueRecord[] = []
  passed: number
  place: number
  said: number
  pending: Promise<Done | typeof MOVED> | null = null
  fresh = true
  /** Whether it tells of anything but consignments: an event, a stow plan. */
  tells = false
  readonly references: References
  #issuesOfItems = 0
  #reports: Headed[] = []
  #ordinal = 0
  readonly #saidBefore: ReadonlySet<string>
  constructor (works: Works, knowledge: Knowledge, message: MessageRecord, modes: readonly string[], said: number, saidBefore: ReadonlySet<string>) {
    this.works = works
    this.knowledge = knowledge
    this.message = message
    this.modes = modes
    this.passed = message.kept_before
    this.place = message.place
    this.said = said
    this.#saidBefore = saidBefore
    this.references = referencesOf(works.database, message)
  }

  /** A report begins. Whoever must wait for another keeps what he has read before. */
  async begin (report: Report): Promise<typeof WAIT | undefined> {
    this.#reports.push({ ordinal: this.#ordinal++, content: report })
    const fate = await this.references.begin(report)
    if (fate === WAIT) {
      await this.#leave()
      return WAIT
    }
    this.fresh = fate === 'fresh'
    return undefined
  }

  /** What is behind the cursor is kept already, and what another message said is only compared. */
  item (item: Item): void {
    this.references.item()
    if (!this.fresh || this.passed++ < this.message.place) return
    this.items.push(item)
    this.#issuesOfItems = this.issues.length
  }

  loose (issue: IssueRecord): void {
    if (this.passed >= this.message.place && !this.#saidBefore.has(looseName(issue))) this.issues.push(issue)
  }

  other (): void {
    this.references.item()
    this.tells = true
  }

  /** Hands what has gathered to the pipeline; the next batch is read while this one is written. */
  async flush (finish?: Batch['finish']): Promise<boolean> {
    if (!await this.settle()) return false
    const { id, sender } = this.message
    const under = this.references.said()
    const reports = this.#reports
    const batch: Batch = {
      message: this.message, place: this.place, items: this.items, issues: this.issues, said: this.said, without: this.leftOut(),
      async finish (trx) {
        await keepSaid(trx, sender, id, under)
        await keepReports(trx, id, reports)
        await finish?.(trx)
      }
    }
    this.items = []
    this.issues = []
    this.#reports = []
    this.#issuesOfItems = 0
    this.pending = handle(this.works, this.knowledge, batch, this.modes)
    this.pending.catch(() => {}) // looked at in settle
    return true
  }

  /** Whether the next declaration stands at the place where reading died: it is kept by itself, and then the rest goes on as ever. */
  get alone (): boolean { return this.message.alone && this.place === this.message.place }

  /** A plugin is left out only where reading died of it, or to the end of a message in which it dies again and again. */
  leftOut (): readonly string[] {
    const { place, deaths, left_out: leftOut } = this.message
    return this.place === place || deaths >= MANY_DEATHS ? leftOut : []
  }

  async settle (): Promise<boolean> {
    const done = await this.pending
    this.pending = null
    if (done === MOVED) return false
    if (done !== null) {
      this.place = done.place
      this.said = done.said
    }
    return true
  }

  /** Keeps what was read up to the last declaration, and says of its references that they are read. What was said after it is read again. */
  async #leave (): Promise<void> {
    this.issues = this.issues.slice(0, this.#issuesOfItems)
    if (await this.flush()) await this.settle()
  }
}
