import t from 'tap'
import { checked, Consignment, keysOf, type Earlier, type Within } from 'wco-cts'
import { conformEnricher } from '../../../../test/conformance/enricher.ts'
import history from '../index.ts'
import { historyEnricher } from '../enricher.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const cargo = (more: object = {}): Consignment => checked(Consignment, {
  id: '7b0e8a52-0000-4000-8000-000000000001', mode: 'sea', document: { kind: 'bill' }, conveyance: {}, ...more
})
const seen = (consignments: number, more: Partial<Earlier> = {}): Earlier =>
  ({ consignments, first: new Date('2025-01-01T00:00:00Z'), last: new Date('2026-02-20T11:00:00Z'), targets: 0, outcomes: {}, ...more })

/** What core would say of a batch, from a table of what was seen. A key it never kept is a mistake to ask for. */
const withinOf = (batch: readonly Consignment[], table: Readonly<Record<string, Earlier>>): Within => {
  const keys = new Map(batch.map(consignment => [consignment.id, keysOf(consignment)]))
  const fake: Omit<Within, 'tables'> = {
    now: NOW,
    keys: id => keys.get(id) ?? [],
    earlier: (id, { kind, value }) => {
      if (!keys.get(id)?.some(key => key.kind === kind && key.value === value)) throw new Error(`${kind} ${value} is no key of ${id}`)
      return table[`${kind} ${value}`] ?? null
    }
  }
  // The plugin has no tables; any question to them would throw.
  return fake as Within
}
const facts = async (consignment: Consignment, table: Readonly<Record<string, Earlier>> = {}) => {
  const [fact] = await historyEnricher.enrich([consignment], [{}], withinOf([consignment], table))
  if (!fact) throw new Error('one answer for one consignment')
  return fact
}

conformEnricher(t, history, {
  folder: new URL('../', import.meta.url),
  consignments: [cargo({ parties: [{ role: 'consignee', name: 'Nordic Copper' }], equipment: [{ number: 'MSCU1234566' }], conveyance: { identifier: '9074729' } }), cargo()],
  within: async work => work(withinOf([cargo({ parties: [{ role: 'consignee', name: 'Nordic Copper' }], equipment: [{ number: 'MSCU1234566' }] })], { 'name nordic copper': seen(3) }))
})

t.test('a party seen before brings its movements, dates and the outcomes of its controls', async t => {
  const consignment = cargo({ parties: [{ role: 'notify' }, { role: 'consignee', name: 'Nordic  COPPER, Ltd.' }] })
  const { parties } = await facts(consignment, { 'name nordic copper ltd': seen(14, { targets: 5, outcomes: { positive: 1, negative: 2, inconclusive: 1, waived: 1 } }) })
  t.strictSame(parties, [{
    role: 'consignee', at: '/parties/1', firstSeen: false, movements: 14, since: '2025-01-01T00:00:00.000Z', lastSeen: '2026-02-20T11:00:00.000Z', daysSinceLast: 9,
    targets: 5, examined: 3, positive: 1, negative: 2
  }])
})

t.test('name and number of one party are not added up: the one that knows most is believed', async t => {
  const consignment = cargo({ parties: [{ role: 'consignee', name: 'Nordic Copper', identifiers: [{ scheme: 'TIN', value: 'P-051' }] }] })
  const { parties } = await facts(consignment, { 'name nordic copper': seen(14), 'identifier P051': seen(9, { first: new Date('2024-06-01T00:00:00Z'), targets: 1, outcomes: { positive: 1 } }) })
  t.match(parties, [{ movements: 14, since: '2024-06-01T00:00:00.000Z', targets: 1, positive: 1 }])
})

t.test('a container and a ship have a past as well', async t => {
  const consignment = cargo({ equipment: [{ number: 'MSCU 123456-6' }, { number: 'TGHU7654321' }], conveyance: { identifier: 'IMO 9074729' } })
  const { equipment, conveyance } = await facts(consignment, { 'equipment MSCU1234566': seen(2), 'vessel IMO9074729': seen(40) })
  t.match(equipment, [{ number: 'MSCU 123456-6', at: '/equipment/0', firstSeen: false, movements: 2 }, { number: 'TGHU7654321', at: '/equipment/1', firstSeen: true, movements: 0 }])
  t.notOk(equipment[1] && 'lastSeen' in equipment[1], 'what was never seen has no dates')
  t.match(conveyance, { identifier: 'IMO 9074729', at: '/conveyance', movements: 40 })
})

t.test('new is who was never seen; nobody is not new, and TO ORDER is nobody', async t => {
  const both = cargo({ parties: [{ role: 'consignor', name: 'Halberg' }, { role: 'consignee', name: 'Nordic Copper' }] })
  t.match(await facts(both, { 'name halberg': seen(1) }), { consignorFirstSeen: false, consigneeFirstSeen: true, pairFirstSeen: true })
  const known = await facts(both, { 'name halberg': seen(1), 'name nordic copper': seen(1) })
  t.match(known, { consignorFirstSeen: false, consigneeFirstSeen: false })
  t.notOk('pairFirstSeen' in known, 'of two known parties it cannot be told')
  t.match(await facts(cargo()), { consignorFirstSeen: false, consigneeFirstSeen: false, parties: [], equipment: [] })
  t.match(await facts(cargo({ parties: [{ role: 'consignee', name: 'TO ORDER' }] })), { parties: [], consigneeFirstSeen: false })
})

t.test('what core keeps no key of is not asked for', async t => {
  const { parties } = await facts(cargo({ parties: [{ role: 'consignee', name: 'long '.repeat(100) }] }))
  t.same(parties, [])
})

t.test('twenty thousand consignments take no more than a few seconds', async t => {
  const batch = Array.from({ length: 500 }, (_, index) => cargo({
    id: `7b0e8a52-0000-4000-8000-${String(index).padStart(12, '0')}`, equipment: [{ number: `MSCU12345${index}` }], conveyance: { identifier: '9074729' },
    parties: ['consignor', 'consignee', 'notify'].map(role => ({ role, name: `Nordic Copper Works ${role} ${index} Ltd`, identifiers: [{ scheme: 'TIN', value: `P${index}${role}` }] }))
  }))
  const keys = new Map(batch.map(consignment => [consignment.id, keysOf(consignment)]))
  const one = seen(3)
  const within = { now: NOW, keys: (id: string) => keys.get(id) ?? [], earlier: () => one } as unknown as Within
  const started = process.cpuUsage()
  for (let round = 0; round < 40; round++) await historyEnricher.enrich(batch, [], within)
  const { user, system } = process.cpuUsage(started)
  t.comment(`${Math.round(20_000 / ((user + system) / 1e6))} consignments a second of processor time`)
  t.ok((user + system) / 1e6 < 5)
})
