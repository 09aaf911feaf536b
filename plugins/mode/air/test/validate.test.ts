import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { emptyDeclaration, faultsOf, Issue, type Declaration, type Lookup } from 'wco-cts'
import { validateWaybill } from '../validate.ts'
import { line, lookup, waybill } from './filings.ts'

const found = (declared: Declaration, look: Lookup = lookup): string[] => [...validateWaybill(declared, look)].map(({ code, pointer }) => `${code} ${pointer}`)

t.test('a waybill and a line of a flight manifest have nothing doubtful', async t => {
  t.same(found(waybill()), [])
  t.same(found(line()), [])
})

t.test('a wrong check digit is a warning, on a house at its master', async t => {
  t.same(found(waybill({ number: '057-76215435' })), ['air-waybill-check-digit /number'])
  t.same(found(waybill({ number: '057-7621543' })), ['air-waybill-malformed /number'])
  t.same(found(waybill({ kind: 'house-air-waybill', number: 'H1', parent: '057-76215435' })), ['air-waybill-check-digit /parent'])
})

t.test('every slip of the check digit is found', async () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{10}$/), fc.nat(9), (ten, digit) => {
    const right = Number(ten.slice(3)) % 7
    fc.pre(digit !== right)
    return found(waybill({ number: ten + String(digit) })).includes('air-waybill-check-digit /number')
  }))
})

t.test('a waybill without a number is an error; a house without a master a warning', async t => {
  t.match([...validateWaybill(waybill({ number: ' ' }), lookup)], [{ code: 'document-number-missing', severity: 'error' }])
  t.same(found(waybill({ kind: 'house-air-waybill', number: 'H1' })), ['master-missing /parent'])
})

t.test('missing parties and descriptions are said of a waybill, not of one that is taken back', async t => {
  t.same(found(waybill({ parties: [], goods: [] })), ['party-missing /parties', 'party-missing /parties', 'description-missing /goods'])
  t.same(found(waybill({ parties: [], goods: [], action: 'cancel' })), [])
})

t.test('airports are looked up by three letters, places by five', async t => {
  t.same(found(waybill({ origin: 'QQQ', destination: 'ZZAIR' })), ['place-unknown /origin'])
  t.same(found(waybill({ origin: 'QQQ' }), () => undefined), [])
})

t.test('an aircraft that lands before it left is doubtful', async t => {
  const stops = [{ place: 'AMS', purpose: 'departure', time: '2026-03-01T08:10' }, { place: 'ZZA', purpose: 'arrival', time: '2026-03-01T09:10' }]
  t.same(found(line({ conveyance: { journey: 'ZD1', stops } })), ['arrival-before-departure /conveyance/stops/1/time'])
})

t.test('whatever is declared, each issue is one and has its text in both languages', async () => {
  const texts = ['en', 'fr'].map(language => JSON.parse(readFileSync(new URL(`../locales/${language}.json`, import.meta.url), 'utf8')).issues)
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('057-76215435', '-1', 'KGM', 'AMS'))
  fc.assert(fc.property(fc.array(fc.record({ number: word, mass: word, massUnit: word }), { maxLength: 3 }), word, word, (equipment, one, other) => {
    const declared = { ...emptyDeclaration(), number: one, parent: other, loading: one, discharge: other, transhipments: [other], totals: { mass: other, massUnit: one }, equipment: equipment.map(piece => ({ ...piece, seals: [] })) }
    return [...validateWaybill(declared, lookup)].every(issue => faultsOf(Issue, issue).length === 0 && texts.every(text => issue.code in text))
  }))
})
