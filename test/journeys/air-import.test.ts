import t from 'tap'
import { consignmentOf, rows, start } from './administration.ts'
import { air } from './manifests.ts'

/** The same papers for another air waybill: its serial number, with the remainder of seven that closes it, and its houses' numbers. */
const papersFor = (index: number): Readonly<Record<keyof typeof air, string>> => {
  const serial = 7700101 + index
  const renamed = (text: string): string => text.replaceAll('77001013', `${serial}${serial % 7}`).replaceAll('RMC26118', `RMC3${index}118`)
  return { ffm: renamed(air.ffm), fwb: renamed(air.fwb), fhl: renamed(air.fhl) }
}

const numberOf = (index: number): string => `909${7700101 + index}${(7700101 + index) % 7}`

const ORDERS = [['ffm', 'fwb', 'fhl'], ['ffm', 'fhl', 'fwb'], ['fwb', 'ffm', 'fhl'], ['fwb', 'fhl', 'ffm'], ['fhl', 'ffm', 'fwb'], ['fhl', 'fwb', 'ffm']] as const

t.test('papers of one air waybill become one consignment with its houses, in whichever order they come', async t => {
  const house = await start(t)
  const contents: string[] = []
  for (const [index, order] of ORDERS.entries()) {
    const papers = papersFor(index)
    for (const kind of order) {
      const message = await house.send(papers[kind], `papers.${kind}`)
      t.match(message, { format: 'cargo-imp', mode: 'air', state: /^accepted/ }, `${kind} of ${order.join(', ')}`)
    }
    const found = rows(await house.ask('officer', 'GET', `/api/v1/consignments?number=${numberOf(index)}`))
    t.equal(found.filter(({ kind }) => kind === 'air-waybill').length, 1, `one consignment of ${order.join(', ')}`)
    t.equal(found.filter(({ kind }) => kind === 'house-air-waybill').length, 2, 'its houses are found by its number too')
    const master = found.find(({ kind }) => kind === 'air-waybill')
    const whole = (await house.ask('officer', 'GET', `/api/v1/consignments/${String(master?.['id'])}`)).body
    t.same(rows({ body: whole }, 'linked').map(({ scheme, kind }) => `${String(scheme)} ${String(kind)}`), ['house house-air-waybill', 'house house-air-waybill'])
    t.match(whole, { reports: ['FFM', 'FWB'], conveyance: { journey: 'ZD418' }, grossKilograms: 1240 })
    const { id: _id, versions: _versions, version: _version, received: _received, filings: _filings, linked: _linked, facts: _facts, gaps: _gaps, ...content } = whole
    contents.push(JSON.stringify(content).replaceAll(String(7700101 + index) + String((7700101 + index) % 7), 'SERIAL'))
  }
  t.equal(new Set(contents).size, 1, 'every order ended in the same content')
})

t.test('a house knows its master, and one whose master never came stays visible', async t => {
  const house = await start(t)
  await house.send(air.fhl)
  const alone = await consignmentOf(house, 'RMC2611801')
  t.match(alone, { document: { kind: 'house-air-waybill', number: 'RMC2611801', parent: '909-77001013' }, linked: [{ scheme: 'same-master', kind: 'house-air-waybill' }] }, 'only the other house of that master')
  await house.send(air.fwb)
  const joined = await consignmentOf(house, 'RMC2611801')
  t.match(joined, { linked: [{ scheme: 'master', kind: 'air-waybill' }] })
})
