import { emptyDeclaration, type Declaration, type Issue, type Severity, type XmlElement } from 'wco-cts'
import { placeOf, type Used, type Words } from './nodes.ts'

/** A declaration being read, what of the message has gone into it, and where what is wrong with it is said. */
export interface Draft { readonly declaration: Declaration, readonly used: Used, readonly issue: (issue: Issue) => void }

/** Opens a declaration with nothing in it. */
export const openDraft = (issue: (issue: Issue) => void): Draft => ({ declaration: emptyDeclaration(), used: new Set(), issue })

/** Keeps the place of a value and gives its text. */
export const said = ({ declaration }: Draft, pointer: string, { text, at }: Words): string => {
  declaration.positions[pointer] = at
  return text
}

type Said<T> = { readonly [P in keyof T as NonNullable<T[P]> extends string ? P : never]?: Words | undefined }

/** Sets the text fields of one object of the declaration, each with its place; what is empty stays unsaid. */
export const fill = <T extends object> (draft: Draft, base: string, target: T, values: Said<T>): void => {
  for (const [key, words] of Object.entries<Words | undefined>(values)) {
    if (words && words.text !== '') Object.assign(target, { [key]: said(draft, `${base}/${key}`, words) })
  }
}

/** Adds text to one of the declaration's lists of texts. */
export const addText = (draft: Draft, pointer: string, list: string[], words: Words | undefined): void => {
  if (words) list.push(said(draft, `${pointer}/${list.length}`, words))
}

/** Adds a note under what it is about. */
export const addNote = (draft: Draft, subject: string, words: Words | undefined): void => {
  if (!words) return
  const index = draft.declaration.notes.push({ subject, text: words.text }) - 1
  Object.assign(draft.declaration.positions, { [`/notes/${index}/subject`]: words.at, [`/notes/${index}/text`]: words.at })
}

/** Adds a reference in a scheme. */
export const addReference = (draft: Draft, scheme: string, words: Words | undefined): void => {
  if (!words) return
  const index = draft.declaration.references.push({ scheme, value: words.text }) - 1
  Object.assign(draft.declaration.positions, { [`/references/${index}/scheme`]: words.at, [`/references/${index}/value`]: words.at })
}

/** Keeps words that have no field of their own; gives their pointer. */
export const keepRest = (draft: Draft, path: string, words: Words): string => {
  const pointer = `/rest/${draft.declaration.rest.push({ path, text: words.text }) - 1}`
  draft.declaration.positions[pointer] = words.at
  return pointer
}

/** Says what is wrong with one value of the declaration. */
export const fault = ({ issue }: Draft, code: string, severity: Severity, pointer: string, { text, at }: Words): void =>
  issue({ code, severity, at, pointer, params: { text: text.slice(0, 70) } })

/** Says of a consignment that it has no number; where the message broke off within it, it is lost, for nobody could tell which it was. */
export const lost = ({ issue }: Draft, element: XmlElement): boolean => {
  const cut = element.cut === true
  issue({ code: 'structure-missing', severity: 'error', at: placeOf(element), ...(cut ? {} : { pointer: '/number' }), params: { element: 'TransportContractDocument/ID' } })
  return cut
}

/** Keeps all of an element that was not read: in silence what is understood and has no field, with an issue what is not. */
export const keepUnread = (draft: Draft, element: XmlElement, within = ''): void => {
  const path = within === '' ? element.name : `${within}/${element.name}`
  for (const attribute of element.attributes) {
    if (draft.used.has(attribute) || attribute.value === '' || attribute.namespace !== '' || element.text === '' && element.children.length === 0) continue
    const { line, offset, length } = attribute.at
    keepRest(draft, `${path}/@${attribute.name}`, { text: attribute.value, at: { line, offset, length, path: `${element.path}/@${attribute.name}` } })
  }
  if (element.text !== '' && !draft.used.has(element)) {
    const words = { text: element.text, at: placeOf(element) }
    const pointer = keepRest(draft, path, words)
    if (!UNDERSTOOD.test(path)) draft.issue({ code: 'element-unread', severity: 'note', at: words.at, pointer, params: { path, text: words.text.slice(0, 70) } })
  }
  for (const child of element.children) keepUnread(draft, child, path)
}

/** Charges, insurance, indicators, names beside codes, and sequence numbers: known, and of no field. */
const UNDERSTOOD = /(?:^|\/)(?:Applicable\w+|\w+(?:Amount|Indicator|Numeric)|ConsignmentItemQuantity|StageCode|ModeCode|Mode|CountryName|CityID|PostOfficeBox|CountrySubDivision\w+|Information|SummaryDescription|Name|PrimaryID|\w+Location\/TypeCode|IncludedTareGrossWeightMeasure|TotalPieceQuantity|PackageQuantity|UsedLogisticsTransportMeans\/\w+|SpecifiedLogisticsTransportMovement\/.+|TransportContractDocument\/\w+|FirstArrivalCountryID|Total(?:GrossWeightMeasure|GrossVolumeMeasure|PackageQuantity)|AssociatedTransportCargo\/TypeCode|\w+DateTimeTypeCode|@\w+)$|(?:^|\/)Applicable\w+\/|^MasterConsignment\/(?:Origin|FinalDestination)Location\//
