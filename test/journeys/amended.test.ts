import * as fc from 'fast-check'
import t from 'tap'
import type { Running } from '../support/server.ts'
import { consignmentOf, rows, ruleOn, start } from './administration.ts'
import { sea, type Sea } from './manifests.ts'

type Filing = Pick<Sea, 'prepared' | 'function'> & { readonly goods: string, readonly packages: number }

/** What a line filed of one bill, in its own order. */
const HISTORY: readonly Filing[] = [
  { function: '9', prepared: '202612010900', goods: 'COTTON SHIRTS', packages: 100 },
  { function: '4', prepared: '202612011000', goods: 'COTTON SHIRTS AND SOCKS', packages: 90 },
  { function: '5', prepared: '202612011100', goods: 'WOOLLEN SHIRTS', packages: 80 },
  { function: '1', prepared: '202612011200', goods: 'WOOLLEN SHIRTS', packages: 80 },
  { function: '5', prepared: '202612011300', goods: 'LINEN SHIRTS', packages: 70 },
  { function: '4', prepared: '202612011400', goods: 'LINEN SHIRTS AND TIES', packages: 60 }
]

let bills = 0

/** Files a history of a bill of its own in the order given; resolves with the content it ends in. */
const contentAfter = async (house: Running, filings: readonly Filing[]): Promise<string> => {
  const number = `ABCD${String(80000000 + bills++)}`
  for (const [index, { goods, packages, ...more }] of filings.entries()) {
    const message = await house.send(sea({ ...more, reference: `${number}R${index}`, bills: [{ number, goods, packages }] }))
    if (message['consignments'] !== 1) throw new Error(`filing ${index} was not kept: ${JSON.stringify(message)}`)
  }
  const { goods, parties, packages, cancelled = false, grossKilograms, document, conveyance } = { ...await consignmentOf(house, number) }
  return JSON.stringify({ goods, parties, packages, cancelled, grossKilograms, document, conveyance }).replaceAll(number, 'BILL')
}

const inOwnOrder = (filings: readonly Filing[]): readonly Filing[] => [...filings].sort((a, b) => HISTORY.indexOf(a) - HISTORY.indexOf(b))

t.test('a bill that is amended', async t => {
  const house = await start(t)

  t.test('ends the same in whichever order original, amendments, replacement and cancellation come', async t => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...HISTORY], { minLength: 3 }), async filings => {
      t.equal(await contentAfter(house, filings), await contentAfter(house, inOwnOrder(filings)))
    }), { numRuns: 6, endOnFailure: true })
  })

  t.test('ends the same when its sender never says when he prepared them', async t => {
    const undated = HISTORY.slice(0, 4).map(({ prepared: _prepared, ...filing }) => ({ ...filing, prepared: '' }))
    const expected = await contentAfter(house, undated)
    for (const order of [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]]) {
      t.equal(await contentAfter(house, order.flatMap(place => undated[place] ?? [])), expected, `in the order ${order.join(' ')}`)
    }
  })

  t.test('waits visibly for its original when the cancellation came first, and alerts nobody', async t => {
    const [original, , , cancellation] = HISTORY
    const bill = { number: 'ABCD70000001', goods: 'ROSEWOOD' }
    await house.send(sea({ ...cancellation, reference: 'C1', bills: [bill] }))
    t.match(await consignmentOf(house, bill.number), { cancelled: true })
    await house.send(sea({ ...original, reference: 'C2', bills: [bill] }))
    t.match(await consignmentOf(house, bill.number), { cancelled: true, target: undefined, findings: [{ title: 'Goods named rosewood' }] })

    t.test('until it is filed anew', async t => {
      await house.send(sea({ ...HISTORY[4], reference: 'C3', bills: [bill] }))
      t.match(await consignmentOf(house, bill.number), { cancelled: undefined, target: String, lane: 'red' })
    })
  })
})

const alertsOf = async ({ server }: Running): Promise<number> =>
  (await server.database.knex.raw<{ rows: { n: number }[] }>('SELECT count(*) AS n FROM cts.alert')).rows[0]?.n ?? -1

const targetsOf = async (house: Running, number: string): Promise<readonly Record<string, never>[]> => {
  const consignment = await consignmentOf(house, number)
  return rows(await house.ask('officer', 'GET', `/api/v1/targets?view=all&consignment=${String(consignment?.['id'])}`))
}

t.test('a new version', async t => {
  const house = await start(t, { files: { 'profiles.json': [ruleOn(['rosewood']), ruleOn(['ivory']), ruleOn(['pangolin'])] } })
  const bill = { number: 'ABCD60000001', goods: 'ROSEWOOD LOGS' }
  await house.send(sea({ reference: 'N1', bills: [bill] }))

  t.test('is not made of content that did not change, and nobody is alerted again', async t => {
    const before = await alertsOf(house)
    const message = await house.send(sea({ reference: 'N2', prepared: '202612010930', bills: [bill] }))
    t.match(message, { state: 'accepted', consignments: 1 }, 'the message is taken')
    const consignment = await consignmentOf(house, bill.number)
    t.match(consignment, { version: 1, filings: { length: 2 } }, 'both filings are kept, one version stands')
    t.equal(await alertsOf(house), before)
  })

  t.test('joins the open target without another alert', async t => {
    const before = await alertsOf(house)
    await house.send(sea({ reference: 'N3', prepared: '202612011000', function: '5', bills: [{ ...bill, goods: 'ROSEWOOD LOGS, ROUGH' }] }))
    t.match(await consignmentOf(house, bill.number), { version: 2, versions: [{ version: 2, changed: ['/goods/0'] }, { version: 1 }] })
    t.equal((await targetsOf(house, bill.number)).length, 1)
    t.equal(await alertsOf(house), before)
  })

  t.test('reopens nothing that was dismissed where nothing new is found, and does where something is', async t => {
    const [target] = await targetsOf(house, bill.number)
    const dismissed = await house.ask('officer', 'POST', `/api/v1/targets/${String(target?.['id'])}/steps/review`, { reason: 'known-operator' })
    t.match(dismissed, { status: 200, body: { state: 'dismissed' } }, dismissed.text)
    await house.send(sea({ reference: 'N4', prepared: '202612011100', function: '5', bills: [{ ...bill, goods: 'ROSEWOOD LOGS, ROUGH', packages: 99 }] }))
    t.equal((await targetsOf(house, bill.number)).filter(({ state }) => state === 'proposed').length, 0)
    await house.send(sea({ reference: 'N5', prepared: '202612011200', function: '5', bills: [{ ...bill, goods: 'ROSEWOOD LOGS, ROUGH, WITH IVORY' }] }))
    t.equal((await targetsOf(house, bill.number)).filter(({ state }) => state === 'proposed').length, 1)
  })

  t.test('that brings something new to an open target alerts again, and nobody decides about what he has not seen', async t => {
    const before = await alertsOf(house)
    await house.send(sea({ reference: 'N6', prepared: '202612011300', function: '5', bills: [{ ...bill, goods: 'ROSEWOOD LOGS, ROUGH, WITH IVORY AND PANGOLIN' }] }))
    const [target, ...others] = (await targetsOf(house, bill.number)).filter(({ state }) => state === 'proposed')
    t.match(target, { version: 2, findings: { length: 3 } })
    t.equal(others.length, 0)
    t.equal(await alertsOf(house), before + 1)
    const late = await house.ask('officer', 'POST', `/api/v1/targets/${String(target?.['id'])}/steps/review?version=1`, { reason: 'known-operator' })
    t.match(late, { status: 409, body: { type: 'findings-joined', detail: /New findings/ } })
  })
})
