import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checked, Filing, Type } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import sea from '../index.ts'
import { home, lookup } from './filings.ts'

const cases = new URL('../cases/', import.meta.url)
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, cases), 'utf8'))
const Filings = Type.Array(Filing)

const { modes: [mode] } = await gather(sea)

for (const name of readdirSync(cases)) {
  t.test(`${name.replaceAll('-', ' ')} gives the consignment beside it, and one key`, async t => {
    const filings = checked(Filings, json(`${name}/filings.json`))
    t.same(mode?.merge(filings, lookup, home), json(`${name}/consignment.json`))
    t.equal(new Set(filings.map(({ declaration, report, received }) => mode?.identity(declaration, report, new Date(received)).key)).size, 1)
  })
}
