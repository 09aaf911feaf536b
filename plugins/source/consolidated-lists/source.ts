import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { delimitedRows, said, type DataSource, type Issue } from 'wco-cts'
import { countryReader } from './countries.ts'
import { entryOf, type Beside } from './entry.ts'
import type { Layout } from './layouts.ts'

/** Feeds one watch list from the files laid in a folder. */
export const listSource = (layout: Layout, folder: string, { least, largestDrop }: { readonly least: number, readonly largestDrop: number }): DataSource => ({
  id: layout.list,
  feeds: 'watch-list',
  list: layout.list,
  title: layout.title,
  expect: { min: least, max: 500_000, largestDrop },
  async version () {
    if (!existsSync(join(folder, layout.entries))) return null
    const hash = createHash('sha256')
    for (const name of [layout.entries, layout.names, layout.addresses, layout.comments]) {
      hash.update(`${name}\n`)
      if (existsSync(join(folder, name))) for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk)
    }
    return hash.digest('hex')
  },
  async * load (issue) {
    const read = { issue, countryOf: countryReader(), besides: await besidesIn(layout, folder, issue) }
    for await (const { line, cells } of table(join(folder, layout.entries), 12, issue)) {
      const entry = entryOf(cells, read.besides.get(cells[0] ?? '') ?? NOTHING, read.countryOf, problem => issue({ ...problem, at: { line } }))
      if (entry === null) issue({ code: 'entry-unread', severity: 'warning', at: { line } })
      else yield entry
    }
  }
})

const NOTHING: Beside = { names: [], addresses: [], comment: '' }

/** What the files beside the first say of each entry, by its number. */
const besidesIn = async (layout: Layout, folder: string, issue: (issue: Issue) => void): Promise<ReadonlyMap<string, Beside>> => {
  const besides = new Map<string, Beside>()
  const add = (number: string, more: (beside: Beside) => Beside): void => { besides.set(number, more(besides.get(number) ?? NOTHING)) }
  for await (const { cells: [number = '', , kind = '', name = ''] } of table(join(folder, layout.names), 5, issue)) {
    add(number, beside => ({ ...beside, names: [...beside.names, { kind, name }] }))
  }
  for await (const { cells: [number = '', , street = '', city = '', country = ''] } of table(join(folder, layout.addresses), 6, issue)) {
    add(number, beside => ({ ...beside, addresses: [...beside.addresses, { street, city, country }] }))
  }
  // A remark that was too long for its field goes on here in the middle of a word.
  for await (const { cells: [number = '', comment = ''] } of table(join(folder, layout.comments), 2, issue)) {
    add(number, beside => ({ ...beside, comment: beside.comment + comment }))
  }
  return besides
}

/** The rows of one file, `-0-` read as nothing; none where the file is not there. A row that is short is said. */
async function * table (path: string, columns: number, issue: (issue: Issue) => void): AsyncGenerator<{ readonly line: number, readonly cells: readonly string[] }> {
  if (!existsSync(path)) return
  for await (const { line, cells } of delimitedRows(createReadStream(path), issue)) {
    // DOS ended its files with this mark, and these still are.
    if (cells.length === 1 && said(cells[0]) === undefined) continue
    if (cells.length !== columns) issue({ code: 'row-length', severity: 'warning', at: { line }, params: { expected: columns, found: cells.length } })
    yield { line, cells: cells.map(cell => cell.trim() === '-0-' ? '' : cell) }
  }
}
