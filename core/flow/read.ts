import type { Knex } from 'knex'
import type { MessageState } from '../model/message-view.ts'
import { isProblem } from '../model/problem.ts'
import { passing } from '../store/database.ts'
import { looseSaid } from '../store/held-messages.ts'
import { bytesOf, endMessage, messageById, type MessageRecord } from '../store/messages.ts'
import { ask } from '../store/rows.ts'
import type { Knowledge } from './knowledge.ts'
import { parse } from './parse.ts'
import { Reading } from './reading.ts'
import { HEAD, recognize } from './recognize.ts'
import { WAIT } from './references.ts'
import type { Works } from './works.ts'

// The embedded database serves one transaction at a time: a shorter batch lets whoever looks at a page in between.
const BATCH = 500
const BATCH_EMBEDDED = 60
const MOST_LOOSE = 2000

type Reason = NonNullable<MessageRecord['reason']>

const headOf = async (works: Works, message: MessageRecord): Promise<Uint8Array> => {
  for await (const bytes of bytesOf(works.database.knex, message.id)) return bytes.subarray(0, HEAD)
  return new Uint8Array()
}

const stateOf = (message: MessageRecord, reading: Reading): { readonly state: MessageState, readonly reason?: Reason, readonly of?: string, readonly reused?: readonly string[] } => {
  const { duplicate, reused } = reading.references.verdict()
  if (reused !== null) return { state: 'quarantined', reason: { key: 'reference-reused', plugin: null, params: { reference: reused.reference.slice(0, 100), message: reused.message } }, reused: reused.all }
  if (duplicate !== null) return { state: 'duplicate', of: duplicate }
  const { consignments, errors, warnings } = message
  if (consignments === 0 && !reading.tells && errors + warnings > 0) return { state: 'rejected', reason: { key: 'nothing-read', plugin: null, params: { errors, warnings } } }
  return { state: errors + warnings > 0 ? 'accepted-with-faults' : 'accepted' }
}

/** Ends the message with what became of it; resolves with how to tell. */
const ending = (reading: Reading, failed: Reason | null): { readonly finish: (trx: Knex.Transaction) => Promise<void>, tell (): Promise<void> } => {
  const { works, message } = reading
  let state: MessageState = 'parsed'
  return {
    async finish (trx) {
      const now = await messageById(trx, message.id)
      if (now === null) return
      const end = failed === null ? stateOf(now, reading) : { state: 'quarantined' as const, reason: failed }
      await endMessage(trx, message.id, end.state, end)
      state = end.state
    },
    async tell () {
      if (state === 'rejected' || state === 'quarantined') await works.tell('message.refused', { message: message.id })
    }
  }
}

/** Takes one message from where its cursor stands to its end; WAIT when another must be read first. A passing failure of the database is thrown: the same work is tried again. */
export const read = async (works: Works, knowledge: Knowledge, message: MessageRecord): Promise<typeof WAIT | undefined> => {
  let format
  try {
    format = recognize(works, { bytes: await headOf(works, message), ...(message.name === null ? {} : { name: message.name }), ...(message.media_type === null ? {} : { mediaType: message.media_type }) })
  } catch (error) {
    if (!isProblem(error)) throw error
    await endMessage(works.database.knex, message.id, 'rejected', { reason: { key: error.type, plugin: null, params: { ...error.params } } })
    await works.tell('message.refused', { message: message.id })
    return undefined
  }
  await ask(works.database.knex, 'UPDATE cts.message SET format = :format WHERE id = :id', { format: format.thing.id, id: message.id })
  const [{ n: said } = { n: 0 }] = await ask<{ n: number }>(works.database.knex, 'SELECT coalesce(max(ordinal) + 1, 0) AS n FROM cts.issue WHERE message = :id', { id: message.id })
  const reading = new Reading(works, knowledge, message, format.thing.modes, said, said === 0 ? new Set() : await looseSaid(works.database.knex, message.id))
  const most = works.database.embedded ? BATCH_EMBEDDED : BATCH
  let failure: Reason | null = null
  for await (const parsed of parse(works, format, bytesOf(works.database.knex, message.id))) {
    if ('began' in parsed) {
      if (await reading.begin(parsed.began) === WAIT) return WAIT
    } else if ('ended' in parsed) reading.references.end(parsed.content)
    else if ('cut' in parsed) reading.references.cut()
    else if ('failed' in parsed) {
      if (passing(parsed.failed)) throw parsed.failed
      works.log.error({ err: parsed.failed, plugin: format.plugin, message: message.id }, 'a format failed to read a message')
      failure = { key: 'reading-failed', plugin: null, params: { format: format.thing.id, place: reading.passed } }
    } else if ('item' in parsed) reading.item(parsed.item)
    else if ('loose' in parsed) reading.loose(parsed.loose)
    else reading.other()
    const { alone } = reading
    if ((reading.items.length >= (alone ? 1 : most) || reading.issues.length >= MOST_LOOSE) && !await reading.flush()) return undefined
    // Alone means that what stood before is kept, whatever the next one does.
    if (alone && !await reading.settle()) return undefined
  }
  reading.references.done()
  const { finish, tell } = ending(reading, failure)
  if (await reading.flush(finish) && await reading.settle()) await tell()
  return undefined
}
