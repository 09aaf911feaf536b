import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { transact } from '../store/database.ts'
import { newestChange } from '../store/changes.ts'
import { findingsOf, keepAssessments } from '../store/assessments.ts'
import { markAssessed, renewRows } from '../store/consignments.ts'
import { countedKeys, countKeys, keepKeys, nameOf, talliesOf } from '../store/keys.ts'
import { LEFT_OUT } from '../store/deaths.ts'
import { atCursor, keepIssues, moveCursor, type IssueRecord, type MessageRecord } from '../store/messages.ts'
import type { Found } from '../model/assessment.ts'
import { keysOf } from '../model/keys.ts'
import type { Declaration } from '../model/declaration.ts'
import type { Report } from '../model/report.ts'
import { alert } from './alert.ts'
import { assess } from './assess.ts'
import { earlierInBatch, enrich } from './enrich.ts'
import { keep, type Changed, type Incoming } from './keep.ts'
import type { Knowledge } from './knowledge.ts'
import { sameness } from './sameness.ts'
import { validate } from './validate.ts'
import type { Works } from './works.ts'

/** One declaration of a message, in its report, with what its format said of it. */
export interface Item { readonly report: Report, readonly declaration: Declaration, readonly issues: readonly IssueRecord[] }

/** Some declarations of a message in their order, and issues that concern none of them. */
export interface Batch {
  readonly message: MessageRecord
  readonly place: number
  readonly items: readonly Item[]
  readonly issues: readonly IssueRecord[]
  readonly said: number
  /** Plugins that did not survive what stands here. */
  readonly without: readonly string[]
  /** Ends the message in the same transaction as its last declarations. */
  readonly finish?: (trx: Knex.Transaction) => Promise<void>
}

/** Another reader moved the cursor: it has the message. */
export const MOVED = Symbol('moved')

/** What a batch came to, for whoever waits: targets it raised. */
export interface Done { readonly place: number, readonly said: number, readonly targets: readonly string[] }

const incomingOf = (works: Works, batch: Batch, modes: readonly string[]) => (item: Item, index: number): Incoming & { readonly issues: readonly IssueRecord[] } => {
  const id = item.declaration.mode ?? (modes.length === 1 ? modes[0] : undefined)
  const named = id === undefined ? undefined : works.shelves.modes.get(id)
  const leftOut = named !== undefined && works.without.includes(named.plugin)
  const mode = leftOut ? undefined : named
  const { sender, id: message, received } = batch.message
  const filing = randomUUID()
  const found: readonly IssueRecord[] = leftOut ? [{ plugin: 'core', code: LEFT_OUT, severity: 'error', params: { plugin: named.plugin } }] : validate(works, mode, item.declaration)
  const issues = [...item.issues, ...found]
    .map(issue => ({ ...issue, filing, ...(item.declaration.number === undefined ? {} : { document: item.declaration.number.slice(0, 100) }) }))
  return {
    mode,
    issues,
    filing: { id: filing, message, ordinal: batch.place + index, sender, received: received.toISOString(), report: item.report, declaration: item.declaration, doubtful: issues.some(({ severity }) => severity === 'error') }
  }
}

/** What was found that was not known when it was last decided about. */
const freshOf = (changed: Changed, findings: readonly Found[], before: readonly Found[]): readonly Found[] => {
  if (changed.isNew) return findings
  const known = new Set(before.map(sameness))
  return findings.filter(finding => !known.has(sameness(finding)))
}

/** Facts, findings, score and lane of changed consignments, and the targets they open. `onlyAgain`: their content stands, only what is in force has changed. */
export const assessAll = async (works: Works, knowledge: Knowledge, trx: Knex.Transaction, changed: readonly Changed[], now: Date, onlyAgain = false): Promise<readonly string[]> => {
  if (changed.length === 0) return []
  const consignments = changed.map(({ consignment }) => consignment)
  works.beat('core keys')
  const again = changed.filter(({ isNew }) => !isNew).map(({ consignment }) => consignment.id)
  const known = earlierInBatch(consignments, await talliesOf(trx, consignments.flatMap(keysOf)), await countedKeys(trx, again), now)
  const counts = await keepKeys(trx, [...known].flatMap(([consignment, { keys, earlier }]) => keys.map(key => ({ ...key, consignment, known: earlier.get(nameOf(key)) ?? null }))))
  const { facts, gaps } = await enrich(works, trx, consignments, known, now)
  const assessments = changed.map(({ consignment, version }, index) =>
    ({ ...assess(works, knowledge, consignment, version, facts[index] ?? {}, gaps[index] ?? []), facts: facts[index] ?? {} }))
  works.beat('core findings')
  const before = await findingsOf(trx, again)
  await keepAssessments(trx, assessments, now, again)
  const renewed = changed.flatMap(({ consignment, version }, index) => {
    const assessed = assessments[index]
    return assessed === undefined ? [] : [{ consignment, version, assessed, leftOut: works.without }]
  })
  await (onlyAgain ? markAssessed(trx, renewed) : renewRows(trx, renewed, now))
  const { raised, opened } = await alert(works, trx, changed.flatMap((each, index) => {
    const assessment = assessments[index]
    if (assessment === undefined) return []
    const fresh = each.consignment.cancelled === true ? [] : freshOf(each, assessment.findings, before.get(each.consignment.id) ?? [])
    return [{
      consignment: each.consignment, assessment, isNew: each.isNew,
      fresh: each.isNew || fresh.some(({ only }) => only === undefined), owners: [...new Set(fresh.flatMap(({ only }) => only ?? []))]
    }]
  }), now)
  await countKeys(trx, counts, opened, now)
  return raised
}

const count = (issues: readonly IssueRecord[], severity: string): number => issues.filter(issue => issue.severity === severity).length

/** Only what changed since is assessed with: a batch begun after a change is committed knows it. */
const upToDate = async (knowledge: Knowledge, trx: Knex.Transaction): Promise<boolean> => await newestChange(trx) === knowledge.change()

const inTransaction = async (works: Works, knowledge: Knowledge, trx: Knex.Transaction, batch: Batch, modes: readonly string[]): Promise<Done | typeof MOVED | 'behind'> => {
  if (!await upToDate(knowledge, trx)) return 'behind'
  if (await atCursor(trx, batch.message.id, batch.place) === null) return MOVED
  const now = new Date()
  const incoming = batch.items.map(incomingOf(works, batch, modes))
  works.beat('core keep')
  const kept = await keep(works, trx, batch.message.id, incoming, now)
  const lost = incoming.filter(({ filing, mode }) => mode !== undefined && kept.unresolved.has(filing.id))
    .map(({ filing }): IssueRecord => ({ plugin: 'core', code: 'not-resolved', severity: 'error', filing: filing.id, ...(filing.declaration.number === undefined ? {} : { document: filing.declaration.number.slice(0, 100) }) }))
  const targets = await assessAll(works, knowledge, trx, kept.changed, now)
  const issues = [...batch.issues, ...incoming.flatMap(({ issues }) => issues), ...lost]
  await keepIssues(trx, batch.message.id, batch.said, issues)
  await moveCursor(trx, batch.message.id, {
    place: batch.place + batch.items.length,
    consignments: kept.named,
    assessed: kept.named,
    errors: count(issues, 'error'),
    warnings: count(issues, 'warning'),
    mode: incoming.find(({ mode }) => mode !== undefined)?.mode?.thing.id ?? null
  })
  await batch.finish?.(trx)
  return { place: batch.place + batch.items.length, said: batch.said + issues.length, targets }
}

/** The sentence: validate → normalize → keep → enrich → assess → alert, for one batch in one transaction; or nothing of it. */
export const handle = async (works: Works, knowledge: Knowledge, batch: Batch, modes: readonly string[]): Promise<Done | typeof MOVED> => {
  for (;;) {
    await knowledge.catchUp()
    const done = await transact(works.database, trx => inTransaction({ ...works, without: [...works.without, ...batch.without] }, knowledge, trx, batch, modes))
    if (done === 'behind') continue
    if (done !== MOVED) for (const target of done.targets) await works.tell('alert.raised', { target })
    return done
  }
}
