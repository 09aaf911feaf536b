import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { dateOf, delimitedRecords, only, said, type DataSource } from 'wco-cts'

/** Where the list is, and how short it may be. */
interface Place { readonly folder: string, readonly file: string, readonly least: number }

/** Carriers by their code, from a CSV file with the headings `code`, `name` and `until`. */
export const carriersIn = ({ folder, file, least }: Place): DataSource => {
  const path = resolve(folder, file)
  return {
    id: '__name__',
    feeds: 'reference',
    list: '__name__',
    // A load outside these bounds is refused and the list in use stays: half a file must not replace a whole one.
    expect: { min: least, max: 100_000, largestDrop: 0.2 },
    // Null: there is nothing to read. The same text as before: nothing has changed, and nothing is loaded.
    async version () {
      if (!existsSync(path)) return null
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(path)) hash.update(chunk)
      return hash.digest('hex')
    },
    // Entries are given as they are read: a list may be larger than the memory. What cannot be read is said, row by row.
    async * load (issue) {
      const seen = new Set<string>()
      for await (const { line, cells } of delimitedRecords(createReadStream(path), issue)) {
        const [code, name, until] = [said(cells['code']), said(cells['name']), said(cells['until'])]
        if (code === undefined || name === undefined) issue({ code: 'row-unread', severity: 'warning', at: { line } })
        else if (seen.has(code)) issue({ code: 'code-repeated', severity: 'warning', at: { line }, params: { code: code.slice(0, 60) } })
        else {
          seen.add(code)
          if (until !== undefined && dateOf(until) === undefined) issue({ code: 'date-invalid', severity: 'warning', at: { line }, params: { text: until.slice(0, 60) } })
          yield { code, name, ...only({ until: dateOf(until) }) }
        }
      }
    }
  }
}
