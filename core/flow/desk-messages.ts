import type { Desk } from '../contract/desk.ts'
import type { Knex } from 'knex'
import { may } from '../model/actor.ts'
import { checked } from '../model/checked.ts'
import { Refusal, type IssueView, type MessageView } from '../model/message-view.ts'
import { problem } from '../model/problem.ts'
import { bytesOf, endMessage, messageById, type MessageRecord } from '../store/messages.ts'
import { answerAnew } from '../store/replies.ts'
import { issuesOf, messagePage, messageRow } from '../store/message-views.ts'
import { heldMessage, queueAgain } from '../store/held-messages.ts'
import { act, idOf, look, notFound, demand, type Ground } from './desk-ground.ts'
import { receive } from './receive.ts'
import { issueInWords } from './reply-view.ts'

const MOST_SHOWN = 500

const messageDecided = problem('message-decided', 409)

/** Who may read all messages reads all; a carrier reads its own. */
const permissionOf = ({ actor }: Ground): string => may(actor, 'messages.read') ? 'messages.read' : 'messages.own'

const ownOnly = (ground: Ground): string | undefined => may(ground.actor, 'messages.read') ? undefined : ground.actor.sender

const own = (ground: Ground, message: MessageRecord | null): MessageRecord => {
  const only = ownOnly(ground)
  // Another's message is not there at all, for one who may not see it.
  if (message === null || (only !== undefined && message.sender !== only)) throw notFound({})
  return message
}

/** What a message was rejected or set aside for, as an issue of the whole of it, before those of its parts: it is kept once, as the reason. */
const causeOf = ({ works, language }: Ground, { reason }: MessageRecord): readonly IssueView[] => reason === null ? [] : [{
  plugin: reason.plugin ?? 'core', code: reason.key, severity: 'error', params: reason.params, text: works.texts.text(reason.plugin, language, `refusals.${reason.key}`, reason.params)
}]

const viewOf = async (ground: Ground, trx: Knex, message: MessageRecord): Promise<MessageView> => {
  const { issues, all } = await issuesOf(trx, message.id, MOST_SHOWN)
  const { reason } = message
  const cause = causeOf(ground, message)
  const of = message.duplicate_of ?? (reason?.key === 'reference-reused' ? String(reason.params['message']) : null)
  return {
    ...messageRow(message),
    issues: [...cause, ...issues.map(issueInWords(ground.works, ground.language))],
    moreIssues: all - issues.length,
    sha256: message.sha256,
    ...cause.map(({ text }) => ({ reason: text }))[0],
    ...(of === null ? {} : { of })
  }
}

/** A message that waits for a person to decide. */
const held = async (trx: Knex, asked: string): Promise<MessageRecord> => {
  const id = idOf(asked)
  const message = await heldMessage(trx, id)
  if (message !== null) return message
  throw await messageById(trx, id) === null ? notFound({}) : messageDecided({})
}

const decided = async (ground: Ground, trx: Knex, { id, reason }: MessageRecord, more: object = {}) => {
  const now = await messageById(trx, id)
  if (now === null) throw notFound({})
  return { subject: id, answer: await viewOf(ground, trx, now), detail: { held: reason?.key, ...more } }
}

/** Messages: handed in, listed, looked at, and decided about where they were set aside. */
export const messageDesk = (ground: Ground): Pick<Desk, 'submit' | 'messages' | 'message' | 'raw' | 'readMessage' | 'refuseMessage'> => ({
  async submit (message, channel = 'api') {
    demand(ground, 'messages.submit')
    return receive(ground.receiving, message, channel)
  },
  messages: match => look(ground, permissionOf(ground), 'messages.listed', 'messages', trx =>
    messagePage(trx, { ...match, sender: ownOnly(ground) ?? match.sender })),
  message: id => look(ground, permissionOf(ground), 'message.opened', id, async trx => viewOf(ground, trx, own(ground, await messageById(trx, idOf(id))))),
  raw: id => look(ground, permissionOf(ground), 'message.read', id, async trx => {
    const message = own(ground, await messageById(trx, idOf(id)))
    return { bytes: bytesOf(ground.works.database.knex, message.id), name: message.name, mediaType: message.media_type, size: message.size }
  }),
  readMessage: id => act(ground, 'messages.decide', 'message.let-in', async trx => {
    const message = await held(trx, id)
    await queueAgain(trx, message)
    await answerAnew(trx, message.id)
    return decided(ground, trx, message)
  }),
  async refuseMessage (id, refusal) {
    const answer = await act(ground, 'messages.decide', 'message.refused', async trx => {
      const message = await held(trx, id)
      const { reason } = checked(Refusal, refusal)
      await endMessage(trx, message.id, 'rejected', { reason: { key: 'refused', plugin: null, params: { reason } } })
      await answerAnew(trx, message.id)
      return decided(ground, trx, message, { reason })
    })
    await ground.works.tell('message.refused', { message: answer.id })
    return answer
  }
})
