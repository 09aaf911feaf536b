import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { containerCheckDigit, emptyDeclaration, faultsOf, Issue, type Declaration, type Lookup } from 'wco-cts'
import { validateBill } from '../validate.ts'
import { bill, lookup } from './filings.ts'

const found = (more: Partial<Declaration>, look: Lookup = lookup): string[] => [...validateBill(bill(more), look)].map(({ code, pointer }) => `${code} ${pointer}`)

t.test('a plain bill has nothing doubtful', async t => t.same(found({}), []))

t.test('a wrong container number is a warning that points at it; other equipment promises none', async t => {
  const seals: never[] = []
  t.same(found({ equipment: [{ number: 'MSCU1234567', seals }] }), ['container-check-digit /equipment/0/number'])
  t.same(found({ equipment: [{ number: 'MSCU1234567', category: 'CN', seals }] }), ['container-check-digit /equipment/0/number'])
  t.same(found({ equipment: [{ number: 'MSCU1234567', category: 'BL', seals }] }), [])
  t.same(found({ equipment: [{ number: 'EQ123456', category: 'CN', seals }] }), ['container-number-malformed /equipment/0/number'])
  t.same(found({ equipment: [{ number: 'EQ123456', seals }] }), [])
})

t.test('every slip in the serial number of a container is found, but for remainders 10 and 0', async () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Z]{3}U\d{6}$/), fc.integer({ min: 4, max: 9 }), fc.nat(9), (ten, at, digit) => {
    const slipped = ten.slice(0, at) + String(digit) + ten.slice(at + 1)
    fc.pre(slipped !== ten && containerCheckDigit(slipped) !== containerCheckDigit(ten))
    return found({ equipment: [{ number: slipped + String(containerCheckDigit(ten)), seals: [] }] }).includes('container-check-digit /equipment/0/number')
  }))
})

t.test('a wrong IMO number is a warning; a call sign is none', async t => {
  const { conveyance } = bill()
  t.same(found({ conveyance: { ...conveyance, identifier: '9074728' } }), ['ship-check-digit /conveyance/identifier'])
  t.same(found({ conveyance: { ...conveyance, identifier: '3FOF9', scheme: 'call-sign' } }), [])
})

t.test('a bill without a number is doubtful as a whole, and so is one whose number stands for none', async t => {
  for (const number of ['', ' ', 'VACIO', '000']) {
    const [issue] = validateBill(bill({ number }), lookup)
    t.match(issue, { code: 'document-number-missing', severity: 'error', pointer: '/number' })
  }
})

t.test('missing parties and descriptions are said, but not of a cancellation or of empties', async t => {
  t.same(found({ parties: [], goods: [] }), ['party-missing /parties', 'party-missing /parties', 'description-missing /goods'])
  t.same(found({ parties: [], goods: [], action: 'cancel' }), [])
  t.same(found({ goods: [], equipment: [{ number: 'CSQU3054383', fullness: 'empty', seals: [] }] }), [])
})

t.test('figures that are none, unknown units, malformed commodities and repeated containers are said', async t => {
  const [item] = bill().goods
  t.same(found({
    goods: [{ ...item, commodity: ['69A7', '690721'], packages: '1.5', mass: '-3', massUnit: 'STONE', dangerous: [], equipment: [] }],
    equipment: [{ number: 'CSQU3054383', seals: [] }, { number: 'CSQU 305438-3', seals: [], mass: 'heavy' }],
    totals: { mass: '1,2,3' }
  }), [
    'equipment-repeated /equipment/1/number', 'number-invalid /totals/mass', 'number-invalid /goods/0/packages', 'number-invalid /goods/0/mass', 'unit-unknown /goods/0/massUnit',
    'number-invalid /equipment/1/mass', 'commodity-malformed /goods/0/commodity/0'
  ])
})

t.test('places no list knows are noted, and not where no list is kept', async t => {
  t.same(found({ destination: 'XXXXX', loading: 'nl rtm' }), ['place-unknown /destination'])
  t.same(found({ destination: 'XXXXX' }, () => undefined), [])
})

t.test('a discharge where it was loaded and an arrival before the departure are said', async t => {
  t.same(found({ discharge: 'NLRTM' }), ['discharge-is-loading /discharge'])
  const stops = [{ place: 'NLRTM', purpose: 'load', time: '2026-03-01T18:00' }, { place: 'ZZDEM', purpose: 'arrival', time: '2026-03-01T19:00' }]
  t.same(found({ conveyance: { ...bill().conveyance, stops } }), ['arrival-before-departure /conveyance/stops/1/time'], 'an hour later on a clock two hours ahead')
})

t.test('whatever is declared, each issue is one and has its text in both languages', async () => {
  const texts = ['en', 'fr'].map(language => JSON.parse(readFileSync(new URL(`../locales/${language}.json`, import.meta.url), 'utf8')).issues)
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('MSCU1234567', '-1', 'KGM', 'CN'))
  fc.assert(fc.property(fc.array(fc.record({ number: word, category: word, mass: word, massUnit: word }), { maxLength: 3 }), word, word, (equipment, one, other) => {
    const declared = { ...emptyDeclaration(), number: one, loading: one, discharge: other, transhipments: [other], totals: { mass: other, massUnit: one }, equipment: equipment.map(piece => ({ ...piece, seals: [] })) }
    return [...validateBill(declared, lookup)].every(issue => faultsOf(Issue, issue).length === 0 && texts.every(text => issue.code in text))
  }))
})
