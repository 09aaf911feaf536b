import type { Knex } from 'knex'
import { transact } from '../store/database.ts'
import { newestChange } from '../store/changes.ts'
import { consignmentsById, holding } from '../store/consignments.ts'
import { SHAKY, SOUND } from '../store/deaths.ts'
import { OPEN, UNTIL } from '../store/open-cargo.ts'
import { ask } from '../store/rows.ts'
import type { Watched } from './at-hand.ts'
import type { Knowledge } from './knowledge.ts'
import { assessAll } from './pipeline.ts'
import type { Works } from './works.ts'

const BATCH = 500
const AGAIN_MS = 300_000

/** A consignment to be assessed again, and the plugins it does not survive. */
interface Due { readonly id: string, readonly left_out: readonly string[] }

/** Makes what assesses again, a batch a call, whatever is open and was assessed before the newest change: first what arrives first. A call resolves with how many it took; none when all is covered. */
export const makeSweep = (works: Works, knowledge: Knowledge, watched: Watched): () => Promise<number> => {
  const due = async (trx: Knex.Transaction, change: number): Promise<readonly Due[]> => {
    const those = (how: string, most: number): Promise<readonly Due[]> => ask<Due>(trx, `
      SELECT id, left_out FROM cts.consignment WHERE covered < :change AND ${how} AND ${OPEN} ORDER BY ${UNTIL} LIMIT ${most} FOR UPDATE SKIP LOCKED`, { change })
    const sound = await those(SOUND, BATCH)
    return sound.length > 0 ? sound : those(SHAKY, 1)
  }
  const assessed = async (trx: Knex.Transaction, rows: readonly Due[]): Promise<readonly string[]> => {
    const ids = rows.map(({ id }) => id)
    watched({ consignments: ids })
    const consignments = await consignmentsById(trx, ids)
    const changed = consignments.map(({ version, ...consignment }) => ({ consignment, version, isNew: false }))
    return assessAll({ ...works, without: [...works.without, ...rows[0]?.left_out ?? []] }, knowledge, trx, changed, new Date(), true)
  }
  let watermark = -1
  let again = 0
  return async () => {
    await knowledge.catchUp()
    if (Date.now() > again) {
      // What could not be done may be possible by now: a server reached, a file laid. Only what somebody died of waits until the server is started anew.
      await ask(works.database.knex, `${holding(`state = 'incomplete' AND ${SOUND} AND ${OPEN}`)} UPDATE cts.consignment c SET covered = -1 FROM held WHERE c.id = held.id`)
      again = Date.now() + AGAIN_MS
      watermark = -1
    }
    const change = knowledge.change()
    if (change === watermark) return 0
    const { swept, targets } = await transact(works.database, async trx => {
      if (await newestChange(trx) !== change) return { swept: BATCH, targets: [] }
      const rows = await due(trx, change)
      return { swept: rows.length, targets: await assessed(trx, rows) }
    }).finally(() => { watched({}) })
    for (const target of targets) await works.tell('alert.raised', { target })
    if (swept === 0) {
      watermark = change
      await ask(works.database.knex, 'UPDATE cts.change SET swept = true WHERE number <= :change AND NOT swept', { change })
    }
    return swept
  }
}
