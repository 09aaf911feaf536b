import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checked, emptyDeclaration, Filing, Type } from 'wco-cts'
import { conformMode } from 'wco-cts/conformance'
import air from '../index.ts'
import { home, lookup } from './filings.ts'

const folder = new URL('../', import.meta.url)
const cases = new URL('cases/', folder)
const filings = readdirSync(cases).map(name => checked(Type.Array(Filing), JSON.parse(readFileSync(new URL(`${name}/filings.json`, cases), 'utf8'))))

conformMode(t, air, {
  folder,
  consignments: filings,
  lookup,
  home,
  checkDigits: [{ declaration: { ...emptyDeclaration(), kind: 'air-waybill', number: '999-12345675' }, pointer: '/number', from: 4 }]
})
