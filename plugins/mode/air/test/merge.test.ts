import * as fc from 'fast-check'
import t from 'tap'
import { Consignment, emptyDeclaration, faultsOf, Type, type Filing } from 'wco-cts'
import { mergeWaybill } from '../merge.ts'
import { airMode } from '../mode.ts'
import { filed, home, line, lookup, report, waybill } from './filings.ts'

const Merged = Type.Omit(Consignment, ['id'])
const merge = (...filings: Filing[]) => mergeWaybill(filings, lookup, home)
const days = (filings: readonly Filing[]): Filing[] => filings.map((filing, index) => ({ ...filing, received: `2026-03-${String(index + 1).padStart(2, '0')}T05:00:00Z` }))

t.test('the flight comes from the manifest, goods and parties from the waybill', async t => {
  const merged = merge(filed('FWB', waybill(), 1), filed('FFM', line(), 2))
  t.same(faultsOf(Merged, merged), [])
  t.match(merged, {
    mode: 'air',
    movement: 'import',
    document: { kind: 'air-waybill', number: '057-76215436', date: '2026-02-27' },
    conveyance: { carrier: 'ZD', journey: 'ZD0145', date: '2026-03-01' },
    origin: 'NLAMS',
    loading: 'NLAMS',
    discharge: 'ZZAIR',
    office: 'AIR01',
    departure: '2026-03-01T07:10:00Z',
    arrival: '2026-03-01T16:30:00Z',
    packages: 12,
    grossKilograms: 300,
    goods: [{ description: 'PUMP PARTS', commodity: ['841391'] }],
    reports: ['FFM', 'FWB']
  })
  t.same(merged.conveyance.stops[0], { place: 'NLAMS', purpose: 'departure', time: '2026-03-01T07:10:00Z', timeDeclared: '01MAR0810', zone: 'Europe/Amsterdam' })
  t.equal(merged.parties.length, 2)
})

t.test('reports of one waybill end in one consignment in whatever order they arrive', async () => {
  const list = [
    filed('FWB', waybill()),
    filed('FFM', line(), 2),
    filed('FFM', line({ conveyance: { carrier: 'ZD', journey: 'ZD9', date: '2026-03-03', stops: [] }, totals: { split: 'P', pieces: '3' } }), 3),
    filed('FHL', { ...emptyDeclaration(), kind: 'air-waybill', number: '057-76215436', totals: { pieces: '12', mass: '301', massUnit: 'K' } }, 4),
    filed('XFWB', waybill({ action: 'change', freight: 'PP' }), 5, { report: report('XFWB', { prepared: '2026-03-02T10:00:00Z' }) }),
    filed('XFWB', waybill({ action: 'original', freight: 'CC' }), 6, { report: report('XFWB', { prepared: '2026-03-01T10:00:00Z' }) })
  ]
  fc.assert(fc.property(fc.shuffledSubarray(list, { minLength: list.length }), shuffled => JSON.stringify(merge(...days(shuffled))) === JSON.stringify(merge(...days(list)))))
})

t.test('parts of a split on several flights keep every flight’s calls', async t => {
  const second = line({ conveyance: { carrier: 'ZD', journey: 'ZD147', date: '02MAR', stops: [{ place: 'ZZA', purpose: 'arrival', timeDeclared: '02MAR1930' }] }, totals: { split: 'P', pieces: '5', mass: '125', massUnit: 'K', piecesTotal: '12' } })
  const first = line({ totals: { split: 'P', pieces: '7', mass: '175', massUnit: 'K', piecesTotal: '12' } })
  const merged = merge(filed('FFM', second, 1), filed('FFM', first, 2))
  t.match(merged, { conveyance: { journey: 'ZD0145' }, packages: 12, grossKilograms: 300, arrival: '2026-03-01T16:30:00Z' })
  t.equal(merged.conveyance.stops.length, 3)
  t.same(merged.references, [{ scheme: 'flight', value: 'ZD0145 2026-03-01' }, { scheme: 'flight', value: 'ZD147 2026-03-02' }])
})

t.test('lines of one manifest for several ULDs are summed, and a part sent again is not', async t => {
  const part = (number: number, pieces: string, uld: string, day: number) => filed('FFM', line({ totals: { split: 'S', pieces, mass: pieces, massUnit: 'K' }, equipment: [{ number: uld, seals: [] }] }), day, { report: report('FFM', { part: { series: 'ZD145/01MAR/AMS', number, last: number === 2 } }) })
  const merged = merge(part(1, '4', 'PMC1ZD', 1), part(2, '8', 'PMC2ZD', 2), part(1, '5', 'PMC1ZD', 3))
  t.match(merged, { packages: 13, grossKilograms: 13, equipment: [{ number: 'PMC1ZD' }, { number: 'PMC2ZD' }] })
})

t.test('nobody hides what another sender declared, whatever date he writes', async t => {
  const carrier = filed('XFWB', waybill(), 1, { report: report('XFWB', { prepared: '2026-03-01T08:00:00Z' }) })
  const stranger = filed('XFWB', waybill({ parties: [{ role: 'consignee', name: 'Clean Hands Ltd', identifiers: [], contacts: [] }], goods: [{ description: 'BOOKS', commodity: [], dangerous: [], equipment: [] }] }), 2,
    { sender: 'zz-stranger', report: report('XFWB', { prepared: '2026-12-31T08:00:00Z' }) })
  const merged = merge(carrier, stranger)
  t.same(merged.parties.map(({ name }) => name), ['Nordmeer Handel GmbH', 'Demo Imports Ltd', 'Clean Hands Ltd'])
  t.same(merged.goods.map(({ description }) => description), ['PUMP PARTS', 'BOOKS'])
})

t.test('a forwarder’s waybill does not hide what the airline’s manifest calls the goods', async t => {
  const merged = merge(filed('FWB', waybill({ goods: [{ description: 'BOOKS', commodity: [], dangerous: [], equipment: [] }] }), 1, { sender: 'forwarder-1' }), filed('FFM', line(), 2))
  t.same(merged.goods.map(({ description }) => description), ['BOOKS', 'PUMP PARTS'])
  t.same(merge(filed('FWB', waybill(), 1, { sender: 'forwarder-1' }), filed('FFM', line(), 2)).goods.length, 1)
})

t.test('one flight that two senders manifest carries its pieces once', async t => {
  t.match(merge(filed('FFM', line(), 1), filed('FFM', line(), 2, { sender: 'handler-1' })), { packages: 12, grossKilograms: 300 })
})

t.test('a newer waybill takes the place of the older', async t => {
  const newer = merge(filed('FWB', waybill(), 1), filed('FWB', waybill({ goods: [], totals: {} }), 2))
  t.same([newer.goods, newer.grossKilograms], [[], undefined])
})

t.test('a waybill is cancelled when all who named it take it back', async t => {
  const cancel = filed('XFWB', waybill({ action: 'cancel' }), 3)
  t.equal(merge(filed('XFWB', waybill(), 1), cancel).cancelled, true)
  t.equal(merge(filed('XFWB', waybill(), 1), filed('FFM', line(), 2), cancel).cancelled, undefined, 'a flight still carries it')
})

t.test('an airport no list knows stays as declared, and is in no country', async t => {
  const merged = mergeWaybill([filed('FFM', line({ discharge: 'KEQ' }))], () => undefined, { ...home, country: 'KE' })
  t.same([merged.discharge, merged.movement], ['KEQ', undefined])
})

t.test('a house keeps its master', async t => {
  t.match(merge(filed('FHL', waybill({ kind: 'house-air-waybill', number: 'h-1', parent: '05776215436' }))).document, { kind: 'house-air-waybill', number: 'H-1', parent: '057-76215436' })
})

t.test('whatever is declared, a consignment comes of it', async () => {
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', ' ', '-5', 'L', 'ZZA', '01JAN', '31FEB', '2026-02-31', '01MAR0810', 'change', 'cancel', '057-76215436'))
  const maybe = { requiredKeys: [] as [] }
  const declared = fc.record({ action: word, kind: word, number: word, parent: word, issued: word, loading: word, discharge: word, origin: word, destination: word }, maybe).chain(texts => fc.record({
    conveyance: fc.record({ carrier: word, journey: word, date: word }, maybe).chain(flight => fc.array(fc.record({ place: word, purpose: word, time: word, timeDeclared: word }, maybe), { maxLength: 2 }).map(stops => ({ ...flight, stops }))),
    totals: fc.record({ pieces: word, piecesTotal: word, mass: word, massUnit: word, volume: word, split: word }, maybe),
    handling: fc.array(word, { maxLength: 2 }),
    transhipments: fc.array(word, { maxLength: 2 })
  }).map(rest => ({ ...emptyDeclaration(), ...texts, ...rest })))
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('FFM', 'FWB', 'FHL', 'X'), declared), { minLength: 1, maxLength: 3 }), list => {
    const merged = merge(...list.map(([kind, declaration], index) => filed(kind, declaration, 1 + index % 2)))
    const faults = faultsOf(Merged, merged)
    if (faults.length > 0) throw new Error(JSON.stringify(faults))
  }), { numRuns: 300 })
})

t.test('air cargo is due when it leaves, else when it lands, else at no known time', async t => {
  const mode = airMode({ hoursBeforeDeparture: 2, hoursBeforeArrival: 1 })
  const due = (...filings: Filing[]) => mode.due({ ...merge(...filings), id: '00000000-0000-4000-8000-000000000001' })?.toISOString()
  t.equal(due(filed('FFM', line())), '2026-03-01T05:10:00.000Z')
  t.equal(due(filed('FFM', line({ conveyance: { stops: [{ place: 'ZZA', purpose: 'arrival', time: '2026-03-01T19:30' }] } }))), '2026-03-01T15:30:00.000Z')
  t.equal(due(filed('FWB', waybill())), undefined)
})
