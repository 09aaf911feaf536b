import t from 'tap'
import { allEquipmentOf, goodsOf, partiesOf } from '../../../core/kit/cargo.ts'
import { codeOf, commodityOf, countOf, countryOf, dangerousOf, dateOf, eachSaid, equipmentOf, freightOf, massOf, only, said, sumOf } from '../../../core/kit/resolve.ts'

t.test('a text that says nothing is undefined; one that does has single blanks and no control characters', async t => {
  for (const text of [undefined, '', ' \t\n', '\u0000']) t.equal(said(text), undefined)
  t.equal(said('  CERAMIC\r\n\u0000 TILES '), 'CERAMIC TILES')
  t.equal(codeOf(' nl rtm '), 'NL RTM')
  t.same(eachSaid(['a', ' ', 'a', undefined, 'b']), ['a', 'b'])
})

t.test('fields that are undefined are left out', async t => t.same(only({ a: 1, b: undefined, c: null }), { a: 1, c: null }))

t.test('commodity codes are digits, a lost leading zero comes back', async t => {
  const cases: readonly (readonly [string, string | undefined])[] = [['6907.21', '690721'], ['8471 30 00', '84713000'], ['40110', '040110'], ['84', undefined], ['69A7', undefined], ['1234567890123', undefined]]
  for (const [declared, code] of cases) t.equal(commodityOf(declared), code, declared)
})

t.test('UN numbers are four digits, countries two letters, dates days of the calendar', async t => {
  t.same(['UN 1203', 'un4', '1.4S', ' '].map(dangerousOf), ['1203', '0004', '1.4S', undefined])
  t.same(['uk', 'EL', 'KE', 'KENYA'].map(countryOf), ['GB', 'GR', 'KE', 'KENYA'])
  t.same(['2026-02-28', '2026-02-28T10:00', '2026-02-31', '28FEB'].map(dateOf), ['2026-02-28', '2026-02-28', undefined, undefined])
})

t.test('counts are whole, masses not below nothing, sums of what is known', async t => {
  t.same(['12', '12 CTN', '1.5', '-1', 'x'].map(countOf), [12, 12, undefined, undefined, undefined])
  t.same([massOf('-3'), massOf(undefined), massOf('3', 'TNE')], [undefined, undefined, 3000])
  t.same([sumOf([0.1, undefined, 0.2]), sumOf([undefined])], [0.3, undefined])
  t.same(['PP', 'collect', 'X', undefined].map(freightOf), ['prepaid', 'collect', undefined, undefined])
})

t.test('an equipment number without a letter or digit of ours stays as it is', async t => t.same([equipmentOf('mscu 123456-7'), equipmentOf('№'), equipmentOf(' ')], ['MSCU1234567', '№', undefined]))

t.test('a party that says nothing is left out, one that is the same as another becomes it', async t => {
  const party = (role: string, name: string) => ({ role, name, identifiers: [], contacts: [] })
  const parties = partiesOf([party('consignor', 'A'), party('consignee', ' '), party('notify', 'Same as shipper'), party('forwarder', 'SAME AS ABOVE'), party('agent', 'SAME AS CONSIGNEE')])
  t.same(parties.map(({ role, name }) => [role, name]), [['consignor', 'A'], ['notify', 'A'], ['forwarder', 'A'], ['agent', 'SAME AS CONSIGNEE']])
})

t.test('lines of goods keep their numbers where these tell them apart', async t => {
  const item = (line: string) => ({ line, commodity: [], dangerous: [], equipment: [] })
  t.same(goodsOf([item('3'), item('7')]).map(({ line }) => line), [3, 7])
  t.same(goodsOf([item('1'), item('1')]).map(({ line }) => line), [1, 2])
})

t.test('a container that is named twice is one, with the seals of both', async t => {
  t.match(allEquipmentOf([{ number: 'CSQU 305438-3', seals: [{ number: 'a' }] }, { number: 'CSQU3054383', type: '22g1', seals: [{ number: 'b' }] }, { seals: [] }]), [{ number: 'CSQU3054383', type: '22G1', seals: ['A', 'B'] }])
})
