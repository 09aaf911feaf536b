import { PLACES, TRANSHIPMENTS } from './codes.ts'
import { add, fill, setAside, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'

/** Reads a place of a consignment (LOC). Of several for one field the surest is kept; the others are set aside. */
export const readPlace = (draft: Draft, segment: Reading): boolean => {
  const { declaration } = draft
  const [code, name] = [segment.peek(1), segment.peek(1, 3)]
  if (TRANSHIPMENTS.has(segment.qualifier)) return transhipped(draft, segment)
  const place = PLACES.get(segment.qualifier)
  if (!place || (code === undefined && name === undefined)) return setAside(draft, segment)
  const { field } = place
  const before = declaration[field] === undefined && declaration.placeNames[field] === undefined ? undefined : rankOf(draft, field)
  if (before !== undefined && before <= place.rank) {
    return code === declaration[field] ? Boolean(segment.code(1)) || true : setAside(draft, segment)
  }
  fill(draft, '', declaration, { at: segment.at, fields: { [field]: segment.code(1) } })
  fill(draft, '/placeNames', declaration.placeNames, { at: segment.at, fields: { [field]: segment.value(1, 3) } })
  return true
}

/** Reads a place of a leg: the main leg gives loading and discharge where nothing else does, any leg its transhipments. */
export const readLegPlace = (draft: Draft, segment: Reading): boolean =>
  TRANSHIPMENTS.has(segment.qualifier) || (PLACES.has(segment.qualifier) && draft.declaration[PLACES.get(segment.qualifier)?.field ?? 'loading'] === undefined)
    ? readPlace(draft, segment)
    : setAside(draft, segment)

const transhipped = (draft: Draft, segment: Reading): boolean => {
  const place = segment.code(1) ?? segment.value(1, 3)
  if (place === undefined) return setAside(draft, segment)
  add(draft, '/transhipments', draft.declaration.transhipments, place, segment.at)
  return true
}

// How sure the place is that stands already, told from where it was read.
const rankOf = (draft: Draft, field: string): number => {
  const { positions } = draft.declaration
  const path = (positions[`/${field}`] ?? positions[`/placeNames/${field}`])?.path ?? ''
  return PLACES.get(path.replace('LOC+', ''))?.rank ?? 0
}
