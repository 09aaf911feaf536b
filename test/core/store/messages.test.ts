import { randomBytes, randomUUID } from 'node:crypto'
import t from 'tap'
import { transact } from '../../../core/store/database.ts'
import { bytesOf, keepMessage, leaseMessage, PART } from '../../../core/store/messages.ts'
import { takeDue } from '../../../core/store/outbox.ts'
import { raiseAlerts } from '../../../core/store/targets.ts'
import { freshDatabase } from '../../support/database.ts'

const inChunks = async function * (bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

t.test('what is kept', async t => {
  const database = await freshDatabase(t)
  const { knex } = database
  const keep = (bytes: Uint8Array, size: number, sender = 'A'): Promise<{ id: string, duplicate: boolean }> =>
    transact(database, trx => keepMessage(trx, { id: randomUUID(), sender, channel: 'test', sha256: randomUUID(), size: bytes.length }, inChunks(bytes, size)))

  t.test('of a message comes back byte for byte, whatever its size and in whatever parts it came', async t => {
    for (const size of [1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 17]) {
      for (const chunk of [PART, 65_536, 700_001]) {
        const bytes = randomBytes(size)
        const { id } = await keep(bytes, chunk)
        const back: Uint8Array[] = []
        for await (const part of bytesOf(knex, id)) back.push(part)
        t.ok(Buffer.concat(back).equals(bytes), `${size} bytes in chunks of ${chunk}`)
      }
    }
  })

  t.test('of messages is taken in hand oldest first, each by one', async t => {
    const { rows: [waiting] } = await knex.raw<{ rows: { n: number }[] }>('SELECT count(*) AS n FROM cts.message WHERE NOT read')
    const taken = await Promise.all(Array.from({ length: 30 }, () => leaseMessage(knex, 'here', 60)))
    const ids = taken.flatMap(message => message?.id ?? [])
    t.equal(ids.length, waiting?.n)
    t.equal(new Set(ids).size, ids.length)
  })

  t.test('of notices falls due again within the hour, however often it failed', async t => {
    for (const attempts of [0, 1, 5, 30, 60, 1000]) {
      const id = randomUUID()
      await knex.raw(`INSERT INTO cts.outbox (id, address, notice, made, due, attempts) VALUES (:id, 'x:y', '{}', now(), now(), :attempts)`, { id, attempts })
      t.match(await takeDue(knex, 10), [{ id, attempts: attempts + 1 }])
      const { rows: [row] } = await knex.raw<{ rows: { wait: number }[] }>('SELECT extract(epoch FROM due - clock_timestamp()) AS wait FROM cts.outbox WHERE id = :id', { id })
      t.ok((row?.wait ?? 0) > 0 && (row?.wait ?? 0) <= 3600, `${attempts}: ${row?.wait}`)
    }
    t.same(await takeDue(knex, 10), [])
  })

  t.test('of alerts is numbered in the order it is there to be seen', async t => {
    const target = randomUUID()
    await knex.raw(`INSERT INTO cts.target (id, consignment, state, lane, score, opened_lane, opened_version, opened) VALUES (:target, :target, 'proposed', 'red', 1, 'red', 1, now())`, { target })
    const order: string[] = []
    // The first begins first and holds on; the second must not be numbered, or seen, before it is through.
    const first = transact(database, async trx => {
      await raiseAlerts(trx, [{ target, roles: ['first'] }])
      await new Promise(resolve => setTimeout(resolve, 300))
      order.push('first')
    })
    await new Promise(resolve => setTimeout(resolve, 100))
    const second = async (): Promise<void> => {
      await transact(database, trx => raiseAlerts(trx, [{ target, roles: ['second'] }]))
      order.push('second')
    }
    await Promise.all([first, second()])
    t.same(order, ['first', 'second'])
    const { rows } = await knex.raw<{ rows: { roles: string[] }[] }>('SELECT roles FROM cts.alert ORDER BY id')
    t.same(rows.map(({ roles }) => roles[0]), ['first', 'second'])
  })
})
