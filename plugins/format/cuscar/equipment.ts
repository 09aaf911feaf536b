import { foldIdentifier, type Declaration, type Position } from 'wco-cts'
import { measureOf } from './amounts.ts'
import { EQUIPMENT_MOVEMENTS, FULLNESS } from './codes.ts'
import { add, keepRest, type Draft } from './draft.ts'
import { wordsOf, type Reading } from './reading.ts'
import { joined } from './texts.ts'

/** One piece of equipment as its EQD group said it, with the places of what it says below its own pointer. */
export interface Piece {
  readonly equipment: Declaration['equipment'][number]
  readonly at: Position
  readonly places: (readonly [string, Position])[]
  readonly rest: { readonly path: string, readonly text: string, readonly at: Position }[]
  used: boolean
}

/** All equipment of one message by its number: it is listed once, before the consignments that point to it. */
export interface Yard { readonly pieces: Map<string, Piece>, readonly unnumbered: Piece[], current: Piece | null }

/** An empty yard. */
export const openYard = (): Yard => ({ pieces: new Map(), unnumbered: [], current: null })

/** Opens a piece of equipment (EQD). A number that was listed before goes on where it stood. */
export const readEquipment = (yard: Yard, segment: Reading): Piece => {
  const number = segment.code(1)
  segment.value(1, 3)
  const fields = {
    number,
    category: segment.qualifier || undefined,
    type: segment.code(2) ?? segment.value(2, 3),
    supplier: segment.value(3),
    movement: segment.value(4),
    fullness: fullness(segment.value(5))
  }
  const known = number === undefined ? undefined : yard.pieces.get(keyOf(number))
  const piece: Piece = known ?? { equipment: { seals: [] }, at: segment.at, places: [], rest: [], used: false }
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) Object.assign(piece.equipment, { [field]: value })
  if (number === undefined) yard.unnumbered.push(piece)
  else yard.pieces.set(keyOf(number), piece)
  yard.current = piece
  return piece
}

/** Reads what belongs to the piece that was opened last. What has no field is kept with its rest; false for what is not known there at all. */
export const readPieceDetail = (piece: Piece, segment: Reading): boolean => {
  if (piece.places.length + piece.rest.length >= MOST_OF_PIECE) return false
  const read = DETAILS[segment.tag]?.(piece, segment) ?? false
  const left = read ? segment.left() : [{ path: segment.at.path ?? segment.tag, text: wordsOf(segment.segment) }]
  for (const { path, text } of left) piece.rest.push({ path, text, at: segment.at })
  return read || UNDERSTOOD.has(segment.tag)
}

/** Puts a container into a consignment, once; gives false where the message did not list it. */
export const stow = (draft: Draft, yard: Yard, number: string, at: Position): boolean => {
  const key = keyOf(number)
  const piece = yard.pieces.get(key)
  if (draft.containers.has(key)) return piece !== undefined
  draft.containers.set(key, draft.declaration.equipment.length)
  if (piece) stowPiece(draft, piece)
  else add(draft, '/equipment', draft.declaration.equipment, { number, seals: [] }, at)
  return piece !== undefined
}

/** Puts a piece into a consignment with all that was said of it. */
export const stowPiece = (draft: Draft, piece: Piece): void => {
  piece.used = true
  const base = add(draft, '/equipment', draft.declaration.equipment, piece.equipment, piece.at)
  for (const [below, at] of piece.places) draft.declaration.positions[base + below] = at
  for (const { path, text, at } of piece.rest) keepRest(draft, { path, text }, at)
}

/** The movement that all containers of a consignment are declared for (EQD 8249); undefined where they differ or none says. */
export const movementIn = ({ declaration: { equipment } }: Draft): { readonly code: string, readonly index: number } | undefined => {
  const [code] = equipment.flatMap(({ movement }) => movement ?? [])
  return code !== undefined && EQUIPMENT_MOVEMENTS.has(code) && equipment.every(({ movement }) => movement === code) ? { code, index: 0 } : undefined
}

// What a piece holds is repeated in every consignment it carries; the directories allow 9 of each segment.
const MOST_OF_PIECE = 200
const UNDERSTOOD: ReadonlySet<string> = new Set(['SEL', 'MEA', 'TMP', 'FTX', 'TSR', 'DIM', 'RNG', 'NAD', 'GIS', 'GEI', 'LOC', 'HAN'])
const keyOf = foldIdentifier
const fullness = (code: string | undefined): string | undefined => code === undefined ? undefined : FULLNESS.get(code) ?? code

const placed = (piece: Piece, segment: Reading, fields: Readonly<Record<string, string | undefined>>): true => {
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue
    Object.assign(piece.equipment, { [field]: value })
    piece.places.push([`/${field}`, segment.at])
  }
  return true
}

const DETAILS: Readonly<Record<string, (piece: Piece, segment: Reading) => boolean>> = {
  SEL: (piece, segment) => {
    const number = segment.value(0)
    if (number === undefined) return false
    const affixedBy = segment.code(1) ?? segment.value(1, 3)
    piece.places.push([`/seals/${piece.equipment.seals.push({ number, ...(affixedBy !== undefined && { affixedBy }) }) - 1}`, segment.at])
    return true
  },
  MEA: (piece, segment) => {
    const measure = measureOf(segment)
    if (!measure || measure.kind === 'volume' || measure.kind === 'netMass' || piece.equipment[measure.kind] !== undefined) return false
    const { massUnit } = piece.equipment
    const foreign = massUnit !== undefined && measure.unit !== undefined && measure.unit !== massUnit
    return placed(piece, segment, { [measure.kind]: foreign ? `${measure.amount} ${measure.unit}` : measure.amount, ...(massUnit === undefined && { massUnit: measure.unit }) })
  },
  TMP: (piece, segment) => {
    const degrees = segment.value(1)
    return degrees !== undefined && placed(piece, segment, { temperature: [degrees, segment.value(1, 1)].join(' ').trim() })
  },
  FTX: (piece, segment) => {
    const remark = joined([piece.equipment.remark ?? '', ...segment.all(3)])
    return remark !== undefined && placed(piece, segment, { remark })
  }
}
