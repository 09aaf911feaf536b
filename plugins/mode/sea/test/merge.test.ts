import * as fc from 'fast-check'
import t from 'tap'
import { Consignment, emptyDeclaration, faultsOf, Type, type Declaration, type Filing } from 'wco-cts'
import { mergeBill } from '../merge.ts'
import { seaMode } from '../mode.ts'
import { bill, filed, home, lookup } from './filings.ts'

const Merged = Type.Omit(Consignment, ['id'])
const merge = (...filings: Filing[]) => mergeBill(filings, lookup, home)
const days = (filings: readonly Filing[]): Filing[] => filings.map((filing, index) => ({ ...filing, received: `2026-02-${String(index + 1).padStart(2, '0')}T10:00:00Z` }))

t.test('a bill becomes a consignment in kilograms, cubic metres, codes and UTC', async t => {
  const merged = merge(filed(bill()))
  t.same(faultsOf(Merged, merged), [])
  t.match(merged, {
    mode: 'sea',
    movement: 'import',
    document: { kind: 'bill', number: 'MSCU1234567', issuer: 'MSCU' },
    conveyance: { identifier: '9074729', name: 'DEMO STAR', carrier: 'MSCU', journey: '214W' },
    loading: 'NLRTM',
    discharge: 'ZZDEM',
    office: 'DEM01',
    arrival: '2026-03-20T03:00:00Z',
    departure: '2026-03-01T17:00:00Z',
    packages: 20,
    grossKilograms: 18500,
    cubicMetres: 24,
    goods: [{ line: 1, description: 'CERAMIC TILES', commodity: ['690721'], equipment: ['CSQU3054383'] }],
    equipment: [{ number: 'CSQU3054383', fullness: 'full', seals: ['A1'] }],
    senders: ['carrier-1'],
    reports: ['CUSCAR']
  })
  t.same(merged.conveyance.stops[0], { place: 'NLRTM', purpose: 'load', time: '2026-03-01T17:00:00Z', timeDeclared: '2026-03-01T18:00', zone: 'Europe/Amsterdam' })
  t.notOk('cancelled' in merged)
})

t.test('a notify party that is the same as the consignee is the consignee', async t => {
  const { parties } = merge(filed(bill()))
  t.same(parties[2], { ...parties[1], role: 'notify' })
})

t.test('a time at a place of unknown zone is read in UTC, and says so', async t => {
  const merged = merge(filed(bill({ discharge: 'SGSIN', conveyance: { stops: [{ place: 'SGSIN', purpose: 'arrival', time: '2026-03-20T06:00' }] } })))
  t.match(merged.conveyance.stops, [{ time: '2026-03-20T06:00:00Z', zone: 'UTC' }])
})

t.test('the movement is derived from the route, and kept beside the declared one', async t => {
  const movement = (more: Partial<Declaration>) => merge(filed(bill(more))).movement
  t.equal(movement({}), 'import')
  t.equal(movement({ destination: 'KEMBA' }), 'transhipment')
  t.equal(movement({ destination: 'KEMBA', movement: 'transit' }), 'transit')
  t.equal(movement({ loading: 'ZZDEM', discharge: 'NLRTM' }), 'export')
  t.equal(movement({ loading: 'ZZDEM', discharge: 'NLRTM', origin: 'KEMBA' }), 'transhipment')
  t.equal(movement({ discharge: 'SGSIN' }), 'on-board')
  t.equal(movement({ loading: 'ZZAAA' }), undefined, 'from port to port of one country')
  t.equal(merge(filed(bill({ movement: 'export' }))).movementDeclared, 'export')
})

t.test('a bill repeated for each container of a message is one with all of them', async t => {
  const part = (number: string, mass: string, more: Partial<Declaration> = {}) => bill({
    ...more,
    goods: [{ description: 'TILES', commodity: [], mass, massUnit: 'KGM', packages: '10', dangerous: [], equipment: [{ number }] }],
    equipment: [{ number, seals: [] }]
  })
  const both = merge(filed(part('CSQU3054383', '1000')), filed(part('MSCU1234566', '2000')))
  t.same(both.equipment.map(({ number }) => number), ['CSQU3054383', 'MSCU1234566'])
  t.same([both.goods.length, both.packages, both.grossKilograms], [2, 20, 3000])
  const whole = { totals: { mass: '3000', massUnit: 'KGM' } }
  t.equal(merge(filed(part('CSQU3054383', '1000', whole)), filed(part('MSCU1234566', '2000', whole))).grossKilograms, 3000, 'the total of the bill, said twice')
  const own = { totals: { mass: '1500', massUnit: 'KGM' } }
  t.equal(merge(filed(part('CSQU3054383', '1500', own)), filed(part('MSCU1234566', '1500', own))).grossKilograms, 3000, 'each container’s own')
})

t.test('a replacement takes the place of all, a change of what it says', async t => {
  const [original, replaced] = [filed(bill(), 1), filed(bill({ parties: [], goods: [] }), 2, { function: 'replace' })]
  t.same(merge(original, replaced).parties, [])
  const change = filed({ ...emptyDeclaration(), number: 'MSCU1234567', parties: [{ role: 'consignee', name: 'OTHER LTD', identifiers: [], contacts: [] }] }, 2, { function: 'change' })
  const changed = merge(original, change)
  t.equal(changed.parties.find(({ role }) => role === 'consignee')?.name, 'OTHER LTD')
  t.equal(changed.parties.find(({ role }) => role === 'consignor')?.name, 'Nordmeer Handel GmbH')
  t.equal(changed.grossKilograms, 18500)
})

t.test('an addition brings containers, a deletion takes the named ones, a bare deletion the bill', async t => {
  const more = filed(bill({ action: 'add', goods: [], totals: {}, equipment: [{ number: 'MSCU1234566', seals: [] }] }), 2)
  t.equal(merge(filed(bill()), more).equipment.length, 2)
  const less = filed(bill({ action: 'delete', equipment: [{ number: 'CSQU3054383', seals: [] }] }), 3)
  const left = merge(filed(bill()), more, less)
  t.same([left.equipment.map(({ number }) => number), left.goods, left.cancelled], [['MSCU1234566'], [], undefined])
  t.equal(merge(filed(bill()), filed(bill({ action: 'delete', equipment: [] }), 2)).cancelled, true)
})

t.test('a cancellation keeps what was declared; it counts only for its own sender', async t => {
  const cancel = filed({ ...emptyDeclaration(), number: 'MSCU1234567', action: 'cancel' }, 2)
  const merged = merge(filed(bill()), cancel)
  t.same([merged.cancelled, merged.goods.length], [true, 1])
  t.same(merge(cancel).cancelled, true, 'a cancellation that came first is kept, and waits')
  t.notOk(merge(filed(bill()), { ...cancel, sender: 'stranger' }).cancelled)
})

t.test('amendments end in one state in whatever order they arrive', async () => {
  const actions = ['original', 'replace', 'change', 'add', 'delete', 'cancel'] as const
  const told = fc.uniqueArray(fc.record({ at: fc.integer({ min: 10, max: 59 }), action: fc.constantFrom(...actions) }), { minLength: 1, maxLength: 6, selector: ({ at }) => at })
    .map(list => list.map(({ at, action }, index) => filed(bill({ action, notes: [{ text: `note ${at}` }], equipment: [{ number: `CSQU30543${at}`, seals: [] }] }), index + 1, { prepared: `2026-01-01T10:${at}` })))
  const untold = fc.subarray([...actions], { minLength: 1 })
    .map(list => list.map((action, index) => filed(bill({ action, notes: [{ text: action }], equipment: [{ number: `CSQU305438${index}`, seals: [] }] }), index + 1)))
  fc.assert(fc.property(fc.oneof(told, untold).chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) =>
    JSON.stringify(merge(...days(list))) === JSON.stringify(merge(...days(shuffled)))), { numRuns: 300 })
})

t.test('reports of other senders fill what is open, in whatever order they arrive', async t => {
  const { goods: _, ...rest } = bill()
  const carrier = filed({ ...rest, goods: [] }, 1)
  const agent = filed(bill({ freight: 'PP', discharge: 'SGSIN' }), 2, { kind: 'IFTMCS' }, { sender: 'agent-2' })
  const merged = merge(carrier, agent)
  t.match(merged, { discharge: 'ZZDEM', freight: 'prepaid', goods: [{ description: 'CERAMIC TILES' }], senders: ['agent-2', 'carrier-1'], reports: ['CUSCAR', 'IFTMCS'] })
  t.same(merge(...days([agent, carrier])), merged)
})

t.test('nobody hides what another sender declared, whatever date he writes', async t => {
  const carrier = filed(bill(), 1, { prepared: '2026-02-01T08:00' })
  const stranger = filed(bill({
    parties: [{ role: 'consignee', name: 'Clean Hands Ltd', identifiers: [], contacts: [] }],
    goods: [{ description: 'SPARE PARTS', commodity: [], dangerous: [], equipment: [] }]
  }), 2, { prepared: '2026-12-31T23:59' }, { sender: 'zz-stranger' })
  const merged = merge(carrier, stranger)
  t.same(merged.parties.filter(({ role }) => role === 'consignee').map(({ name }) => name), ['Demo Imports Ltd', 'Clean Hands Ltd'])
  t.same(merged.goods.map(({ description }) => description), ['CERAMIC TILES', 'SPARE PARTS'])
  t.equal(merged.grossKilograms, 18500, 'figures are those of one sender')
})

t.test('nobody leads away what another sender brings here, whatever he is called and whenever he files', async t => {
  const carrier = filed(bill(), 2)
  const away = (day: number) => filed(bill({ discharge: 'SGSIN', totals: { packages: '1', mass: '10', massUnit: 'KGM' }, conveyance: { name: 'OTHER SHIP', stops: [{ place: 'SGSIN', purpose: 'discharge', time: '2026-01-20T06:00' }] } }), day, {}, { sender: '0-stranger' })
  for (const merged of [merge(away(1), carrier), merge(carrier, away(3))]) {
    t.match(merged, { discharge: 'ZZDEM', office: 'DEM01', movement: 'import', arrival: '2026-03-20T03:00:00Z', conveyance: { name: 'DEMO STAR' }, grossKilograms: 18500 })
  }
})

t.test('of two senders who both bring it here, the one who declared it first leads', async t => {
  const late = filed(bill({ totals: { packages: '99' }, conveyance: { name: 'LATER SHIP', stops: [] } }), 9, {}, { sender: '0-late' })
  t.match(merge(filed(bill(), 1), late), { conveyance: { name: 'DEMO STAR' }, packages: 20, senders: ['0-late', 'carrier-1'] })
})

t.test('what two senders say alike is said once, with what either fills in', async t => {
  const poor = bill({ parties: bill().parties.map(({ role, name }) => ({ role: role ?? '', name: name?.toLowerCase() ?? '', identifiers: [{ scheme: 'LEI', value: 'X1' }], contacts: [] })), goods: [{ description: 'Ceramic  tiles', commodity: [], dangerous: ['1993'], equipment: [] }] })
  for (const merged of [merge(filed(bill()), filed(poor, 2, {}, { sender: 'agent-2' })), merge(filed(poor, 1, {}, { sender: 'agent-2' }), filed(bill(), 2))]) {
    t.same([merged.parties.length, merged.goods.length, merged.equipment.length], [3, 1, 1])
    t.match(merged.parties[1], { address: '1 Quay Road', identifiers: { length: 2 } })
    t.match(merged.goods[0], { commodity: ['690721'], dangerous: ['1993'] })
  }
})

t.test('thousands of goods from two senders are put together at once', async t => {
  const goods = (from: string) => Array.from({ length: 4000 }, (_, index) => ({ line: String(index + 1), description: `${from} ${index % 40}`, commodity: [], dangerous: [], equipment: [{ number: `CSQU${String(index).padStart(7, '0')}` }] }))
  const began = performance.now()
  merge(filed(bill({ goods: goods('PARTS') })), filed(bill({ goods: [...goods('PARTS'), ...goods('OTHER PARTS')] }), 2, {}, { sender: 'agent-2' }))
  t.ok(performance.now() - began < 2000, `${performance.now() - began} ms`)
})

t.test('whatever is declared, a consignment comes of it', async () => {
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', ' ', '-5', '1e9', 'KGM', 'ZZDEM', '2026-02-31', '2026-03-01T18:00', '9'.repeat(30), 'SAME AS CONSIGNEE', 'change', 'cancel', 'delete'))
  const maybe = { requiredKeys: [] as [] }
  const declared = fc.record({
    action: word, movement: word, kind: word, number: word, parent: word, issuer: word, issued: word, loading: word, discharge: word, origin: word, destination: word, freight: word
  }, maybe).chain(texts => fc.record({
    transhipments: fc.array(word, { maxLength: 2 }),
    conveyance: fc.record({ identifier: word, name: word, nationality: word, carrier: word, journey: word, date: word }, maybe).chain(ship => fc.record({ stops: fc.array(fc.record({ place: word, placeName: word, purpose: word, time: word, timeDeclared: word }, maybe), { maxLength: 2 }) }).map(stops => ({ ...ship, ...stops }))),
    parties: fc.array(fc.record({ role: word, roleDeclared: word, name: word, address: word, country: word, identifiers: fc.array(fc.record({ scheme: word, value: word }), { maxLength: 1 }), contacts: fc.array(fc.record({ kind: word, value: word }), { maxLength: 1 }) }, { requiredKeys: ['identifiers', 'contacts'] }), { maxLength: 2 }),
    goods: fc.array(fc.record({ line: word, description: word, packages: word, mass: word, massUnit: word, netMass: word, volume: word, commodity: fc.array(word, { maxLength: 1 }), dangerous: fc.array(word, { maxLength: 1 }), equipment: fc.array(fc.record({ number: word }), { maxLength: 1 }) }, { requiredKeys: ['commodity', 'dangerous', 'equipment'] }), { maxLength: 2 }),
    equipment: fc.array(fc.record({ number: word, category: word, type: word, fullness: word, mass: word, tare: word, seals: fc.array(fc.record({ number: word }), { maxLength: 1 }) }, { requiredKeys: ['seals'] }), { maxLength: 2 }),
    totals: fc.record({ packages: word, mass: word, massUnit: word, volume: word }, maybe),
    handling: fc.array(word, { maxLength: 2 }),
    references: fc.array(fc.record({ scheme: word, value: word }), { maxLength: 2 }),
    notes: fc.array(fc.record({ text: word }), { maxLength: 2 }),
    customs: fc.array(fc.record({ country: word, text: word }, maybe), { maxLength: 2 })
  }).map(rest => ({ ...emptyDeclaration(), ...texts, ...rest })))
  fc.assert(fc.property(fc.array(declared, { minLength: 1, maxLength: 3 }), list => {
    const merged = merge(...list.map((declaration, index) => filed(declaration, 1 + index % 2)))
    const faults = faultsOf(Merged, merged)
    if (faults.length > 0) throw new Error(JSON.stringify(faults))
  }), { numRuns: 300 })
})

t.test('cargo coming in is due a day before the ship, cargo going out before it leaves', async t => {
  const mode = seaMode({ hoursBeforeArrival: 24, hoursBeforeDeparture: 6 })
  const due = (more: object) => mode.due({ ...merge(filed(bill())), id: '00000000-0000-4000-8000-000000000001', ...more })?.toISOString()
  t.equal(due({}), '2026-03-19T03:00:00.000Z')
  t.equal(due({ movement: 'export' }), '2026-03-01T11:00:00.000Z')
  t.equal(mode.due({ ...merge(filed(bill({ conveyance: { stops: [] } }))), id: '00000000-0000-4000-8000-000000000001' }), null)
})
