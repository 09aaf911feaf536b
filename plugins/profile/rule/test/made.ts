import type { Assessor, Consignment, Facts, Match, Published } from 'wco-cts'
import { compileRules } from '../assessor.ts'
import type { FieldKind } from '../fields.ts'
import type { Judge, Operator } from '../operator.ts'
import { read, scopeOf, type Value } from '../scope.ts'
import type { Scalar, Settings } from '../settings.ts'

const ID = '7b0e8a52-0000-4000-8000-000000000001'

/** A made-up consignment of fruit and shoes in two containers, with what a test changes of it. */
export const cargo = (more: Partial<Consignment> = {}): Consignment => ({
  id: ID,
  mode: 'sea',
  movement: 'import',
  document: { kind: 'house', number: 'ABCD-123 456', date: '2026-05-01' },
  conveyance: { name: 'Étoile du Sud', identifier: '9074729', stops: [{ place: 'BRSSZ', purpose: 'load' }] },
  loading: 'BRSSZ',
  discharge: 'KEMBA',
  transhipments: ['AEJEA', 'OMSLL'],
  arrival: '2026-05-02T10:00:00Z',
  grossKilograms: 24_500,
  parties: [
    { role: 'consignor', name: 'Frutas Açaí S.A.', country: 'BR', identifiers: [], contacts: [] },
    { role: 'consignee', name: 'Mombasa Trading (K) Ltd', country: 'KE', identifiers: [{ scheme: 'pin', value: 'P05-1234567 X' }], contacts: [] }
  ],
  goods: [
    { line: 1, description: 'Shoes, leather', commodity: ['640391'], packages: 10, dangerous: [], equipment: ['MSKU1234565'] },
    { line: 2, description: 'FRESH BANANAS in dry ice', commodity: ['0803.90'], packages: 900, grossKilograms: 20_000, dangerous: ['1845'], equipment: [] }
  ],
  equipment: [{ number: 'MSKU 123456-5', fullness: 'full', seals: ['S1', 'S2'] }, { number: 'TGHU7654321', seals: [] }],
  handling: [],
  references: [],
  customs: [],
  notes: [],
  senders: [],
  reports: [],
  ...more
})

/** Published rules of the settings given, numbered as they come. */
export const published = (...settings: readonly Settings[]): readonly Published<Settings>[] =>
  settings.map((settings, at) => ({ profile: `rule-${at}`, version: 1, settings }))

export const compile = (rules: readonly Published<Settings>[]): Promise<Assessor<Settings>> =>
  compileRules((async function * () { yield * rules })())

/** What one rule says of one consignment. */
export const matchOf = async (settings: Settings, consignment = cargo(), facts: Facts = {}): Promise<Match | undefined> => {
  const assessor = await compile(published(settings))
  return [...assessor.assess(consignment, facts)][0]
}

/** The finding of one rule on one consignment; null where there is none. */
export const findingOf = async (settings: Settings, consignment = cargo(), facts: Facts = {}) => {
  const match = await matchOf(settings, consignment, facts)
  return match && 'finding' in match ? match.finding : null
}

/** Values of one field as an operator sees them. */
export const values = (kind: FieldKind, ...of: readonly unknown[]): readonly Value[] =>
  read(scopeOf({ field: of }), { pattern: '/field', parts: ['field'], kind })

/** An operator made ready; a test that asks for one which cannot be fails. */
export const ready = (operator: Operator, kind: FieldKind, ...given: readonly Scalar[]): Judge => {
  const judge = operator.ready(given, kind)
  if (judge === null) throw new Error(`${operator.id} takes no ${JSON.stringify(given)} for ${kind}`)
  return judge
}
