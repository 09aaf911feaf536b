import { foldIdentifier, type Issue, type Position } from 'wco-cts'
import { keepRest, type Draft } from './draft.ts'
import type { Yard } from './equipment.ts'

/** Containers that consignments name before the message lists them: whoever names one waits for it, and what follows waits behind, with what is said of each. */
export interface Late {
  readonly say: (issue: Issue) => void
  readonly awaited: Set<string>
  readonly given: { readonly draft: Draft, readonly issues: readonly Issue[] }[]
  /** What is said of the consignment being read. */
  issues: Issue[]
  waiting: boolean
  /** So many waited that no more do. */
  full: boolean
  /** The unusual order was told once. */
  told: boolean
  /** Within this consignment the list of equipment goes on. */
  listing: Draft | null
}

/** The table of UN/EDIFACT has EQD before CNI: who lists the containers last is not waited for longer than this many consignments. */
export const MOST_WAITING = 2000

/** Nobody waits yet. */
export const openLate = (say: (issue: Issue) => void): Late => ({ say, awaited: new Set(), given: [], issues: [], waiting: false, full: false, told: false, listing: null })

/** Says an issue, or keeps it with the consignment it belongs to until that is given. */
export const heard = (late: Late) => (issue: Issue): void => {
  if (late.waiting) late.issues.push(issue)
  else late.say(issue)
}

/** A consignment names a container that is not listed yet; it stands last in its equipment. */
export const await_ = (late: Late, draft: Draft, number: string, at: Position): void => {
  draft.missing.push({ number, index: draft.declaration.equipment.length - 1, at })
  if (late.full) tellMissing(draft, late.say)
  else {
    late.waiting = true
    late.awaited.add(foldIdentifier(number))
  }
}

/** Whether a container that is listed now was named before; what a consignment itself did not name goes on with the list of those that others named. */
export const isAwaited = (late: Late, draft: Draft, number: string, at: Position): boolean => {
  const awaited = late.awaited.has(foldIdentifier(number))
  if (awaited && !draft.containers.has(foldIdentifier(number))) late.listing = draft
  if (awaited && !late.told) {
    late.told = true
    late.say({ code: 'equipment-late', severity: 'note', at })
  }
  return awaited || (late.waiting && late.listing === draft)
}

/** Puts what was listed meanwhile into the consignment that named it, and says what was not. */
export const join = (draft: Draft, yard: Yard, say: (issue: Issue) => void): void => {
  const { declaration: { equipment, positions } } = draft
  for (const missing of draft.missing.splice(0)) {
    const piece = yard.pieces.get(foldIdentifier(missing.number))
    if (piece === undefined) {
      draft.missing.push(missing)
      continue
    }
    piece.used = true
    const base = `/equipment/${missing.index}`
    equipment[missing.index] = piece.equipment
    positions[base] = piece.at
    for (const [below, at] of piece.places) positions[base + below] = at
    for (const { path, text, at } of piece.rest) keepRest(draft, { path, text }, at)
  }
  tellMissing(draft, say)
}

const tellMissing = ({ missing }: Draft, say: (issue: Issue) => void): void => {
  for (const { number, index, at } of missing.splice(0)) say({ code: 'reference-unresolved', severity: 'warning', at, pointer: `/equipment/${index}/number`, params: { number: number.slice(0, 35) } })
}
