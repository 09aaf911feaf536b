import { emptyDeclaration, pointer, type Declaration, type DeclaredEquipment, type DeclaredGoods } from 'wco-cts'
import type { Head } from './head.ts'
import type { Line } from './line.ts'
import { put } from './put.ts'

/**
 * A bill of lading, exactly as declared. Nothing is resolved here: figures stay text with their unit beside them, codes stay as sent.
 * What they mean, and whether they can be right, is for the mode of transport to say, the same for every format.
 */
export const billOf = ({ cells, more }: Line, head: Head | null): Declaration => {
  const bill: Declaration = {
    ...emptyDeclaration(),
    action: 'original',
    mode: 'sea',
    kind: 'bill',
    conveyance: structuredClone(head?.conveyance ?? { mode: 'sea', stops: [] }),
    positions: { ...head?.places }
  }
  const goods: DeclaredGoods = { line: '1', commodity: [], dangerous: [], equipment: [] }
  bill.goods.push(goods)
  const places = bill.positions
  put(places, '/number', cells.number, text => { bill.number = text })
  put(places, '/loading', cells.loading, text => { bill.loading = text })
  put(places, '/discharge', cells.discharge, text => { bill.discharge = text })
  for (const role of ['consignor', 'consignee'] as const) {
    put(places, pointer('parties', bill.parties.length, 'name'), cells[role], name => { bill.parties.push({ role, name, identifiers: [], contacts: [] }) })
  }
  put(places, '/goods/0/description', cells.description, text => { goods.description = text })
  put(places, '/goods/0/packages', cells.packages, text => { goods.packages = text })
  put(places, '/goods/0/mass', cells.kilograms, text => { Object.assign(goods, { mass: text, massUnit: 'KGM' }) })
  for (const { text, at } of more) keep(bill, at.path ?? '', text)
  return bill
}

/** Adds a container to its bill. */
export const addContainer = (bill: Declaration, { cells, more }: Line): void => {
  const at = bill.equipment.length
  const container: DeclaredEquipment = { category: 'CN', seals: [] }
  bill.equipment.push(container)
  put(bill.positions, pointer('equipment', at, 'number'), cells.container, number => {
    container.number = number
    bill.goods[0]?.equipment.push({ number })
  })
  put(bill.positions, pointer('equipment', at, 'seals', 0, 'number'), cells.seal, number => { container.seals.push({ number }) })
  for (const { text, at } of more) keep(bill, at.path ?? '', text)
}

/** Keeps what has no field: nothing that was declared is dropped. */
export const keep = (bill: Declaration, path: string, text: string): void => { bill.rest.push({ path, text }) }
