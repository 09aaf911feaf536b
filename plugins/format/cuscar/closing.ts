import type { Issue, Read } from 'wco-cts'
import { EQUIPMENT_MOVEMENTS } from './codes.ts'
import { addReference, fill, openDraft, type Draft } from './draft.ts'
import { movementIn, stowPiece } from './equipment.ts'
import { settleGoods } from './goods.ts'
import { join, MOST_WAITING } from './late.ts'
import type { Message } from './state.ts'
import { count } from './totals.ts'

/** Completes the consignment that is being read, and gives it. */
export function * finish (message: Message): Generator<Read> {
  const { draft } = message
  message.draft = null
  if (!draft) return
  settleGoods(draft)
  settleNumber(draft, message.listed)
  settleMovement(draft)
  settleMode(draft)
  const twice = repeated(draft, message.seen)
  if (twice) message.terms.issue(twice)
  count(message.counted, draft, hasMaster(draft, message.seen))
  const { late } = message
  if (!late.waiting) {
    yield { declaration: draft.declaration }
    return
  }
  late.given.push({ draft, issues: late.issues })
  late.issues = []
  if (late.given.length < MOST_WAITING) return
  late.full = true
  yield * release(message)
}

/** Gives the consignments that waited, with the containers that were listed meanwhile. */
export function * release ({ late, yard }: Message): Generator<Read> {
  late.waiting = false
  late.awaited.clear()
  for (const { draft, issues } of late.given.splice(0)) {
    for (const issue of issues) late.say(issue)
    join(draft, yard, late.say)
    settleMovement(draft)
    yield { declaration: draft.declaration }
  }
  for (const issue of late.issues.splice(0)) late.say(issue)
}

/** Gives each container that no consignment named as a consignment of its own: empties are often listed by EQD alone. */
export function * unnamed ({ yard, head, terms }: Message): Generator<Read> {
  for (const piece of [...yard.pieces.values(), ...yard.unnumbered]) {
    if (piece.used) continue
    const draft = openDraft(terms.issue, head.draft)
    draft.declaration.positions[''] = piece.at
    stowPiece(draft, piece)
    settleMovement(draft)
    settleMode(draft)
    terms.issue({ code: 'equipment-unreferenced', severity: 'note', pointer: '/equipment/0', at: piece.at, params: { number: piece.equipment.number?.slice(0, 35) ?? '' } })
    yield { declaration: draft.declaration }
  }
}

/** Gives the containers of a message that was cut short before the consignments that would have named them: what was on board, and no more. */
export function * aboard ({ yard }: Message): Generator<Read> {
  for (const { equipment, at, used } of yard.pieces.values()) {
    if (!used) yield { stowage: { equipment: equipment.number ?? '', ...(equipment.mass !== undefined && { mass: equipment.mass }), stops: [], at } }
  }
}

// What lies under a master of the same message is in the master's figures already.
const hasMaster = ({ declaration: { parent } }: Draft, seen: Map<string, number>): boolean =>
  parent !== undefined && ['master-bill', 'bill', 'air-waybill'].some(kind => seen.has(`${kind} ${parent}`))

// CNI 1004 may be the bill's number, or a reference of the sender beside it.
const settleNumber = (draft: Draft, listed: Message['listed']): void => {
  const { declaration } = draft
  if (!listed || listed.number === declaration.number) return
  if (declaration.number !== undefined) addReference(draft, 'CNI', listed.number, listed.at)
  else fill(draft, '', declaration, { at: listed.at, fields: { number: listed.number, kind: declaration.kind ?? (declaration.mode === 'air' ? 'air-waybill' : 'bill') } })
}

const settleMovement = (draft: Draft): void => {
  const { declaration } = draft
  const found = declaration.movement === undefined ? movementIn(draft) : undefined
  const at = found && declaration.positions[`/equipment/${found.index}`]
  if (found && at) fill(draft, '', declaration, { at, fields: { movement: EQUIPMENT_MOVEMENTS.get(found.code), movementDeclared: found.code } })
}

// Without TDT the kind of document tells the mode; a manifest of bills is a ship's.
const settleMode = (draft: Draft): void => {
  const { declaration } = draft
  if (declaration.mode !== undefined) return
  const at = declaration.positions['/kind'] ?? declaration.positions[''] ?? { line: 1 }
  fill(draft, '', declaration, { at, fields: { mode: declaration.kind?.includes('air') ? 'air' : 'sea' } })
}

const repeated = ({ declaration: { kind, number, positions } }: Draft, seen: Map<string, number>): Issue | null => {
  if (number === undefined) return null
  const at = positions['/number'] ?? { line: 1 }
  const before = seen.get(`${kind} ${number}`)
  if (before === undefined) seen.set(`${kind} ${number}`, at.line)
  return before === undefined ? null : { code: 'reference-duplicate', severity: 'note', pointer: '/number', at, params: { number: number.slice(0, 70), line: before } }
}
