import { readConsignmentMeasure, readFreight, readTotal, readValue } from './amounts.ts'
import { MOVEMENTS } from './codes.ts'
import { isDocument, readDocumentType } from './document.ts'
import { add, addReference, fill, setAside, type Draft, type Group } from './draft.ts'
import { readDanger, readGoodsReference, readItem, readMarks, readMeasure, readOrigin, readPackages, readCommodity, readText } from './goods.ts'
import { readContact, readParty, readPartyReference } from './parties.ts'
import { readLegPlace, readPlace } from './places.ts'
import type { Reading } from './reading.ts'
import { isoTime } from './times.ts'

/** What an administration's senders mean by processing indicators (7365) of their own: an action on one consignment. */
export type Actions = Readonly<Record<string, string>>

/** Reads one segment of a consignment by its tag and by where it stands; false when nothing is known of it there. */
export const readInConsignment = (draft: Draft, segment: Reading, actions: Actions): boolean => {
  const inGroup = GROUPS[draft.group]?.[segment.tag] ?? GROUPS.bill?.[segment.tag]
  return inGroup?.(draft, segment, actions) ?? false
}

/** Reads a processing indicator (GIS 7365; GEI 9649, 7365): the movement of the cargo, or an action the administration gave it. */
export const readIndicator = (draft: Draft, segment: Reading, actions: Actions): boolean => {
  const { declaration } = draft
  // GEI has its qualifier first: GIS+23 is GEI+4+23.
  const element = segment.tag === 'GEI' ? 1 : 0
  const code = segment.peek(element) ?? ''
  const movement = MOVEMENTS.get(code)
  const action = actions[code]
  if (movement === undefined && action === undefined) return false
  segment.code(element)
  fill(draft, '', declaration, { at: segment.at, fields: action === undefined ? { movement, movementDeclared: code } : { action } })
  return true
}

type Read = (draft: Draft, segment: Reading, actions: Actions) => boolean

const goods = (read: (draft: Draft, segment: Reading) => void): Read => (draft, segment) => {
  read(draft, segment)
  return true
}

const aside: Read = (draft, segment) => setAside(draft, segment)

const handling: Read = (draft, segment) => {
  const parts = segment.segment.elements.map((_, element) => segment.all(element).filter(part => part !== '').join(' ')).filter(part => part !== '')
  if (parts.length === 0) return false
  add(draft, '/handling', draft.declaration.handling, parts.join(' '), segment.at)
  return true
}

const reference: Read = (draft, segment) => {
  const value = segment.value(0, 1)
  addReference(draft, segment.qualifier, value, segment.at)
  return value !== undefined
}

// 2005: 95 is the date of the bill, 342 when the goods were taken on board, 137 that of the document.
const ISSUED: ReadonlySet<string> = new Set(['95', '137', '342'])

const issued: Read = (draft, segment) => {
  const declared = segment.value(0, 1)
  const time = declared === undefined ? null : isoTime(declared, segment.value(0, 2))
  if (time === null && declared !== undefined) draft.issue({ code: 'date-invalid', severity: 'warning', at: segment.at, pointer: '', params: { text: declared.slice(0, 35) } })
  if (time === null || !ISSUED.has(segment.qualifier) || draft.declaration.issued !== undefined) return setAside(draft, segment)
  fill(draft, '', draft.declaration, { at: segment.at, fields: { issued: time } })
  return true
}

const permit: Read = (draft, segment, actions) => {
  if (draft.declaration.movement === undefined && readIndicator(draft, segment, actions)) return true
  draft.group = 'permit'
  return setAside(draft, segment)
}

const leg: Read = (draft, segment) => {
  draft.group = 'leg'
  return setAside(draft, segment)
}

const party: Read = (draft, segment) => {
  readParty(draft, segment)
  if (segment.qualifier === 'CA') fill(draft, '', draft.declaration, { at: segment.at, fields: { issuer: draft.declaration.issuer ?? segment.peek(1) } })
  return true
}

/** What each segment says, by the group it stands in. What a group does not know is read as under the document itself. */
const GROUPS: Readonly<Partial<Record<Group, Readonly<Record<string, Read>>>>> = {
  bill: {
    CNT: readTotal,
    MOA: aside,
    LOC: readPlace,
    GIS: readIndicator,
    GEI: readIndicator,
    CUX: aside,
    CPI: readFreight,
    TDT: leg,
    NAD: party,
    RFF: (draft, segment, actions) => segment.qualifier === 'HS' ? readGoodsReference(draft, segment) : reference(draft, segment, actions),
    DTM: issued,
    FTX: readText,
    QTY: aside,
    DOC: readDocumentType,
    MEA: readConsignmentMeasure,
    HAN: handling,
    TSR: handling,
    GID: goods(readItem)
  },
  leg: {
    LOC: readLegPlace,
    DTM: aside,
    MEA: aside,
    TSR: aside
  },
  party: {
    RFF: (draft, segment) => !isDocument(segment) && readPartyReference(draft, segment),
    CTA: readContact,
    COM: readContact,
    DTM: aside
  },
  goods: {
    PAC: readPackages,
    MEA: readMeasure,
    MOA: readValue,
    DGS: readDanger,
    PCI: readMarks,
    CST: readCommodity,
    RFF: readGoodsReference,
    LOC: (draft, segment) => readOrigin(draft, segment, readPlace),
    GIS: permit,
    GEI: permit,
    DIM: aside,
    TMD: aside,
    TMP: aside,
    RNG: aside,
    DTM: aside
  },
  permit: {
    DOC: readDocumentType,
    DTM: aside,
    PAC: aside,
    MEA: aside,
    GIS: permit,
    GEI: permit
  }
}
