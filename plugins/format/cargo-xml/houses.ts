import type { Read, XmlElement } from 'wco-cts'
import { openConsignment } from './consignment.ts'
import { keepRest, keepUnread, fault, fill, addReference, lost, type Draft } from './draft.ts'
import type { Head } from './header.ts'
import { first, placeOf, take, wordsOf } from './nodes.ts'
import { fillAwb } from './numbers.ts'
import { masterNumber, readBusiness, readPaper } from './waybill.ts'

/** The master of a house waybill (XFZB) or of a list of houses (XFHL), and what its houses add up to. */
export interface Master { readonly parts: XmlElement[], readonly numbers: Set<string>, pieces: number, houses: number }

/** Opens a master before its houses are known. */
export const openMaster = (): Master => ({ parts: [], numbers: new Set(), pieces: 0, houses: 0 })

/** Reads what stands directly in the master consignment: a house is a declaration, anything else belongs to the master. */
export function * readInMaster (head: Head, master: Master, element: XmlElement): Generator<Read> {
  if (element.name !== 'IncludedHouseConsignment') {
    if (master.parts.length < MOST_PARTS) master.parts.push(element)
    else head.issue({ code: 'element-unread', severity: 'note', at: placeOf(element), params: { path: element.path, text: element.text.slice(0, 70) } })
    return
  }
  const draft = openConsignment('house-air-waybill', head, element)
  const { declaration, used } = draft
  readNumber(draft, head, element)
  if (declaration.number === undefined && lost(draft, element)) return
  const number = masterNumber(masterOf(master))
  fillAwb(draft, 'parent', wordsOf(used, number))
  if (!number) draft.issue({ code: 'structure-missing', severity: 'error', at: placeOf(element), pointer: '/parent', params: { element: 'TransportContractDocument/ID' } })
  if (head.kind === 'XFZB' && master.houses === 0) readBusiness(draft, head.business)
  readPaper(draft, element)
  check(draft, master)
  master.houses += 1
  for (const part of master.parts) keepMaster(draft, part, master.houses === 1)
  keepUnread(draft, element)
  yield { declaration }
}

/** Says where the houses do not add up to their master, which only a list of all of them must. */
export const closeMaster = (head: Head, master: Master): void => {
  if (master.houses === 0) head.issue({ code: 'structure-missing', severity: 'error', at: placeOf(head.root), params: { element: 'IncludedHouseConsignment' } })
  const total = master.parts.find(({ name }) => name === 'TotalPieceQuantity')
  if (head.kind !== 'XFHL' || !total || Number.isNaN(master.pieces) || Number(total.text) === master.pieces) return
  head.issue({ code: 'total-mismatch', severity: 'warning', at: placeOf(total), params: { pieces: master.pieces, total: total.text.slice(0, 20) } })
}

const MOST_PARTS = 200

const masterOf = ({ parts }: Master): XmlElement | undefined => {
  const [some] = parts
  return some && { ...some, children: parts }
}

/** A list of houses numbers each; the waybill of one house says its number in the business header, and often again in the consignment. */
const readNumber = (draft: Draft, head: Head, element: XmlElement): void => {
  const { declaration, used } = draft
  const own = take(used, element, 'TransportContractDocument/ID')
  const id = take(used, element, 'ID')
  const number = own ?? (head.kind === 'XFZB' ? take(used, head.business, 'ID') : undefined) ?? id
  fill(draft, '', declaration, { number })
  if (id && id.text !== number?.text) addReference(draft, 'consignment', id)
}

const check = (draft: Draft, master: Master): void => {
  const { number, totals, positions } = draft.declaration
  master.pieces += Number(totals.pieces ?? 0)
  const at = positions['/number']
  if (number === undefined || !at) return
  if (master.numbers.has(number)) fault(draft, 'reference-duplicate', 'warning', '/number', { text: number, at })
  if (master.numbers.size < MOST_NUMBERS) master.numbers.add(number)
}

const MOST_NUMBERS = 20_000

/** What is said of the master is kept with each of its houses; said not to be understood, with the first alone. */
const keepMaster = (draft: Draft, part: XmlElement, isFirst: boolean): void => {
  if (isFirst) return keepUnread(draft, part, 'MasterConsignment')
  const leaf = part.children.length === 0 ? part : first(part, 'ID')
  const words = leaf && !draft.used.has(leaf) ? wordsOf(draft.used, leaf) : undefined
  if (words) keepRest(draft, `MasterConsignment/${part.name}${leaf === part ? '' : '/ID'}`, words)
}
