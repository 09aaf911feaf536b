import type { DeclaredGoods, XmlElement } from 'wco-cts'
import { addNote, addText, fill, said, type Draft } from './draft.ts'
import { addUld } from './uld.ts'
import { all, capital, first, meaning, placeOf, take, takeAll, takeAttribute, type Words } from './nodes.ts'
import { measured } from './measures.ts'

/** Reads the goods of a waybill. Of several ratings of the same goods (face of the waybill, agent, consignee) the first is read, which is the face. */
export const readGoods = (draft: Draft, consignment: XmlElement): void => {
  const items = [...all(first(consignment, 'ApplicableRating'), 'IncludedMasterConsignmentItem'), ...all(consignment, 'IncludedHouseConsignmentItem')]
  for (const item of items) readItem(draft, item)
  if (draft.declaration.goods.length === 0) addWhole(draft, consignment)
}

/** Adds the goods of a consignment that lists none: its summary, with the totals of the whole. */
export const addWhole = (draft: Draft, consignment: XmlElement): { readonly goods: DeclaredGoods, readonly pointer: string } => {
  const { totals, positions } = draft.declaration
  const { goods, pointer } = addGoods(draft)
  const total = (field: 'pieces' | 'mass' | 'massUnit' | 'volume' | 'volumeUnit'): Words | undefined => {
    const [text, at] = [totals[field], positions[`/totals/${field}`]]
    return text === undefined || !at ? undefined : { text, at }
  }
  fill(draft, pointer, goods, {
    description: take(draft.used, consignment, 'SummaryDescription'),
    packages: total('pieces'), mass: total('mass'), massUnit: total('massUnit'), volume: total('volume'), volumeUnit: total('volumeUnit')
  })
  return { goods, pointer }
}

/** Adds a goods item and gives it with its pointer. */
export const addGoods = (draft: Draft): { readonly goods: DeclaredGoods, readonly pointer: string } => {
  const goods: DeclaredGoods = { commodity: [], dangerous: [], equipment: [] }
  return { goods, pointer: `/goods/${draft.declaration.goods.push(goods) - 1}` }
}

/** Links goods to the ULD they are in. */
export const stowIn = (draft: Draft, pointer: string, goods: DeclaredGoods, number: Words, packages?: Words): void => {
  const own = `${pointer}/equipment/${goods.equipment.length}`
  goods.equipment.push({ number: said(draft, `${own}/number`, number), ...(packages ? { packages: said(draft, `${own}/packages`, packages) } : {}) })
}

const readItem = (draft: Draft, item: XmlElement): void => {
  const { used, declaration } = draft
  const lines = takeAll(used, item, 'NatureIdentificationTransportCargo/Identification')
  const pieces = take(used, item, 'PieceQuantity')
  const [last] = declaration.goods.slice(-1)
  // A line of volume or of packages alone goes on with the goods before it, as in the waybill on paper.
  const goesOn = last !== undefined && !pieces && lines.length === 0 && !first(item, 'GrossWeightMeasure') && (last.volume === undefined || !first(item, 'GrossVolumeMeasure'))
  const { goods, pointer } = goesOn ? { goods: last, pointer: `/goods/${declaration.goods.length - 1}` } : addGoods(draft)
  const line = take(used, item, 'SequenceNumeric')
  fill(draft, pointer, goods, {
    line: goesOn ? undefined : line,
    description: joined(lines),
    packages: pieces,
    origin: capital(take(used, item, 'OriginCountry/ID')),
    ...measured(draft, item, `${pointer}/mass`, 'GrossWeightMeasure', 'mass', 'massUnit'),
    ...measured(draft, item, `${pointer}/volume`, 'GrossVolumeMeasure', 'volume', 'volumeUnit')
  })
  for (const code of takeAll(used, item, 'TypeCode')) addText(draft, `${pointer}/commodity`, goods.commodity, code)
  if (declaration.totals.packages === undefined) fill(draft, '/totals', declaration.totals, { packages: take(used, item, 'PackageQuantity') })
  for (const unit of all(item, 'AssociatedUnitLoadTransportEquipment')) {
    const number = addUld(draft, unit)
    if (number) stowIn(draft, pointer, goods, number, take(used, unit, 'LoadedPackageQuantity'))
  }
  for (const size of all(item, 'TransportLogisticsPackage')) readSize(draft, size)
}

/** Dimensions, as Cargo-IMP writes them: `CMT120-80-96/2`. */
const readSize = (draft: Draft, size: XmlElement): void => {
  const sides = ['Length', 'Width', 'Height'].map(side => take(draft.used, size, `LinearSpatialDimension/${side}Measure`))
  const units = ['Length', 'Width', 'Height'].map(side => takeAttribute(draft.used, size, `LinearSpatialDimension/${side}Measure`, 'unitCode'))
  const count = take(draft.used, size, 'ItemQuantity')
  if (sides.every(side => !side)) return
  addNote(draft, 'DIM', meaning(`${units.find(unit => unit)?.text ?? ''}${sides.map(side => side?.text ?? '').join('-')}${count ? `/${count.text}` : ''}`, { text: '', at: placeOf(size) }))
}

const joined = (lines: readonly Words[]): Words | undefined => {
  const [head] = lines
  const tail = lines.at(-1)
  if (!head || !tail) return undefined
  const from = head.at.offset ?? 0
  return { text: lines.map(({ text }) => text).join(' '), at: { ...head.at, length: (tail.at.offset ?? 0) + (tail.at.length ?? 0) - from } }
}
