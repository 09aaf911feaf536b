import * as fc from 'fast-check'
import t from 'tap'
import { airWaybillCheckDigit, checkAirWaybill, checkContainer, checkShip, containerCheckDigit, normalAirWaybill, normalContainer, normalShip, shipCheckDigit } from '../../../core/kit/check-digits.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const ten = fc.tuple(fc.stringMatching(/^[A-Z]{3}[UJZ]$/), digits(6)).map(parts => parts.join(''))
const slip = (text: string, at: number, digit: number): string => text.slice(0, at) + String(digit) + text.slice(at + 1)

t.test('known container numbers bear their check digit, and a wrong one is told', async t => {
  for (const number of ['CSQU3054383', 'HASU5044950', 'ICUU2371952', 'csqu 305438-3', 'MSCU1234566']) t.equal(checkContainer(number), 'right', number)
  t.equal(checkContainer('MSCU1234567'), 'wrong')
  t.equal(containerCheckDigit('MSCU123456'), 6)
  for (const number of ['', 'EQ123456', 'MSCU123456', 'MSCA1234566', 'MSCU12345666']) t.equal(checkContainer(number), 'shapeless', number)
})

t.test('a container number is the same with blanks and hyphens', async t => {
  t.equal(normalContainer('MSCU 123456-7'), 'MSCU1234567')
  t.equal(normalContainer(' mscu/123456.7 '), 'MSCU1234567')
})

t.test('no slip in one digit of a container number passes, but for remainders 10 and 0, which ISO 6346 writes alike', async () => {
  fc.assert(fc.property(ten, fc.integer({ min: 4, max: 10 }), fc.nat(9), (first, at, digit) => {
    const number = first + String(containerCheckDigit(first))
    const changed = slip(number, at, digit)
    fc.pre(changed !== number)
    const written = [number, changed].map(text => containerCheckDigit(text.slice(0, 10)))
    return checkContainer(changed) === 'wrong' || (written[0] === 0 && written[1] === 0)
  }))
})

t.test('known air waybills bear their check digit, however they are written', async t => {
  for (const number of ['057-76215436', '618-12345675', '61812345675', '618 1234 5675', '57-76215436', 'AWB 618-12345675']) t.equal(checkAirWaybill(number), 'right', number)
  t.equal(checkAirWaybill('618-12345674'), 'wrong')
  t.equal(checkAirWaybill('618-1234567'), 'shapeless')
  t.equal(normalAirWaybill('57-76215436'), '05776215436')
  t.equal(normalAirWaybill('HAWB1'), null)
})

t.test('a slip in one digit of an air waybill passes only when it is by seven', async () => {
  fc.assert(fc.property(digits(3), digits(7), fc.integer({ min: 3, max: 10 }), fc.nat(9), (prefix, serial, at, digit) => {
    const number = prefix + serial + String(airWaybillCheckDigit(serial))
    const by = Math.abs(Number(number[at]) - digit)
    fc.pre(by !== 0)
    return checkAirWaybill(slip(number, at, digit)) === (by === 7 && at < 10 ? 'right' : 'wrong')
  }))
})

t.test('known ships bear their check digit, with and without IMO in front', async t => {
  for (const number of ['9074729', '9283186', 'IMO 9306237', 'imo9306237']) t.equal(checkShip(number), 'right', number)
  t.equal(checkShip('9306238'), 'wrong')
  t.equal(checkShip('3FOF9'), 'shapeless')
  t.equal(normalShip('IMO 9306237'), '9306237')
})

t.test('a slip in one digit of an IMO number passes only when its weight makes ten of it', async () => {
  fc.assert(fc.property(digits(6), fc.nat(6), fc.nat(9), (six, at, digit) => {
    const number = six + String(shipCheckDigit(six))
    const by = Math.abs(Number(number[at]) - digit)
    fc.pre(by !== 0)
    const weight = at < 6 ? 7 - at : 1
    return checkShip(slip(number, at, digit)) === (by * weight % 10 === 0 ? 'right' : 'wrong')
  }))
})

t.test('any text at all gets an answer', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => [checkContainer, checkAirWaybill, checkShip].every(check => ['right', 'wrong', 'shapeless'].includes(check(text)))))
})
