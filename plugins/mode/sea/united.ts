import { changed, countOf, distinct, equipmentOf, joined, massOf, sumOf, volumeOf, type Declaration, type Putting } from 'wco-cts'

/** How declarations of one bill are put together. */
export const putting: Putting<Declaration> = {
  unite: parts => {
    const whole = parts.reduce(joined)
    return { ...whole, goods: parts.flatMap(({ goods }) => goods), totals: { ...whole.totals, ...totalsOf(parts) } }
  },
  change: changed,
  remove: (standing, named) => {
    const gone = numbersOf(named)
    const left = standing.equipment.filter(({ number }) => !gone.has(equipmentOf(number) ?? ''))
    return gone.size === 0 || left.length === 0 ? null : withOnly(standing, left)
  }
}

const numbersOf = ({ equipment }: Declaration): ReadonlySet<string> => new Set(equipment.flatMap(({ number }) => equipmentOf(number) ?? []))

/** A bill without the containers that were deleted, and without the goods that were only in them. Its totals are its goods' again. */
const withOnly = (standing: Declaration, equipment: Declaration['equipment']): Declaration => {
  const stays = numbersOf({ ...standing, equipment })
  const goods = standing.goods.flatMap(item => {
    const kept = item.equipment.filter(({ number }) => stays.has(equipmentOf(number) ?? ''))
    return item.equipment.length > 0 && kept.length === 0 ? [] : [{ ...item, equipment: kept }]
  })
  return { ...standing, equipment, goods, totals: equipment.length === standing.equipment.length ? standing.totals : {} }
}

const totalsOf = (parts: readonly Declaration[]): Declaration['totals'] => {
  const packages = figureOf(parts, ({ totals }) => countOf(totals.packages), item => countOf(item.packages))
  const mass = figureOf(parts, ({ totals }) => massOf(totals.mass, totals.massUnit), item => massOf(item.mass, item.massUnit))
  const volume = figureOf(parts, ({ totals }) => volumeOf(totals.volume, totals.volumeUnit), item => volumeOf(item.volume, item.volumeUnit))
  return {
    ...(packages === undefined ? {} : { packages: String(packages) }),
    ...(mass === undefined ? {} : { mass: mass.toFixed(9), massUnit: 'KGM' }),
    ...(volume === undefined ? {} : { volume: volume.toFixed(9), volumeUnit: 'MTQ' })
  }
}

/** A bill repeated for each container gives the whole bill's total every time, or each container's own: told by the goods beside it. */
const figureOf = (parts: readonly Declaration[], total: (part: Declaration) => number | undefined, own: (item: Declaration['goods'][number]) => number | undefined): number | undefined => {
  const totals = parts.map(total)
  const eachItsOwn = parts.every((part, index) => totals[index] !== undefined && sumOf(part.goods.map(own)) === totals[index])
  const said = totals.filter(amount => amount !== undefined)
  return distinct(said).length === 1 && !eachItsOwn ? said[0] : sumOf(said)
}
