import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checked, emptyDeclaration, Filing, Type } from 'wco-cts'
import { conformMode } from 'wco-cts/conformance'
import sea from '../index.ts'
import { home, lookup } from './filings.ts'

const folder = new URL('../', import.meta.url)
const cases = new URL('cases/', folder)
const filings = readdirSync(cases).map(name => checked(Type.Array(Filing), JSON.parse(readFileSync(new URL(`${name}/filings.json`, cases), 'utf8'))))

conformMode(t, sea, {
  folder,
  consignments: filings,
  lookup,
  home,
  checkDigits: [
    { declaration: { ...emptyDeclaration(), equipment: [{ number: 'CSQU3054383', seals: [] }] }, pointer: '/equipment/0/number' },
    { declaration: { ...emptyDeclaration(), conveyance: { identifier: '9074729', scheme: 'IMO', stops: [] } }, pointer: '/conveyance/identifier' }
  ]
})
