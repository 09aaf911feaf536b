import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Receipt, Reply } from '../contract/format.ts'
import type { Degree } from '../model/reply.ts'
import { transact } from '../store/database.ts'
import { LEFT_OUT } from '../store/deaths.ts'
import type { MessageRecord } from '../store/messages.ts'
import { issuesOf } from '../store/message-views.ts'
import { keepReply, nextNumber, reportsOf, unanswered } from '../store/replies.ts'
import type { Watched } from './at-hand.ts'
import { issueInWords } from './reply-view.ts'
import type { Works } from './works.ts'

const AT_ONCE = 20
const MOST_ISSUES = 1000

/** How a message was taken. One set aside for a person is taken as far as it was read. */
export const degreeOf = ({ state, consignments }: Pick<MessageRecord, 'state' | 'consignments'>): Degree => {
  if (state === 'accepted' || state === 'duplicate') return 'accepted'
  return state === 'accepted-with-faults' || (state === 'quarantined' && consignments > 0) ? 'accepted-with-faults' : 'rejected'
}

const receiptOf = async (works: Works, trx: Knex, message: MessageRecord, number: number, made: Date): Promise<Receipt> => {
  const { reason, received, id } = message
  return {
    number,
    made,
    administration: works.locale.administration,
    message: id,
    degree: degreeOf(message),
    received,
    reports: await reportsOf(trx, id),
    issues: (await issuesOf(trx, id, MOST_ISSUES)).issues.map(issueInWords(works, works.locale.language)),
    ...(reason === null ? {} : { reason: works.texts.text(reason.plugin, works.locale.language, `refusals.${reason.key}`, reason.params) })
  }
}

interface Composed { readonly reply: Reply | null, readonly fault: string | null }

/** The answer in the format's own words; null where it has none, or fails to give it: the one in JSON stands whatever happens. */
const composed = (works: Works, format: string | null, receipt: Receipt, leftOut: readonly string[]): Composed => {
  const known = format === null ? undefined : works.shelves.formats.get(format)
  if (known?.thing.reply === undefined) return { reply: null, fault: null }
  if (leftOut.includes(known.plugin)) return { reply: null, fault: LEFT_OUT }
  works.beat(`${known.plugin} reply`)
  try {
    return { reply: known.thing.reply(receipt), fault: null }
  } catch (error) {
    works.log.error({ err: error, plugin: known.plugin, message: receipt.message }, 'a format failed to answer a message; its sender has the answer as JSON')
    return { reply: null, fault: error instanceof Error ? error.message.slice(0, 300) : 'failed' }
  }
}

/** Answers messages that have ended, each once. Resolves with how many. */
export const answer = async (works: Works, watched: Watched): Promise<number> => {
  const answered = await transact(works.database, async trx => {
    const ended = await unanswered(trx, AT_ONCE)
    for (const message of ended) {
      watched({ answering: message.id })
      const [number, made] = [await nextNumber(trx), new Date()]
      const receipt = await receiptOf(works, trx, message, number, made)
      const { reply, fault } = composed(works, message.format, receipt, [...works.without, ...message.left_out])
      works.beat('core answer')
      const out = works.shelves.channels.get(message.channel)?.thing.deliver !== undefined
      await keepReply(trx, { id: randomUUID(), number, message: message.id, sender: message.sender, made, degree: receipt.degree, format: message.format, reply, fault, out })
    }
    return ended.length
  }).finally(() => { watched({}) })
  return answered
}
