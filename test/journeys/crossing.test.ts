import { createHash, randomUUID } from 'node:crypto'
import t from 'tap'
import { makeKnowledge } from '../../core/flow/knowledge.ts'
import { read } from '../../core/flow/read.ts'
import { WAIT } from '../../core/flow/references.ts'
import { transact } from '../../core/store/database.ts'
import { keepMessage, messageById } from '../../core/store/messages.ts'
import { start } from './administration.ts'
import { sea, type Bill } from './manifests.ts'

const parts = async function * (bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes }

t.test('two messages that hold the same references in opposite order', async t => {
  const house = await start(t)
  const { works } = house.server.assembled
  const { knex } = works.database
  const knowledge = makeKnowledge(works)
  await knowledge.catchUp()

  /** Kept, but with a lease that leaves it to this test. */
  const lay = async (text: string): Promise<string> => transact(works.database, async trx => {
    const id = randomUUID()
    const bytes = Buffer.from(text)
    await keepMessage(trx, { id, sender: 'DEMOLINE', channel: 'test', sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }, parts(bytes))
    await trx.raw(`UPDATE cts.message SET leased_until = clock_timestamp() + interval '1 hour' WHERE id = ?`, [id])
    return id
  })
  const readOn = async (id: string): Promise<number> => {
    for (let waits = 0; waits < 50; waits++) {
      const message = await messageById(knex, id)
      if (message === null) throw new Error('the message is gone')
      if (await read(works, knowledge, message) !== WAIT) return waits
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    throw new Error('it waits for ever')
  }
  const bills = (from: number, goods?: string): Bill[] => Array.from({ length: 30 }, (_, index) => ({ number: `ABCD6${String(from + index).padStart(7, '0')}`, ...(goods === undefined ? {} : { goods }) }))
  const stateOf = async (id: string): Promise<object> => {
    const message = await messageById(knex, id)
    return { state: message?.state, consignments: message?.consignments }
  }

  t.test('and are read by two servers at once do not wait for each other for ever', async t => {
    const [one, other] = [sea({ reference: 'X1', bills: bills(0) }), sea({ reference: 'X2', bills: bills(100) })]
    const first = await lay(one + other)
    const second = await lay(`${other}\n${one}`)
    await Promise.all([readOn(first), readOn(second)])
    const states = [await stateOf(first), await stateOf(second)]
    t.match(states, [{ state: /^(accepted|duplicate)$/ }, { state: /^(accepted|duplicate)$/ }])
    const { rows: [kept] } = await knex.raw<{ rows: object[] }>(`SELECT count(*) AS consignments, sum(version) AS versions, (SELECT count(*) FROM cts.filing) AS filings FROM cts.consignment WHERE version > 0`)
    t.match(kept, { consignments: 60, versions: 60, filings: 60 }, 'each report is read once')
  })

  t.test('and one of which another has begun waits, and keeps what it read before', async t => {
    const [one, other] = [sea({ reference: 'X3', bills: bills(200) }), sea({ reference: 'X4', bills: bills(300) })]
    const begun = await lay(one)
    await knex.raw(`INSERT INTO cts.transmission (sender, reference, message) VALUES ('DEMOLINE', 'X3/1', ?)`, [begun])
    const both = await lay(other + one)
    const message = await messageById(knex, both)
    if (message === null) throw new Error('the message is gone')
    for (let times = 0; times < 2; times++) t.equal(await read(works, knowledge, message), WAIT)
    t.match(await messageById(knex, both), { place: 30, consignments: 30, read: false }, 'what it read before is kept')
    t.match((await knex.raw<{ rows: object[] }>(`SELECT content FROM cts.transmission WHERE reference = 'X4/1'`)).rows, [{ content: /^[0-9a-f]{64}$/ }], 'and known as read')
    await readOn(begun)
    t.equal(await readOn(both), 0)
    t.same([await stateOf(begun), await stateOf(both)], [{ state: 'accepted', consignments: 30 }, { state: 'accepted', consignments: 30 }])
  })

  t.test('and one that was quarantined half read leaves its reference to the next', async t => {
    const whole = sea({ reference: 'X5', bills: bills(400) })
    const broken = await lay(whole.replace('CNT+16', 'CNT+17'))
    await knex.raw(`INSERT INTO cts.transmission (sender, reference, message) VALUES ('DEMOLINE', 'X5/1', ?)`, [broken])
    await knex.raw(`UPDATE cts.message SET read = true, state = 'quarantined' WHERE id = ?`, [broken])
    const again = await lay(whole)
    t.equal(await readOn(again), 0)
    t.same(await stateOf(again), { state: 'accepted', consignments: 30 })
    t.match((await knex.raw<{ rows: object[] }>(`SELECT message FROM cts.transmission WHERE reference = 'X5/1'`)).rows, [{ message: again }])
  })

  t.test('and one that is cut short in a reference and not at its end leaves it to whoever reads it, and to nobody after him', async t => {
    const [whole, other, last] = [sea({ reference: 'X6', bills: bills(500) }), sea({ reference: 'X7', bills: bills(600) }), sea({ reference: 'X8', bills: bills(700) })]
    const begun = await lay(other)
    await knex.raw(`INSERT INTO cts.transmission (sender, reference, message) VALUES ('DEMOLINE', 'X7/1', ?)`, [begun])
    const cut = await lay(whole.slice(0, whole.indexOf('CNT+16')) + other + last)
    const message = await messageById(knex, cut)
    if (message === null) throw new Error('the message is gone')
    t.equal(await read(works, knowledge, message), WAIT, 'it waits for another, having said of the first that it was cut short')
    const [second, third] = [await lay(whole), await lay(`${whole}\n`)]
    t.same([await readOn(second), await readOn(third)], [0, 0])
    t.match([await stateOf(second), await messageById(knex, third)], [{ state: 'accepted', consignments: 30 }, { state: 'duplicate', duplicate_of: second }])
    t.equal(await readOn(begun), 0)
    t.equal(await readOn(cut), 0)
    t.match([await stateOf(begun), await stateOf(cut)], [{ state: 'accepted', consignments: 30 }, { state: 'accepted-with-faults', consignments: 60 }], 'nothing of what it says besides is lost')
  })
})
