import { only, type DataSource, type ReferenceEntry } from 'wco-cts'
import type { Place, Table } from './table.ts'

/** Feeds the reference list `un-locode`: every place by its code. */
export const placeSource = (table: Table, least: number): DataSource => ({
  id: 'un-locode',
  feeds: 'reference',
  list: 'un-locode',
  expect: { min: least, max: 200_000, largestDrop: 0.1 },
  version: table.version,
  async * load (issue) {
    for await (const { airports: _, ...place } of table.places(issue)) yield place
  }
})

/** Feeds the reference list `airports`: every IATA code, whose name is the UN/LOCODE of its place. */
export const airportSource = (table: Table, least: number): DataSource => ({
  id: 'airports',
  feeds: 'reference',
  list: 'airports',
  expect: { min: Math.ceil(least / 10), max: 50_000, largestDrop: 0.1 },
  version: table.version,
  async * load (issue) {
    const seen = new Map<string, string>()
    // What is wrong with a row is said where the places are loaded.
    for await (const place of table.places(() => {})) {
      for (const code of place.airports) {
        const first = seen.get(code)
        if (first !== undefined) {
          issue({ code: 'airport-repeated', severity: 'warning', params: { airport: code, first, second: place.code } })
          continue
        }
        seen.set(code, place.code)
        yield airportOf(code, place)
      }
    }
  }
})

const airportOf = (code: string, { code: name, latitude, longitude, zone }: Place): ReferenceEntry => ({ code, name, ...only({ latitude, longitude, zone }) })
