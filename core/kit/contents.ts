import { allEquipmentOf, goodsOf, partiesOf } from './cargo.ts'
import { codeOf, countOf, countryOf, eachSaid, freightOf, massOf, only, said, sumOf, volumeOf } from './resolve.ts'

/** What is carried, for whom and under what notes: all of a consignment but its document and its route, resolved the same way in every mode. */
export const contentsOf = ({ totals, ...declared }: Declared) => {
  const goods = goodsOf(declared.goods)
  return only({
    packages: countOf(totals.packages) ?? countOf(totals.piecesTotal) ?? countOf(totals.pieces) ?? sumOf(goods.map(({ packages }) => packages)),
    grossKilograms: massOf(totals.mass, totals.massUnit) ?? sumOf(goods.map(({ grossKilograms }) => grossKilograms)),
    cubicMetres: volumeOf(totals.volume, totals.volumeUnit) ?? sumOf(goods.map(({ cubicMetres }) => cubicMetres)),
    freight: freightOf(declared.freight),
    parties: partiesOf(declared.parties),
    goods,
    equipment: allEquipmentOf(declared.equipment),
    handling: eachSaid(declared.handling, codeOf),
    references: declared.references.flatMap(({ scheme, value }) => {
      const [known, named] = [codeOf(value), said(scheme)]
      return known === undefined || named === undefined ? [] : [{ scheme: named, value: known }]
    }),
    customs: declared.customs.flatMap(note => {
      const known = only({ country: countryOf(note.country), subject: codeOf(note.subject), content: codeOf(note.content), text: said(note.text) })
      return Object.keys(known).length === 0 ? [] : [known]
    }),
    notes: eachSaid(declared.notes.map(({ text }) => text))
  })
}

interface Declared {
  readonly totals: {
    readonly packages?: string
    readonly pieces?: string
    readonly piecesTotal?: string
    readonly mass?: string
    readonly massUnit?: string
    readonly volume?: string
    readonly volumeUnit?: string
  }
  readonly freight?: string
  readonly parties: Parameters<typeof partiesOf>[0]
  readonly goods: Parameters<typeof goodsOf>[0]
  readonly equipment: Parameters<typeof allEquipmentOf>[0]
  readonly handling: readonly string[]
  readonly references: readonly { readonly scheme: string, readonly value: string }[]
  readonly customs: readonly { readonly country?: string, readonly subject?: string, readonly content?: string, readonly text?: string }[]
  readonly notes: readonly { readonly text: string }[]
}
