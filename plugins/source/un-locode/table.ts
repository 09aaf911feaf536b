import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOf, decimalOf, delimitedRecords, isZone, locodeOf, only, problem, said, type Issue } from 'wco-cts'

/** One place of the table: its UN/LOCODE, the IATA codes of its airports, and its clock where it is known. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly latitude?: number
  readonly longitude?: number
  readonly zone?: string
  readonly airports: readonly string[]
}

/** The files of a table of places, named below a folder; an empty `file` is the table that comes with this plugin. */
export interface TableFiles { readonly folder: string, readonly file: string, readonly own: string }

/** A table of places as it stands on disk. */
export interface Table {
  version (): Promise<string | null>
  /** The administration's own places first, then the others; a code that stands twice is as first said. */
  places (issue: (issue: Issue) => void): AsyncIterable<Place>
}

const SHIPPED = fileURLToPath(new URL('data/un-locode.csv', import.meta.url))
const fileMissing = problem<{ readonly file: string }>('file-missing', 500)

/** The table in the files that are named. A named table that is not there is a problem; own places need not be there. */
export const tableOf = ({ folder, file, own }: TableFiles): Table => {
  const files = (): readonly string[] => {
    const table = file === '' ? SHIPPED : resolve(folder, file)
    if (!existsSync(table)) throw fileMissing({ file })
    const ours = own === '' ? '' : resolve(folder, own)
    return ours !== '' && existsSync(ours) ? [ours, table] : [table]
  }
  return {
    version: async () => {
      const hash = createHash('sha256')
      for (const path of files()) for await (const chunk of createReadStream(path)) hash.update(chunk)
      return hash.digest('hex')
    },
    places: issue => placesIn(files(), issue)
  }
}

async function * placesIn (files: readonly string[], issue: (issue: Issue) => void): AsyncGenerator<Place> {
  const seen = new Set<string>()
  for (const path of files) {
    for await (const { line, cells } of delimitedRecords(createReadStream(path), issue)) {
      const place = placeOf(cells, line, issue)
      if (place === null || seen.has(place.code)) continue
      seen.add(place.code)
      yield place
    }
  }
}

/** A row as a place; null where it has no UN/LOCODE or no name. What else cannot be read is left out and said. */
const placeOf = (cells: Readonly<Record<string, string>>, line: number, issue: (issue: Issue) => void): Place | null => {
  const unread = (field: string): undefined => issue({ code: 'field-unread', severity: 'warning', at: { line }, params: { field, value: (cells[field] ?? '').slice(0, 60) } }) ?? undefined
  const code = locodeOf(cells['code'] ?? '')
  const name = said(cells['name'])
  if (code === null || name === undefined) {
    unread(code === null ? 'code' : 'name')
    return null
  }
  const degrees = (field: string, most: number): number | undefined => {
    const text = said(cells[field])
    const value = text === undefined ? undefined : decimalOf(text)
    return value === undefined ? undefined : value !== null && Math.abs(value) <= most ? value : unread(field)
  }
  const zone = said(cells['zone'])
  const airports = codeOf(cells['iata'])?.split(' ') ?? []
  if (airports.some(airport => !IATA.test(airport))) unread('iata')
  return {
    ...only({ code, name, latitude: degrees('latitude', 90), longitude: degrees('longitude', 180), zone: zone === undefined || isZone(zone) ? zone : unread('zone') }),
    airports: airports.filter(airport => IATA.test(airport))
  }
}

const IATA = /^[A-Z]{3}$/
