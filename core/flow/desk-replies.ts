import type { Knex } from 'knex'
import type { Desk } from '../contract/desk.ts'
import { may } from '../model/actor.ts'
import { limitOf, pageOf } from '../store/paging.ts'
import { markFetched, replyById, replyBytes, waitingReplies, type ReplyRecord } from '../store/replies.ts'
import { act, idOf, look, notFound, type Ground } from './desk-ground.ts'
import { replyView } from './reply-view.ts'

/** Who may read all messages reads all their answers; a carrier reads its own. */
const permissionOf = ({ actor }: Ground): string => may(actor, 'messages.read') ? 'messages.read' : 'messages.own'

const ownOnly = ({ actor }: Ground): string | null => may(actor, 'messages.read') ? null : actor.sender

const own = async (ground: Ground, knex: Knex, id: string): Promise<ReplyRecord> => {
  const record = await replyById(knex, idOf(id))
  const only = ownOnly(ground)
  if (record === null || (only !== null && record.sender !== only)) throw notFound({})
  return record
}

/** Answers to senders: fetched, and acknowledged by whoever they are for. */
export const replyDesk = (ground: Ground): Pick<Desk, 'replies' | 'reply' | 'replyBytes' | 'acknowledge'> => ({
  replies: paging => look(ground, permissionOf(ground), 'replies.listed', 'replies', async trx => {
    const rows = (await waitingReplies(trx, ownOnly(ground), paging)).map(row => ({ ...row, message: row.id, id: row.reply }))
    const page = pageOf(rows, limitOf(paging.limit), row => row)
    const items = []
    for (const row of page.items) items.push(await replyView(ground.works, ground.language, trx, { ...row, id: row.message }))
    return { items, next: page.next }
  }),
  reply: id => look(ground, permissionOf(ground), 'reply.read', id, async trx => replyView(ground.works, ground.language, trx, await own(ground, trx, id))),
  replyBytes: id => look(ground, permissionOf(ground), 'reply.read', id, async trx => {
    const record = await own(ground, trx, id)
    const bytes = await replyBytes(trx, record.reply)
    if (bytes === null) throw notFound({})
    return bytes
  }),
  // Only whom it is for has read it: an officer who looks must not take it away.
  acknowledge: id => act(ground, 'messages.own', 'reply.acknowledged', async trx => {
    const record = await replyById(trx, idOf(id))
    if (record === null || record.sender !== ground.actor.sender) throw notFound({})
    await markFetched(trx, record.reply)
    return { subject: record.reply, answer: undefined }
  })
})
