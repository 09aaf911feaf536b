import type { Issue, Report, XmlElement } from 'wco-cts'
import { all, capital, first, placeOf, take, type Used, type Words } from './nodes.ts'

/** The messages that are read, by their root element. */
export const KINDS: Readonly<Record<string, Kind | undefined>> = { Waybill: 'XFWB', HouseWaybill: 'XFZB', HouseManifest: 'XFHL', FlightManifest: 'XFFM' }
export type Kind = 'XFWB' | 'XFZB' | 'XFHL' | 'XFFM'

/** The head of one message: what it is, what is meant by it, and the business header that its declarations need. */
export interface Head {
  readonly kind: Kind
  readonly root: XmlElement
  readonly report: Report
  /** What the sender means by each of its consignments, as words of the purpose code where there is one. */
  readonly action: Words
  readonly business: XmlElement | undefined
  readonly issue: (issue: Issue) => void
}

/** Puts the two headers of a message together. */
export const headOf = (kind: Kind, root: XmlElement, message: XmlElement | undefined, business: XmlElement | undefined, issue: (issue: Issue) => void): Head => {
  // The header is read here alone; what is in it and in no field of a report is told by nobody and needed by none.
  const used: Used = new Set()
  const purpose = take(used, message, 'PurposeCode')
  const meant = purpose ? FUNCTIONS[purpose.text.toLowerCase()] : 'original'
  const version = take(used, message, 'VersionID')?.text ?? versionOf(root, message)
  if (!message) issue({ code: 'structure-missing', severity: 'warning', at: placeOf(root), params: { element: 'MessageHeaderDocument' } })
  if (purpose && meant === undefined) issue({ code: 'code-unknown', severity: 'warning', at: purpose.at, params: { text: purpose.text.slice(0, 70), element: 'PurposeCode' } })
  if (version !== undefined && !/^0*[1-5](?:\.\d+)?$/.test(version)) issue({ code: 'version-unknown', severity: 'note', at: placeOf(first(message, 'VersionID') ?? root), params: { kind, version: version.slice(0, 20) } })
  const said = (path: string, element = message): string | undefined => take(used, element, path)?.text
  const [id, document] = [said('ID'), said('ID', business)]
  const report = {
    kind, version,
    // Many senders put the number of the waybill here, again and again: that refers to no transmission.
    reference: id !== undefined && compact(id) !== compact(document ?? '') ? id : undefined,
    document,
    documentKind: said('TypeCode'),
    sender: identified(used, message, 'SenderParty'),
    recipient: identified(used, message, 'RecipientParty'),
    function: meant,
    functionDeclared: purpose?.text,
    prepared: said('IssueDateTime')
  }
  const given: Partial<Report> = Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined))
  return {
    kind, root, business, issue,
    report: { ...given, kind, test: false, at: placeOf(root) },
    action: { text: meant ?? 'original', at: purpose?.at ?? placeOf(root) }
  }
}

const compact = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()

/** PurposeCode, in words or as UN/EDIFACT 1225. A waybill is always sent whole, so that an update takes the place of what was sent. */
const FUNCTIONS: Readonly<Record<string, 'original' | 'replace' | 'cancel' | undefined>> = {
  creation: 'original', create: 'original', original: 'original', 9: 'original',
  update: 'replace', amendment: 'replace', replace: 'replace', 5: 'replace', 4: 'replace',
  deletion: 'cancel', delete: 'cancel', cancellation: 'cancel', cancel: 'cancel', 1: 'cancel', 3: 'cancel'
}

/** `iata:datamodel:3` is the third edition of the data model, which the message's own version follows. */
const versionOf = (root: XmlElement, message: XmlElement | undefined): string | undefined =>
  [message?.children[0]?.namespace, root.namespace].flatMap(namespace => /^iata:datamodel:(\d{1,2})$/.exec(namespace ?? '')?.[1] ?? [])[0]

/** Of several addresses of one party the first is kept: they are the same party in different networks. */
const identified = (used: Used, message: XmlElement | undefined, name: string): string | undefined =>
  all(message, name).map(party => capital(take(used, party, 'PrimaryID'))?.text).find(text => text !== undefined)
