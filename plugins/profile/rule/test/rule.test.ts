import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checked, Consignment, Facts, Finding } from 'wco-cts'
import { conformProfile } from 'wco-cts/conformance'
import rule from '../index.ts'
import { Settings } from '../settings.ts'
import { cargo, findingOf } from './made.ts'

const folder = new URL('../', import.meta.url)
const cases = new URL('../cases/', import.meta.url)

const json = (name: string, file: string): unknown => JSON.parse(readFileSync(new URL(`${name}/${file}`, cases), 'utf8'))
const factsOf = (name: string): Facts =>
  readdirSync(new URL(`${name}/`, cases)).includes('facts.json') ? checked(Facts, json(name, 'facts.json')) : {}

const names = readdirSync(cases)
const cargoOfCases = names.map(name => ({ consignment: checked(Consignment, json(name, 'consignment.json')), facts: factsOf(name) }))

conformProfile(t, rule, {
  folder,
  settings: [
    ...names.map(name => json(name, 'settings.json')),
    { any: [{ field: '/parties/*/name', op: 'name-like', value: 'mombasa ltd' }], score: 90, reason: 'Asked for by the anti-smuggling unit' },
    { not: { field: '/freight', op: 'present' } },
    { all: [{ field: '/equipment', op: 'count-less', value: 1 }, { field: '/arrival', op: 'missing' }] }
  ],
  refused: [
    {}, { all: [] }, { all: [{ field: '/colour', op: 'equals', value: 'red' }] }, { all: 'bananas' },
    { any: [{ field: '/mode', op: 'equals', value: [] }] }, { all: [{ field: '/mode', op: 'missing' }] }
  ],
  cargo: [{ consignment: cargo() }, ...cargoOfCases]
})

t.test('every case gives its finding to the letter', async t => {
  for (const name of names) {
    const finding = await findingOf(checked(Settings, json(name, 'settings.json')), checked(Consignment, json(name, 'consignment.json')), factsOf(name))
    t.strictSame(finding, checked(Finding, json(name, 'finding.json')), name)
  }
})
