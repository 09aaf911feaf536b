import t from 'tap'
import { cargo, entry, named, withLists } from './fixture.ts'

const party = (name: string, more: object = {}) => cargo({ parties: [{ role: 'consignee', name, ...more }] })

t.test('a party is met across spelling, order and script, and the hit says by which parts', async t => {
  const { hits } = await withLists([entry({ ...named('party', 'DARWISH, Khalid Farhan') }), entry({ ...named('party', 'ООО Морская компания Восход') }, { entry: 'two' })])
  t.match(await hits(party('Khalid Ferhan Darwish')), [{
    list: 'seizures', entry: 'one', title: 'Seizures', kind: 'party', by: 'name', at: '/parties/0/name', matched: 'DARWISH, Khalid Farhan',
    found: 'Khalid Ferhan Darwish', parts: ['khalid=khalid', 'darwish=darwish', 'ferhan≈farhan'], sensitivity: 'open'
  }])
  t.match(await hits(party('MORSKAYA KOMPANIYA VOSKHOD LLC')), [{ entry: 'two' }])
  t.same(await hits(party('Khalid Yusuf Darwish')), [])
})

t.test('what everybody bears meets nobody', async t => {
  const { hits } = await withLists(['CORP', 'LLC', 'AL', 'SHIPPING', 'ORIENT SHIPPING TRADING CORP'].map((name, index) => entry(named('party', name), { entry: `${index}` })))
  for (const name of ['CORP', 'LLC', 'AL', 'SHIPPING', 'TO ORDER', 'TO THE ORDER OF', 'ORIENT', 'SAME AS CONSIGNEE']) t.same(await hits(party(name)), [], name)
  t.equal((await hits(party('TO THE ORDER OF ORIENT SHIPPING TRADING CORPORATION'))).length, 1)
})

t.test('an entry with several aliases meets one name once, by the best; a weak alias counts less', async t => {
  const names = [{ text: 'Nordic Copper Works', strength: 'primary' }, { text: 'Halberg Stern', strength: 'weak' }]
  const { hits } = await withLists([entry({ kind: 'party', names })])
  t.match(await hits(party('NORDIC COPPER WORKS LTD')), [{ matched: 'Nordic Copper Works' }])
  const [weak] = await hits(party('HALBERG STERN'))
  t.match(weak, { matched: 'Halberg Stern', score: 93 })
})

t.test('identifiers are met exactly, however they are punctuated, wherever they stand', async t => {
  const { hits } = await withLists([entry({ kind: 'party', names: [], identifiers: [{ scheme: 'TIN', value: 'P-051 234.567X' }] }), entry(named('identifier', 'HLCU-8841'), { entry: 'two' })])
  t.match(await hits(party('Anybody', { identifiers: [{ scheme: 'VAT', value: 'p051234567x' }] })), [{ by: 'identifier', at: '/parties/0/identifiers/0/value', score: 100 }])
  t.match(await hits(cargo({ document: { kind: 'bill', number: 'HLCU8841' }, references: [{ scheme: 'BN', value: 'hlcu 8841' }] })), [{ at: '/document/number' }, { at: '/references/0/value' }])
  t.same(await hits(party('Anybody', { identifiers: [{ scheme: 'VAT', value: 'P051234567' }] })), [])
})

t.test('containers and seals are met in spite of the usual slips, and the hit says so', async t => {
  const { hits } = await withLists([entry(named('container', 'MSCU 123456-6')), entry(named('seal', 'OI 4471'), { entry: 'two' })])
  const boxes = (number: string, seals: string[] = []) => cargo({ equipment: [{ number, seals }] })
  const [exact] = await hits(boxes('MSCU1234566'))
  t.match(exact, { by: 'container', score: 100, at: '/equipment/0/number' })
  t.notOk(exact && 'slip' in exact)
  t.match(await hits(boxes('MSCU I23456 6')), [{ slip: 'lookalike', score: 95 }])
  t.match(await hits(boxes('MSCU1234561')), [{ slip: 'checksum', score: 90 }])
  t.match(await hits(boxes('MSCU123456')), [{ slip: 'checksum' }])
  t.same(await hits(boxes('MSCU1234575')), [])
  t.match(await hits(boxes('TGHU7654321', ['X1', '014471'])), [{ by: 'seal', slip: 'lookalike', at: '/equipment/0/seals/1' }])
})

t.test('a ship is met by her IMO number first, and by name alone unless another number is declared', async t => {
  const { hits } = await withLists([entry({ ...named('vessel', 'OCEAN LANTERN'), identifiers: [{ scheme: 'IMO', value: 'IMO 9074729' }] })])
  t.match(await hits(cargo({ conveyance: { identifier: '9074729', name: 'MV OCEAN LANTERN' } })), [{ by: 'vessel', at: '/conveyance/identifier', score: 100 }])
  t.match(await hits(cargo({ conveyance: { name: 'M/V Ocean Lantern' } })), [{ by: 'vessel-name', at: '/conveyance/name' }])
  t.same(await hits(cargo({ conveyance: { identifier: '9176187', name: 'OCEAN LANTERN' } })), [])
})

t.test('words are met at the start of a word, phrases in their order, and shown as they were written', async t => {
  const { hits } = await withLists([entry(named('words', 'dry ice', 'Muñeca'))])
  const goods = (description: string) => cargo({ goods: [{ line: 1, description }] })
  t.match(await hits(goods('2 CARTONS DRY-ICE PACKS')), [{ by: 'words', at: '/goods/0/description', matched: 'dry ice', found: 'DRY-ICE' }])
  t.match(await hits(goods('MUNECAS DE TRAPO')), [{ matched: 'Muñeca' }])
  t.same(await hits(goods('ICE DRY; LAUNDRY ICE')), [])
})

t.test('places, commodities, contacts and addresses are met by their own measure', async t => {
  const { hits } = await withLists([
    entry(named('place', 'COBUN'), { entry: 'port' }), entry({ kind: 'place', countries: ['EC'] }, { entry: 'country' }), entry(named('commodity', '0803.90'), { entry: 'bananas' }),
    entry(named('contact', '+254 722 123 456', 'Boss@Example.org'), { entry: 'phone' }), entry({ kind: 'address', addresses: ['14 Pilot Street, Kilindini, Mombasa'] }, { entry: 'house' })
  ])
  const shipment = cargo({
    loading: 'ECGYE', discharge: 'COBUN', goods: [{ line: 1, commodity: ['08039010', '0804'] }], conveyance: { stops: [{ place: 'COBUN', purpose: 'load' }] },
    parties: [{ role: 'consignee', address: '14, PILOT STREET KILINDINI', city: 'MOMBASA', contacts: [{ kind: 'TE', value: '0722 123456' }, { kind: 'EM', value: 'boss@example.ORG' }] }]
  })
  const met = (await hits(shipment)).map(({ entry, at, slip }) => [entry, at, slip ?? ''].join(' ').trim()).sort()
  t.same(met, ['bananas /goods/0/commodity/0', 'country /loading', 'house /parties/0/address', 'phone /parties/0/contacts/0/value prefix', 'phone /parties/0/contacts/1/value', 'port /discharge'])
  t.same(await hits(cargo({ parties: [{ role: 'consignee', address: '41 PILOT STREET KILINDINI', city: 'MOMBASA' }] })), [], 'another house in the same street')
})

t.test('an entry counts only on the days it is in force', async t => {
  const { hits } = await withLists([entry({ ...named('party', 'Nordic Copper Works'), from: '2026-03-01', until: '2026-03-31' })])
  const on = async (day: string): Promise<number> => (await hits(party('Nordic Copper Works'), new Date(`${day}T23:00:00Z`))).length
  t.same([await on('2026-02-28'), await on('2026-03-01'), await on('2026-03-31'), await on('2026-04-01')], [0, 1, 1, 0])
  const at = async (moment: string, zone: string): Promise<number> => (await hits(party('Nordic Copper Works'), new Date(moment), zone)).length
  t.same([await at('2026-02-28T20:59:00Z', 'Africa/Nairobi'), await at('2026-02-28T21:00:00Z', 'Africa/Nairobi'), await at('2026-04-01T04:59:00Z', 'America/Lima'), await at('2026-04-01T05:00:00Z', 'America/Lima')], [0, 1, 1, 0], 'by the administration’s clock')
})

t.test('what a silent list says is marked, and so is what nobody calls open', async t => {
  const { hits } = await withLists([entry(named('party', 'Nordic Copper Works'), { sensitivity: 'silent' }), entry(named('party', 'Nordic Copper Works'), { entry: 'two', sensitivity: 'opne' })])
  t.same((await hits(party('Nordic Copper Works'))).map(({ sensitivity }) => sensitivity), ['silent', 'silent'])
})
