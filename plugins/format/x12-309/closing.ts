import { decimalOf, type Issue, type Read } from 'wco-cts'
import { fill, keepRest, type Draft } from './draft.ts'
import { settleQuantities, settleUnit } from './goods.ts'
import type { Message } from './state.ts'

/** Gives the report before anything that belongs to it, once. */
export function * begin (message: Message): Generator<Read> {
  if (message.begun) return
  message.begun = true
  yield { report: message.head.report }
}

/** Completes the bill that is being read, and gives it. */
export function * finish (message: Message): Generator<Read> {
  const { draft, terms, seen, isManifest } = message
  message.draft = null
  if (!draft) return
  if (!isManifest) yield * begin(message)
  const { declaration } = draft
  settleQuantities(draft)
  if (!settleUnit(draft) && draft.unit) keepRest(draft, { path: 'M11-04', text: draft.unit.kind }, draft.unit.at)
  if (declaration.mode === undefined) fill(draft, '', declaration, { at: declaration.positions[''] ?? { line: 1 }, fields: { mode: 'sea' } })
  const twice = repeated(draft, seen)
  if (twice) terms.issue(twice)
  message.bills += 1
  if (message.port) message.port.bills += 1
  yield { declaration }
}

/** Compares the number of bills that a port announces (P403) with those that were read for it. */
export const comparePort = ({ port, terms }: Message): void => {
  if (port?.declared === undefined || decimalOf(port.declared) === port.bills) return
  terms.issue({ code: 'total-mismatch', severity: 'warning', at: port.at, params: { total: 'port', declared: port.declared.slice(0, 35), read: port.bills } })
}

/** Compares what the port that was read last and the head (M1008) announce with what was read. */
export const compare = (message: Message): void => {
  const { head: { totals: { consignments: declared } }, announced, bills, terms } = message
  comparePort(message)
  if (declared === undefined || decimalOf(declared) === bills) return
  terms.issue({ code: 'total-mismatch', severity: 'warning', ...(announced && { at: announced }), params: { total: 'manifest', declared: declared.slice(0, 35), read: bills } })
}

const repeated = ({ declaration: { issuer, number, positions } }: Draft, seen: Map<string, number>): Issue | null => {
  if (number === undefined) return null
  const at = positions['/number'] ?? { line: 1 }
  const key = `${issuer ?? ''} ${number}`
  const before = seen.get(key)
  if (before === undefined) seen.set(key, at.line)
  return before === undefined ? null : { code: 'reference-duplicate', severity: 'note', pointer: '/number', at, params: { number: number.slice(0, 70), line: before } }
}
