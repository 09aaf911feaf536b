import { changed, countOf, joined, massOf, sumOf, volumeOf, type Declaration, type Putting } from 'wco-cts'

/** How declarations of one waybill are put together: lines of one flight manifest (a split over several ULDs) are parts of it. */
export const putting: Putting<Declaration> = {
  unite: parts => {
    const whole = parts.reduce(joined)
    return { ...whole, totals: { ...whole.totals, ...summed(parts) } }
  },
  change: changed,
  // A waybill is taken back as a whole.
  remove: () => null
}

/** Pieces, mass and volume of several declarations of one waybill together; the pieces of the whole waybill stay as they were said. */
export const summed = (parts: readonly Declaration[]): Declaration['totals'] => {
  const totals = parts.map(part => part.totals)
  const counts = { packages: sumOf(totals.map(({ packages }) => countOf(packages))), pieces: sumOf(totals.map(({ pieces }) => countOf(pieces))) }
  const mass = sumOf(totals.map(({ mass, massUnit }) => massOf(mass, massUnit)))
  const volume = sumOf(totals.map(({ volume, volumeUnit }) => volumeOf(volume, volumeUnit)))
  return {
    ...(counts.packages === undefined ? {} : { packages: String(counts.packages) }),
    ...(counts.pieces === undefined ? {} : { pieces: String(counts.pieces) }),
    ...(mass === undefined ? {} : { mass: mass.toFixed(9), massUnit: 'KGM' }),
    ...(volume === undefined ? {} : { volume: volume.toFixed(9), volumeUnit: 'MTQ' })
  }
}
