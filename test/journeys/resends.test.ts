import { connect } from 'node:net'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { Running } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'

const post = (house: Running, bytes: string): Promise<{ readonly status: number, readonly body: Record<string, unknown> }> => house.ask('carrier', 'POST', '/api/v1/messages', bytes)

const countOf = async ({ server }: Running, table: string): Promise<number> =>
  (await server.database.knex(`cts.${table}`).count<{ count: number }[]>('* as count'))[0]?.count ?? -1

t.test('what is sent again', async t => {
  const house = await start(t)

  t.test('byte for byte is answered with the first id, and is there once, also of ten at once', async t => {
    const bytes = sea({ reference: 'S1', bills: [{ number: 'ABCD50000001', goods: 'ROSEWOOD' }, { number: 'ABCD50000002' }] })
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(house, bytes)))
    t.same(answers.map(({ status }) => status), Array(10).fill(202))
    t.equal(new Set(answers.map(({ body }) => body['id'])).size, 1, 'one id')
    t.same(answers.map(({ body }) => body['duplicate']).sort(), [false, ...Array(9).fill(true)])
    const message = await house.send(bytes)
    t.match(message, { id: answers[0]?.body['id'], posted: { duplicate: true }, state: 'accepted', consignments: 2 })
    t.same([await countOf(house, 'message'), await countOf(house, 'consignment'), await countOf(house, 'filing'), await countOf(house, 'target')], [1, 2, 2, 1])
  })

  t.test('by another sender is that one’s own message, and the same consignment', async t => {
    const bytes = sea({ reference: 'S1', bills: [{ number: 'ABCD50000001', goods: 'ROSEWOOD' }, { number: 'ABCD50000002' }] })
    const message = await house.send(bytes, 'again', 'officer')
    t.match(message, { state: 'accepted', posted: { duplicate: false } })
    t.match(await consignmentOf(house, 'ABCD50000001'), { senders: ['DEMOLINE', 'officer'] })
    t.equal(await countOf(house, 'target'), 1)
  })

  t.test('under the same reference with other bytes but the same content is a duplicate, and changes nothing', async t => {
    const bytes = sea({ reference: 'S2', bills: [{ number: 'ABCD50000003' }] })
    const first = await house.send(bytes)
    const again = await house.send(bytes.replaceAll('\n', ''))
    t.match(again, { state: 'duplicate', of: first['id'], consignments: 0 })
    t.match(await consignmentOf(house, 'ABCD50000003'), { version: 1, filings: { length: 1 } })
  })

  t.test('under the same reference with other content is set aside for a person, with nothing of it kept', async t => {
    const first = await house.send(sea({ reference: 'S3', bills: [{ number: 'ABCD50000004' }] }))
    const other = await house.send(sea({ reference: 'S3', bills: [{ number: 'ABCD50000004', goods: 'ROSEWOOD' }, { number: 'ABCD50000005' }] }))
    t.match(other, { state: 'quarantined', consignments: 0, reason: /S3/ })
    t.match(await consignmentOf(house, 'ABCD50000004'), { version: 1, goods: [{ description: 'COTTON SHIRTS' }] })
    t.equal(await consignmentOf(house, 'ABCD50000005'), null)
    const raw = await house.ask('officer', 'GET', `/api/v1/messages/${String(other['id'])}/raw`)
    t.match(raw.text, /ROSEWOOD/, 'its bytes are kept')
    t.not(other['id'], first['id'])
  })

  t.test('whole after it was cut short is read, and so is a third that says the same', async t => {
    const whole = sea({ reference: 'S10', bills: [{ number: 'ABCD50000010' }, { number: 'ABCD50000011', goods: 'ROSEWOOD' }] })
    const first = await house.send(whole.slice(0, whole.indexOf('CNI+2')))
    t.match(first, { state: 'accepted-with-faults', consignments: 1 })
    t.match(await house.send(whole), { state: 'accepted', consignments: 2 })
    t.match(await consignmentOf(house, 'ABCD50000011'), { version: 1, goods: [{ description: 'ROSEWOOD' }] })
    t.match(await house.send(whole.replaceAll('\n', '')), { state: 'duplicate' })
    t.match(await house.send(whole.replace('ROSEWOOD', 'TEAK')), { state: 'quarantined', reason: /S10/ }, 'from then on the reference is taken')
  })

  t.test('after nothing of it could be read is read', async t => {
    const whole = sea({ reference: 'S11', bills: [{ number: 'ABCD50000012' }] })
    const nothing = whole.slice(0, whole.indexOf('CNI+1'))
    t.match(await house.send(nothing.replace(/\nNAD.*/s, '')), { state: 'rejected', consignments: 0, reason: /Nothing could be read/ })
    t.match(await house.send(whole), { state: 'accepted', consignments: 1 })
  })

  t.test('after a message that had only warnings and no consignment, which is rejected', async t => {
    const empty = sea({ reference: 'S13', bills: [] }).replace(/UNT\+\d+/, 'UNT+99')
    const message = await house.send(empty)
    t.match(message, { state: 'rejected', errors: 0, consignments: 0, reason: /Nothing could be read: \d+ warnings?, and no consignment/ })
    t.match(await house.send(sea({ reference: 'S13', bills: [{ number: 'ABCD50000015' }] })), { state: 'accepted', consignments: 1 })
  })

  t.test('in an interchange of several reports is compared as the whole that it is', async t => {
    const one = sea({ reference: 'S12', bills: [{ number: 'ABCD50000013' }] }).split('\n')
    const other = sea({ reference: 'S12', manifest: 'MAN7002', bills: [{ number: 'ABCD50000014' }] }).split('\n')
    const both = [...one.slice(0, -1), ...other.slice(1, -1).map(segment => segment.replace(/^(UNH\+|UNT\+\d+\+)1/, '$12')), "UNZ+2+S12'"].join('\n')
    t.match(await house.send(both), { state: 'accepted', consignments: 2 })
    t.match(await house.send(both.replaceAll('\n', '')), { state: 'duplicate' })
    t.match(await house.send(both.replace('COTTON', 'WOOLEN')), { state: 'quarantined', reason: /S12/ })
  })

  t.test('does not keep the next message waiting', async t => {
    const next = await house.send(sea({ reference: 'S4', bills: [{ number: 'ABCD50000006' }] }))
    t.match(next, { state: 'accepted', consignments: 1 })
  })

  t.test('in one message with something new keeps what is new', async t => {
    const known = sea({ reference: 'S5', bills: [{ number: 'ABCD50000007' }] })
    await house.send(known)
    const both = `${known.replaceAll('\n', '')}${sea({ reference: 'S6', bills: [{ number: 'ABCD50000008' }] })}`
    t.match(await house.send(both), { state: 'accepted', consignments: 1 })
    t.match(await consignmentOf(house, 'ABCD50000008'), { version: 1 })
    t.match(await consignmentOf(house, 'ABCD50000007'), { filings: { length: 1 } })
  })

  t.test('and read by two at once is the state of one', async t => {
    const before = await countOf(house, 'consignment')
    const messages = await Promise.all(['S7', 'S8', 'S9'].map(reference => house.send(sea({ reference, bills: Array.from({ length: 20 }, (_, index) => ({ number: `ABCD4000${String(index).padStart(4, '0')}` })) }))))
    t.same(messages.map(({ consignments }) => consignments), [20, 20, 20])
    t.equal(await countOf(house, 'consignment'), before + 20)
    const [row] = rows(await house.ask('officer', 'GET', '/api/v1/consignments?number=ABCD40000007'))
    t.match(row, { version: 1 })
  })
})

t.test('a message that breaks off while it is sent leaves nothing behind, and can be sent again', async t => {
  const house = await start(t)
  const { port } = new URL(await house.server.app.listen({ port: 0, host: '127.0.0.1' }))
  const bytes = sea({ reference: 'H1', bills: [{ number: 'ABCD30000001' }] })
  for (const sent of [0, 1, 300, bytes.length - 1]) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo-carrier\r\nContent-Type: application/octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes.slice(0, sent)}`)
    await new Promise(resolve => setTimeout(resolve, 100))
    socket.destroy()
  }
  const left = await until(() => readdir(join(house.data, 'spool')).catch(() => []), names => names.length === 0, 5)
  t.same(left, [], 'no half file is left')
  t.equal(await countOf(house, 'message'), 0)
  t.match(await house.send(bytes), { state: 'accepted', posted: { duplicate: false } })
})
