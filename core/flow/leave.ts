import { setTimeout as pause } from 'node:timers/promises'
import { transact } from '../store/database.ts'
import { asBytes, markLeft, replyById, takeLeaving, type Leaving } from '../store/replies.ts'
import { replyView } from './reply-view.ts'
import type { Works } from './works.ts'

const PATIENCE_MS = 20_000

/** The name an answer leaves under: that of the message, so that its sender finds it beside what he sent. */
const nameOf = ({ name, message, number, suffix }: Leaving): string => `${(name ?? message).slice(-150)}.${number}.${suffix ?? 'json'}`

const bytesOf = async (works: Works, leaving: Leaving): Promise<Uint8Array> => {
  if (leaving.bytes !== null) return leaving.bytes
  const view = await transact(works.database, async trx => {
    const record = await replyById(trx, leaving.id)
    return record === null ? null : replyView(works, works.locale.language, trx, record)
  })
  return asBytes(view)
}

/** Brings answers out by the channel their messages came by; what fails is tried again later. Resolves with how many were due. */
export const leave = async (works: Works): Promise<number> => {
  const due = await takeLeaving(works.database.knex, 20)
  for (const leaving of due) {
    const channel = works.shelves.channels.get(leaving.channel)
    try {
      if (channel?.thing.deliver === undefined) throw new Error(`nothing brings answers out by ${leaving.channel}`)
      const late = new AbortController()
      const gone = channel.thing.deliver(await bytesOf(works, leaving), leaving.sender, nameOf(leaving)).finally(() => { late.abort() })
      await Promise.race([gone, pause(PATIENCE_MS, undefined, { signal: late.signal }).then(() => { throw new Error(`no answer in ${PATIENCE_MS / 1000} s`) })])
      await markLeft(works.database.knex, leaving.id, null)
    } catch (error) {
      works.log.warn({ err: error, channel: leaving.channel, sender: leaving.sender }, 'an answer could not be brought out; it is tried again')
      await markLeft(works.database.knex, leaving.id, error instanceof Error ? error.message.slice(0, 300) : 'failed')
    }
  }
  return due.length
}
