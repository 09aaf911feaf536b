import type { Declaration } from 'wco-cts'
import { CALL_TIMES, CALLS, PLACES } from './codes.ts'
import { add, fill, setAside, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'
import { isoTime } from './times.ts'

type Stop = Declaration['conveyance']['stops'][number]

/** Reads a place of the journey (R4: function, qualifier of its code, code, name). Of several for one field the surest is kept; the others are set aside. */
export const readPort = (draft: Draft, words: Reading): boolean => {
  const { declaration } = draft
  const [code, name] = [words.peek(3), words.peek(4)]
  Object.assign(draft, { party: null, stop: null })
  if (code === undefined && name === undefined) return setAside(draft, words)
  const place = PLACES.get(words.qualifier)
  const taken = place !== undefined && isSurer(draft, place)
  if (!taken && words.qualifier !== 'T') return setAside(draft, words)
  callAt(draft, words)
  words.value(2)
  if (!taken) {
    add(draft, '/transhipments', declaration.transhipments, words.value(3) ?? words.value(4) ?? '', words.at)
    return true
  }
  fill(draft, '', declaration, { at: words.at, fields: { [place.field]: words.value(3) } })
  fill(draft, '/placeNames', declaration.placeNames, { at: words.at, fields: { [place.field]: words.value(4) } })
  return true
}

/** Reads a port of an in-bond movement (P5: function, qualifier, code). */
export const readInBondPort = (draft: Draft, words: Reading): boolean => {
  const code = words.value(3)
  words.value(2)
  if (code === undefined) return setAside(draft, words)
  add(draft, '/transhipments', draft.declaration.transhipments, code, words.at)
  return true
}

/** Reads the time of the call before it (DTM). */
export const readTime = (draft: Draft, words: Reading): boolean => {
  const kind = CALL_TIMES.get(words.qualifier)
  const { stop } = draft
  if (kind === undefined || !stop || stop.timeDeclared !== undefined) return setAside(draft, words)
  const fields = timed(draft, [words.value(2), words.value(3)], words)
  const base = `/conveyance/stops/${draft.declaration.conveyance.stops.indexOf(stop)}`
  fill(draft, base, stop, { at: words.at, fields: { ...fields, timeKind: kind } })
  return true
}

/** A day and a time of day as declared and as ISO 8601; one that is no date is said. */
export const timed = (draft: Draft, [day, clock]: readonly [string | undefined, string | undefined], words: Reading): { readonly time?: string, readonly timeDeclared?: string } => {
  if (day === undefined) return {}
  const timeDeclared = clock === undefined ? day : `${day} ${clock}`
  const time = isoTime(day, clock)
  if (time === null) draft.issue({ code: 'date-invalid', severity: 'warning', at: words.at, params: { text: timeDeclared.slice(0, 35) } })
  return { ...(time !== null && { time }), timeDeclared }
}

const callAt = (draft: Draft, words: Reading): void => {
  const purpose = CALLS.get(words.qualifier)
  if (purpose === undefined) return
  const [place, placeName] = [words.value(3), words.value(4)]
  const stop: Stop = { purpose, ...(place !== undefined && { place }), ...(placeName !== undefined && { placeName }) }
  add(draft, '/conveyance/stops', draft.declaration.conveyance.stops, stop, words.at)
  draft.stop = stop
}

const isSurer = ({ declaration }: Draft, { field, rank }: { readonly field: 'loading' | 'discharge' | 'origin' | 'destination', readonly rank: number }): boolean => {
  const at = declaration.positions[`/${field}`] ?? declaration.positions[`/placeNames/${field}`]
  if (!at) return true
  return rank < (PLACES.get(at.path?.replace('R4*', '') ?? '')?.rank ?? 0)
}
