import type { Read, XmlElement } from 'wco-cts'
import { openConsignment, readCommon, readNote } from './consignment.ts'
import { readCustoms } from './customs.ts'
import { addNote, addReference, fault, fill, keepUnread, type Draft } from './draft.ts'
import { readGoods } from './goods.ts'
import type { Head } from './header.ts'
import { all, capital, first, meaning, placeOf, take, takeAttribute } from './nodes.ts'
import { awbOf, fillAwb } from './numbers.ts'
import { readParties } from './parties.ts'
import { readRouting } from './transport.ts'
import { addUld } from './uld.ts'

/** Reads the master consignment of an air waybill (XFWB): one declaration. */
export function * readWaybill (head: Head, consignment: XmlElement): Generator<Read> {
  const draft = openConsignment('air-waybill', head, consignment)
  const number = take(draft.used, head.business, 'ID') ?? take(draft.used, consignment, 'TransportContractDocument/ID', 'ID')
  fillAwb(draft, 'number', number)
  if (!number) draft.issue({ code: 'structure-missing', severity: 'error', at: placeOf(consignment), pointer: '/number', params: { element: 'BusinessHeaderDocument/ID' } })
  readBusiness(draft, head.business)
  for (const [path, scheme] of [['ID', 'consignment'], ['AdditionalID', 'consignment-additional']] as const) {
    const other = take(draft.used, consignment, path)
    if (other && awbOf(other).number.text !== draft.declaration.number) addReference(draft, scheme, other)
  }
  readPaper(draft, consignment)
  const { origin } = draft.declaration
  const at = draft.declaration.positions['/origin']
  if (origin !== undefined && at) fill(draft, '', draft.declaration, { loading: { text: origin, at } })
  keepUnread(draft, consignment)
  yield { declaration: draft.declaration }
}

/** Reads what a waybill has beyond the common: parties, goods, ULDs, routing, values, Customs notes. */
export const readPaper = (draft: Draft, consignment: XmlElement): void => {
  readCommon(draft, consignment)
  readParties(draft, consignment)
  for (const unit of all(consignment, 'UtilizedLogisticsTransportEquipment')) addUld(draft, unit)
  readGoods(draft, consignment)
  readRouting(draft, consignment)
  readValues(draft, consignment)
  readCustoms(draft, consignment)
  checkPieces(draft)
}

/** Reads the business header: notes, who signed when and where. */
export const readBusiness = (draft: Draft, business: XmlElement | undefined): void => {
  const { used, declaration } = draft
  addReference(draft, 'sender', take(used, business, 'SenderAssignedID'))
  for (const note of all(business, 'IncludedHeaderNote')) readNote(draft, 'header', note)
  const issued = take(used, business, 'SignatoryCarrierAuthentication/ActualDateTime')
  const isDate = issued && /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(issued.text)
  if (issued && !isDate) fault(draft, 'date-invalid', 'warning', '/issued', issued)
  fill(draft, '', declaration, { issued: isDate ? meaning(issued.text.slice(0, 10), issued) : issued })
  addNote(draft, 'signed-consignor', take(used, business, 'SignatoryConsignorAuthentication/Signatory'))
  addNote(draft, 'signed-carrier', take(used, business, 'SignatoryCarrierAuthentication/Signatory'))
  addNote(draft, 'issued-at', take(used, business, 'SignatoryCarrierAuthentication/IssueAuthenticationLocation/Name'))
  if (business) for (const child of business.children) keepUnread(draft, child, business.name)
}

/** One value for Customs for all goods, as on the waybill; who pays the freight. */
const readValues = (draft: Draft, consignment: XmlElement): void => {
  const { used, declaration } = draft
  const value = take(used, consignment, 'DeclaredValueForCustomsAmount')
  const [goods] = declaration.goods
  if (value && goods) fill(draft, '/goods/0', goods, { value, currency: capital(takeAttribute(used, consignment, 'DeclaredValueForCustomsAmount', 'currencyID')) })
  const prepaid = take(used, consignment, 'TotalChargePrepaidIndicator')
  if (prepaid) fill(draft, '', declaration, { freight: meaning(/^(?:true|1)$/i.test(prepaid.text) ? 'prepaid' : 'collect', prepaid) })
}

/** The pieces of all goods are those of the consignment. */
const checkPieces = (draft: Draft): void => {
  const { goods, totals, positions } = draft.declaration
  const lines = goods.flatMap(({ packages }) => packages === undefined ? [] : [Number(packages)])
  const at = positions['/totals/pieces']
  const sum = lines.reduce((total, pieces) => total + pieces, 0)
  if (totals.pieces === undefined || lines.length === 0 || Number.isNaN(sum) || sum === Number(totals.pieces)) return
  draft.issue({ code: 'total-mismatch', severity: 'warning', ...(at && { at }), pointer: '/totals/pieces', params: { pieces: sum, total: totals.pieces.slice(0, 20) } })
}

/** The element of a message that names its master air waybill. */
export const masterNumber = (master: XmlElement | undefined): XmlElement | undefined => first(master, 'TransportContractDocument/ID')
