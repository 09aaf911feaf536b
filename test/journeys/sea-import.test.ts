import t from 'tap'
import { startServer } from '../support/server.ts'

const manifest = `UNB+UNOA:2+CARRIER+CUSTOMS+261201:0900+REF7001'UNH+1+CUSCAR:D:95B:UN'BGM+85+MAN7001+9'DTM+137:202612010900:203'NAD+CA+ABCD:172:20'TDT+20+V101+1++ABCD:172:20+++9074729:146::MV SAMPLE'LOC+9+CNSHA'LOC+60+ZZDEM'DTM+132:202612051200:203'EQD+CN+CSQU3054383+45G1:102:5++3+5'SEL+SEAL01+CA'CNI+1+ABCD70010001'RFF+BM:ABCD70010001'LOC+9+CNSHA'LOC+11+ZZDEM'NAD+CZ+++LOTUS FURNITURE CO LTD+12 HARBOUR ROAD+SHANGHAI+++CN'NAD+CN+++ALPHA TRADING+1 MARKET ST+PORT DEMO+++ZZ'GID+1+100:CT'FTX+AAA+++ROSEWOOD FURNITURE AND PARTS'MEA+AAE+G+KGM:12000'SGP+CSQU3054383+100'CNT+16:1'UNT+23+1'UNZ+1+REF7001'`

t.test('a sea manifest posted becomes a target that is worked to a recorded outcome', async t => {
  const { ask, send } = await startServer(t)
  const message = await send(manifest)
  t.match(message, { format: 'cuscar', mode: 'sea', consignments: 1, assessed: 1 })

  const { body: page } = await ask('officer', 'GET', '/api/v1/targets')
  const [target] = page['items'] as unknown as Record<string, never>[]
  t.match(target, { state: 'proposed', lane: 'red' })
  const id = String(target?.['id'])
  const { body: whole } = await ask('officer', 'GET', `/api/v1/targets/${id}`)
  t.match(whole['findings'], [{ type: 'rule', reason: String, text: /rosewood/i, evidence: [/^\/goods\/0\/description/] }])

  t.equal((await ask('officer', 'POST', `/api/v1/targets/${id}/steps/assign`, {})).status, 200)
  t.equal((await ask('officer', 'POST', `/api/v1/targets/${id}/steps/instruct`, { means: 'physical', note: 'Open the pallets at the door' })).status, 200)
  const examined = await ask('officer', 'POST', `/api/v1/targets/${id}/steps/examine`, { means: 'physical', result: 'clear', outcome: 'negative' })
  t.match(examined, { status: 200, body: { state: 'examined' } }, examined.text)
  const closed = await ask('officer', 'POST', `/api/v1/targets/${id}/steps/release`, {})
  t.match(closed, { status: 200, body: { state: 'closed', outcome: 'negative' } }, closed.text)
  t.match((closed.body['history'] as unknown as object[]).length, 4)
})
