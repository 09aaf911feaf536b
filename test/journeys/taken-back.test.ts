import t from 'tap'
import type { Answer, Running } from '../support/server.ts'
import { consignmentOf, rows, ruleOn, start } from './administration.ts'
import { sea } from './manifests.ts'

/** The targets of a bill, in the order they were opened. */
const targetsOf = async (house: Running, number: string): Promise<readonly Answer['body'][]> => {
  const consignment = await consignmentOf(house, number)
  const page = rows(await house.ask('officer', 'GET', `/api/v1/targets?view=all&consignment=${String(consignment?.['id'])}`))
  const whole = await Promise.all(page.map(async ({ id }) => (await house.ask('officer', 'GET', `/api/v1/targets/${String(id)}`)).body))
  return whole.sort((a, b) => String(a['opened']).localeCompare(String(b['opened'])))
}

const sheetOf = async ({ ask }: Running, target: Answer['body'] | undefined): Promise<string> =>
  (await ask('officer', 'GET', `/api/v1/reports/dossier?target=${String(target?.['id'])}&format=html`)).text

const pageOf = async ({ ask }: Running, target: Answer['body'] | undefined): Promise<string> => (await ask('officer', 'GET', `/targets/${String(target?.['id'])}`)).text

t.test('a carrier who takes back what he declared', async t => {
  const house = await start(t, { files: { 'profiles.json': [ruleOn(['ivory'])] } })
  const bill = { number: 'ABCD50000001', goods: 'CARVED IVORY' }
  await house.send(sea({ reference: 'B1', bills: [bill] }))
  await house.send(sea({ reference: 'B2', prepared: '202612011000', function: '5', bills: [{ ...bill, goods: 'CARVED WOOD' }] }))

  t.test('takes no alert back: the target keeps lane, score and what it was opened for', async t => {
    t.match(await targetsOf(house, bill.number), [{
      state: 'proposed', lane: 'red', score: 80, cancelled: false, cargo: { lane: 'green', score: 0 }, amended: [{ version: 2, changed: ['/goods/0'] }],
      findings: [{ text: /IVORY/, score: 80, version: 1, stands: false, consignmentVersion: 1, gone: 2, quoted: [{ at: '/goods/0/description', value: 'CARVED IVORY' }] }]
    }])
    t.match(await consignmentOf(house, bill.number), { lane: 'green', findings: [] }, 'while the consignment is as it is now declared')
  })

  t.test('has what he cancels shown as cancelled, in the place it had in the queue', async t => {
    await house.send(sea({ reference: 'B3', prepared: '202612011100', bills: [{ number: 'ABCD50000002', goods: 'IVORY WHITE PAINT' }] }))
    await house.send(sea({ reference: 'B4', prepared: '202612011200', function: '1', bills: [{ ...bill, goods: 'CARVED WOOD' }] }))
    const [target, ...others] = await targetsOf(house, bill.number)
    t.match(target, { lane: 'red', score: 80, cancelled: true, findings: [{ stands: false, gone: 2 }] })
    t.equal(others.length, 0)
    t.same(rows(await house.ask('officer', 'GET', '/api/v1/targets?lane=red')).length, 2)
    for (const text of [await sheetOf(house, target), await pageOf(house, target)]) {
      for (const sentence of [/Cancelled by its sender/, /Declared until version 1; no longer found in version 2\./, /Amended since this target was opened.*version 2 changed:? goods/i, /As it is declared now/]) t.match(text, sentence)
    }
    for (const text of [await sheetOf(house, target), await pageOf(house, target)]) t.match(text, /CARVED (<[^>]*>)*IVORY/, 'what was declared then is quoted')
  })

  t.test('and declares it again opens what was found as what stands', async t => {
    await house.send(sea({ reference: 'B5', prepared: '202612011300', function: '5', bills: [bill] }))
    const [target, ...others] = await targetsOf(house, bill.number)
    t.match(target, { lane: 'red', cancelled: false, findings: [{ stands: true, gone: undefined }] })
    t.equal(others.length, 0)
  })
})

t.test('a decided target', async t => {
  const house = await start(t, { files: { 'profiles.json': [ruleOn(['ivoryton', 'ivory'])] } })
  const bill = { number: 'ABCD51000001', goods: 'IVORYTON WHITE PAINT' }
  await house.send(sea({ reference: 'D1', bills: [bill] }))
  const [first] = await targetsOf(house, bill.number)
  const dismissed = await house.ask('officer', 'POST', `/api/v1/targets/${String(first?.['id'])}/steps/review`, { reason: 'false-match' })
  t.match(dismissed, { status: 200, body: { state: 'dismissed' } }, dismissed.text)
  await house.send(sea({ reference: 'D2', prepared: '202612011000', function: '5', bills: [{ ...bill, goods: 'CARVED IVORY PAINTED' }] }))
  const [decided, opened] = await targetsOf(house, bill.number)

  t.test('shows what it was decided on, for ever', async t => {
    t.match(decided, { state: 'dismissed', findings: [{ stands: true, consignmentVersion: 1, quoted: [{ value: 'IVORYTON WHITE PAINT' }] }], amended: [{ version: 2 }] })
    t.same(decided?.['findings'], first?.['findings'])
  })

  t.test('leaves what was found since to a target of its own', async t => {
    t.match(opened, { state: 'proposed', findings: [{ stands: true, consignmentVersion: 2, quoted: [{ value: 'CARVED IVORY PAINTED' }] }], amended: [] })
  })
})
