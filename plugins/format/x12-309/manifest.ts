import type { Report, Totals } from 'wco-cts'
import { AMENDMENTS, IN_BOND, MODES, VESSEL_CODES } from './codes.ts'
import { add, addReference, fill, type Draft } from './draft.ts'
import { addCarrier } from './parties.ts'
import { timed } from './places.ts'
import type { Reading } from './reading.ts'
import { massUnit, volumeUnit } from './units.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }

/** What a manifest says of itself, to be given before its bills. */
export interface Head { readonly report: Open<Report>, readonly totals: Open<Totals>, readonly draft: Draft }

/** Reads the head of a manifest (M10): carrier, mode, flag, vessel, voyage, number and kind of the manifest, how many bills it holds. */
export const readManifestHead = ({ report, totals, draft }: Head, words: Reading): void => {
  const { declaration } = draft
  const mode = MODES.get(words.peek(2) ?? '')
  if (mode !== undefined) words.value(2)
  fill(draft, '', declaration, { at: words.at, fields: { mode } })
  fill(draft, '/conveyance', declaration.conveyance, {
    at: words.at,
    fields: { mode, carrier: words.value(1), nationality: words.value(3), ...vessel(words.value(4), words.value(10)), name: words.value(5), journey: words.value(6) }
  })
  const [number, count, kind] = [words.value(7) ?? words.value(12), words.value(8), words.value(9)]
  if (number !== undefined) report.document = number
  if (count !== undefined) totals.consignments = count
  if (kind !== undefined) report.documentKind = kind
}

/** Reads a port of discharge (P4) for the bills that follow: code, day and time of arrival. Its own count of bills is compared when they have come. */
export const readPortOfDischarge = (draft: Draft, words: Reading): void => {
  const { declaration } = draft
  const place = words.value(1)
  words.value(3)
  fill(draft, '', declaration, { at: words.at, fields: { discharge: place } })
  const time = timed(draft, [words.value(2), words.value(5)], words)
  const stop = { purpose: 'discharge', ...(place !== undefined && { place }), ...time, ...(time.timeDeclared !== undefined && { timeKind: 'estimated' }) }
  add(draft, '/conveyance/stops', declaration.conveyance.stops, stop, words.at)
}

/** Reads an amendment of a bill (M13): what is done to it, why, and its number where no M11 gives it. M1308 and M1310 name a house bill under it. */
export const readAmendment = (draft: Draft, words: Reading, actions: Readonly<Record<string, string>>): true => {
  const { declaration } = draft
  const [type, action] = [words.value(3), words.value(7)]
  const code = type ?? action
  const known = code === undefined ? 'change' : (Object.hasOwn(actions, code) ? actions[code] : undefined) ?? AMENDMENTS.get(code)
  if (known === undefined) draft.issue({ code: 'amendment-unknown', severity: 'warning', at: words.at, pointer: '/action', params: { code: (code ?? '').slice(0, 10) } })
  const [house, bill] = [words.value(8), words.value(4)]
  fill(draft, '', declaration, {
    at: words.at,
    fields: house === undefined
      ? { action: known ?? 'change', kind: 'bill', number: bill, issuer: words.value(9) }
      : { action: known ?? 'change', kind: 'house-bill', number: house, parent: bill, issuer: words.value(10) }
  })
  fill(draft, '/totals', declaration.totals, { at: words.at, fields: { packages: words.value(5) } })
  if (declaration.discharge === undefined) fill(draft, '', declaration, { at: words.at, fields: { discharge: words.value(2) } })
  else if (declaration.discharge === words.peek(2)) words.value(2)
  if (declaration.conveyance.carrier === words.peek(1)) words.value(1)
  addReference(draft, 'M13-06', words.value(6), words.at)
  return true
}

/** Reads the bill of lading (M11): number, port of loading, packages, weight, volume, place of receipt, its master, its issuer, and whom else to notify. */
export const readBill = (draft: Draft, words: Reading): true => {
  const { declaration } = draft
  const parent = words.value(11)
  fill(draft, '', declaration, {
    at: words.at,
    fields: { number: words.value(1), kind: parent === undefined ? declaration.kind ?? 'bill' : 'house-bill', parent, issuer: words.value(12), loading: words.value(2) }
  })
  fill(draft, '/placeNames', declaration.placeNames, { at: words.at, fields: { origin: words.value(10) } })
  fill(draft, '/totals', declaration.totals, {
    at: words.at,
    fields: { packages: words.value(3), mass: words.value(5), massUnit: massUnit(words.value(6)), volume: words.value(7), volumeUnit: volumeUnit(words.value(8)) }
  })
  const kind = words.value(4)
  if (kind !== undefined) draft.unit = { kind, at: words.at }
  for (const element of [13, 14, 15]) addCarrier(draft, words, element, 'notify')
  return true
}

/** Reads a reference (N9): MB is the master of this bill, anything else its own. */
export const readReference = (draft: Draft, words: Reading): true => {
  const { declaration } = draft
  const value = words.value(2)
  if (words.qualifier === 'MB' && declaration.parent === undefined) fill(draft, '', declaration, { at: words.at, fields: { parent: value, kind: 'house-bill' } })
  else addReference(draft, words.qualifier || 'N9', value, words.at)
  return true
}

/** Reads where a bill goes in the end (N1 with FS, the final scheduled destination). */
export const readDestination = (draft: Draft, words: Reading): true => {
  const { declaration } = draft
  const [name, code] = [words.value(2), words.value(4)]
  words.value(3)
  draft.party = null
  fill(draft, '', declaration, { at: words.at, fields: { destination: code } })
  if (name !== code) fill(draft, '/placeNames', declaration.placeNames, { at: words.at, fields: { destination: name } })
  return true
}

/** Reads an in-bond movement (M12): kind of entry, its numbers, where it goes, who carries it. */
export const readInBond = (draft: Draft, words: Reading): true => {
  const { declaration } = draft
  const [type, entry] = [words.value(1), words.value(2)]
  fill(draft, '', declaration, { at: words.at, fields: { movement: IN_BOND.get(type ?? ''), movementDeclared: type } })
  add(draft, '/customs', declaration.customs, { subject: 'M12', ...(type !== undefined && { content: type }), ...(entry !== undefined && { text: entry }) }, words.at)
  addReference(draft, 'IB', words.value(6), words.at)
  // Where goods go on to another country, M1204, they leave by the port of M1203.
  const [port, abroad] = [words.peek(3), words.peek(4)]
  const through = abroad === undefined ? undefined : words.value(3)
  if (through !== undefined) add(draft, '/transhipments', declaration.transhipments, through, words.at)
  if ((abroad ?? port) !== undefined && declaration.destination === undefined) fill(draft, '', declaration, { at: words.at, fields: { destination: abroad === undefined ? words.value(3) : words.value(4) } })
  addCarrier(draft, words, 7, 'bonded-carrier')
  const scheme = words.peek(8)
  if (scheme !== undefined && words.peek(9) !== undefined) addReference(draft, words.value(8) ?? scheme, words.value(9), words.at)
  return true
}

/** A ship's code and what it is: as its qualifier says, or an IMO number where seven digits stand without one. */
export const vessel = (code: string | undefined, qualifier: string | undefined): { readonly identifier: string | undefined, readonly scheme: string | undefined } =>
  ({ identifier: code, scheme: code === undefined ? undefined : VESSEL_CODES.get(qualifier ?? '') ?? qualifier ?? (/^\d{7}$/.test(code) ? 'IMO' : undefined) })
