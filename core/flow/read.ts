import type { Knex } from 'knex'
import type { MessageState } from '../model/message-view.ts'
import type { Report } from '../model/report.ts'
import { isProblem } from '../model/problem.ts'
import { passing } from '../store/database.ts'
import { bytesOf, endMessage, MANY_DEATHS, keepTransmission, messageById, transmissionOf, type IssueRecord, type MessageRecord } from '../store/messages.ts'
import { ask } from '../store/rows.ts'
import type { Knowledge } from './knowledge.ts'
import { parse } from './parse.ts'
import { handle, MOVED, type Batch, type Done, type Item } from './pipeline.ts'
import { HEAD, recognize } from './recognize.ts'
import type { Works } from './works.ts'

/** Another message with the same reference is still being read: this one waits for it. */
export const WAIT = Symbol('wait')

// The embedded database serves one transaction at a time: a shorter batch lets whoever looks at a page in between.
const BATCH = 500
const BATCH_EMBEDDED = 60
const MOST_LOOSE = 2000

type Reason = NonNullable<MessageRecord['reason']>
type Fate = 'fresh' | { readonly earlier: string, readonly content: string | null }

const headOf = async (works: Works, message: MessageRecord): Promise<Uint8Array> => {
  for await (const bytes of bytesOf(works.database.knex, message.id)) return bytes.subarray(0, HEAD)
  return new Uint8Array()
}

/** Everything of one reading of one message that changes while it goes on. */
class Reading {
  readonly works: Works
  readonly knowledge: Knowledge
  readonly message: MessageRecord
  readonly modes: readonly string[]
  items: Item[] = []
  issues: IssueRecord[] = []
  passed = 0
  place: number
  said: number
  pending: Promise<Done | typeof MOVED> | null = null
  fate: Fate = 'fresh'
  duplicates: string[] = []
  reused: Reason | null = null
  reports = 0
  constructor (works: Works, knowledge: Knowledge, message: MessageRecord, modes: readonly string[], said: number) {
    this.works = works
    this.knowledge = knowledge
    this.message = message
    this.modes = modes
    this.place = message.place
    this.said = said
  }

  /** Hands what has gathered to the pipeline; the next batch is read while this one is written. */
  async flush (finish?: Batch['finish']): Promise<boolean> {
    if (!await this.settle()) return false
    const batch: Batch = { message: this.message, place: this.place, items: this.items, issues: this.issues, said: this.said, without: this.leftOut(), ...(finish === undefined ? {} : { finish }) }
    this.items = []
    this.issues = []
    this.pending = handle(this.works, this.knowledge, batch, this.modes)
    this.pending.catch(() => {}) // looked at in settle
    return true
  }

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
}

/** A reference of a sender names one transmission: known from another message, its report is only compared. */
const begun = async (reading: Reading, report: Report): Promise<typeof WAIT | undefined> => {
  reading.reports++
  reading.fate = 'fresh'
  if (report.reference === undefined) return undefined
  const { works: { database }, message } = reading
  // Whoever keeps it first has it: another server may be reading the same reference now.
  await keepTransmission(database.knex, message.sender, report.reference, message.id, null)
  const known = await transmissionOf(database.knex, message.sender, report.reference)
  if (known !== null && known.message !== message.id) {
    if (!known.read) return WAIT
    reading.fate = { earlier: known.message, content: known.content }
  }
  return undefined
}

const ended = async (reading: Reading, report: Report, content: string): Promise<void> => {
  if (report.reference === undefined) return
  const { fate, message, works: { database } } = reading
  if (fate === 'fresh') await keepTransmission(database.knex, message.sender, report.reference, message.id, content)
  else if (fate.content === content) reading.duplicates.push(fate.earlier)
  else reading.reused = { key: 'reference-reused', plugin: null, params: { reference: report.reference.slice(0, 100), message: fate.earlier } }
}

const stateOf = (message: MessageRecord, reading: Reading): { readonly state: MessageState, readonly reason?: Reason, readonly of?: string } => {
  if (reading.reused !== null) return { state: 'quarantined', reason: reading.reused }
  const [first] = reading.duplicates
  if (first !== undefined && reading.duplicates.length === reading.reports) return { state: 'duplicate', of: first }
  if (message.consignments === 0 && message.errors > 0) return { state: 'rejected', reason: { key: 'nothing-read', plugin: null, params: { errors: message.errors } } }
  return { state: message.errors + message.warnings > 0 ? 'accepted-with-faults' : 'accepted' }
}

/** Ends the message with what became of it; resolves with how to tell. */
const ending = (reading: Reading, failed: Reason | null): { readonly finish: (trx: Knex.Transaction) => Promise<void>, tell (): Promise<void> } => {
  const { works, message } = reading
  let state: MessageState = 'parsed'
  return {
    async finish (trx) {
      const now = await messageById(trx, message.id)
      if (now === null) return
      const end = failed === null ? stateOf(now, reading) : { state: 'quarantined' as const, reason: failed }
      await endMessage(trx, message.id, end.state, end)
      state = end.state
    },
    async tell () {
      if (state === 'rejected' || state === 'quarantined') await works.tell('message.refused', { message: message.id })
    }
  }
}

/** Takes one message from where its cursor stands to its end; WAIT when another must be read first. A passing failure of the database is thrown: the same work is tried again. */
export const read = async (works: Works, knowledge: Knowledge, message: MessageRecord): Promise<typeof WAIT | undefined> => {
  let format
  try {
    format = recognize(works, { bytes: await headOf(works, message), ...(message.name === null ? {} : { name: message.name }), ...(message.media_type === null ? {} : { mediaType: message.media_type }) })
  } catch (error) {
    if (!isProblem(error)) throw error
    await endMessage(works.database.knex, message.id, 'rejected', { reason: { key: error.type, plugin: null, params: { ...error.params } } })
    await works.tell('message.refused', { message: message.id })
    return undefined
  }
  await ask(works.database.knex, 'UPDATE cts.message SET format = :format WHERE id = :id', { format: format.thing.id, id: message.id })
  const [{ n: said } = { n: 0 }] = await ask<{ n: number }>(works.database.knex, 'SELECT coalesce(max(ordinal) + 1, 0) AS n FROM cts.issue WHERE message = :id', { id: message.id })
  const reading = new Reading(works, knowledge, message, format.thing.modes, said)
  const most = message.alone ? 1 : works.database.embedded ? BATCH_EMBEDDED : BATCH
  let failure: Reason | null = null
  for await (const parsed of parse(works, format, bytesOf(works.database.knex, message.id))) {
    if ('began' in parsed) {
      if (await begun(reading, parsed.began) === WAIT) return WAIT
    } else if ('ended' in parsed) await ended(reading, parsed.ended, parsed.content)
    else if ('failed' in parsed) {
      if (passing(parsed.failed)) throw parsed.failed
      works.log.error({ err: parsed.failed, plugin: format.plugin, message: message.id }, 'a format failed to read a message')
      failure = { key: 'reading-failed', plugin: null, params: { format: format.thing.id, place: reading.passed } }
    } else if ('item' in parsed) {
      if (reading.fate !== 'fresh') continue
      // What is behind the cursor is kept already.
      if (reading.passed++ >= message.place) reading.items.push(parsed.item)
    } else if ('loose' in parsed && reading.passed >= message.place) reading.issues.push(parsed.loose)
    if ((reading.items.length >= most || reading.issues.length >= MOST_LOOSE) && !await reading.flush()) return undefined
    // Alone means that what stood before is kept, whatever the next one does.
    if (message.alone && !await reading.settle()) return undefined
  }
  const { finish, tell } = ending(reading, failure)
  if (await reading.flush(finish) && await reading.settle()) await tell()
  return undefined
}
