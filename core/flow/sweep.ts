import { transact } from '../store/database.ts'
import { newestChange } from '../store/changes.ts'
import { consignmentsById } from '../store/consignments.ts'
import { ask } from '../store/rows.ts'
import type { Knowledge } from './knowledge.ts'
import { assessAll } from './pipeline.ts'
import type { Works } from './works.ts'

const BATCH = 500

/** What has not arrived yet, or may still be held: a change of what is in force concerns it. */
const OPEN = `NOT cancelled AND version > 0 AND (arrival > clock_timestamp() - interval '1 day' OR (arrival IS NULL AND received > clock_timestamp() - interval '30 days'))`

/** How many consignments no assessment covers: neither the sets in force nor a sweep that is still to come. */
export const UNASSESSED = `state = 'unassessed' AND version > 0`

/** Makes what assesses again, a batch a call, whatever is open and was assessed before the newest change. A call resolves with how many it took; none when all is covered. */
export const makeSweep = (works: Works, knowledge: Knowledge): () => Promise<number> => {
  let watermark = -1
  let retried = false
  return async () => {
    await knowledge.catchUp()
    if (!retried) {
      // What could not be done may be possible since this process was started: a plugin mended, a server reached.
      await ask(works.database.knex, `UPDATE cts.consignment SET covered = -1 WHERE state = 'incomplete' AND ${OPEN}`)
      retried = true
    }
    const change = knowledge.change()
    if (change === watermark) return 0
    const { swept, targets } = await transact(works.database, async trx => {
      if (await newestChange(trx) !== change) return { swept: BATCH, targets: [] }
      const due = await ask<{ id: string }>(trx, `
        SELECT id FROM cts.consignment WHERE covered < :change AND ${OPEN} ORDER BY covered, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`, { change })
      const consignments = await consignmentsById(trx, due.map(({ id }) => id))
      const changed = consignments.map(({ version, ...consignment }) => ({ consignment, version, isNew: false }))
      return { swept: changed.length, targets: await assessAll(works, knowledge, trx, changed, new Date(), true) }
    })
    for (const target of targets) await works.tell('alert.raised', { target })
    if (swept < BATCH) {
      watermark = change
      await ask(works.database.knex, 'UPDATE cts.change SET swept = true WHERE number <= :change AND NOT swept', { change })
    }
    return swept
  }
}
