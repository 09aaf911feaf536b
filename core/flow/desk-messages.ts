import type { Desk } from '../contract/desk.ts'
import { may } from '../model/actor.ts'
import { bytesOf, messageById, type MessageRecord } from '../store/messages.ts'
import { issuesOf, messagePage, messageRow } from '../store/message-views.ts'
import { idOf, look, notFound, demand, type Ground } from './desk-ground.ts'
import { receive } from './receive.ts'
import { issueInWords } from './reply-view.ts'

const MOST_SHOWN = 500

/** Who may read all messages reads all; a carrier reads its own. */
const permissionOf = ({ actor }: Ground): string => may(actor, 'messages.read') ? 'messages.read' : 'messages.own'

const ownOnly = (ground: Ground): string | undefined => may(ground.actor, 'messages.read') ? undefined : ground.actor.sender

const own = (ground: Ground, message: MessageRecord | null): MessageRecord => {
  const only = ownOnly(ground)
  // Another's message is not there at all, for one who may not see it.
  if (message === null || (only !== undefined && message.sender !== only)) throw notFound({})
  return message
}

/** Messages: handed in, listed, looked at. */
export const messageDesk = (ground: Ground): Pick<Desk, 'submit' | 'messages' | 'message' | 'raw'> => ({
  async submit (message, channel = 'api') {
    demand(ground, 'messages.submit')
    return receive(ground.receiving, message, channel)
  },
  messages: match => look(ground, permissionOf(ground), 'messages.listed', 'messages', trx =>
    messagePage(trx, { ...match, sender: ownOnly(ground) ?? match.sender })),
  message: id => look(ground, permissionOf(ground), 'message.opened', id, async trx => {
    const message = own(ground, await messageById(trx, idOf(id)))
    const { issues, all } = await issuesOf(trx, message.id, MOST_SHOWN)
    const { reason } = message
    return {
      ...messageRow(message),
      issues: issues.map(issueInWords(ground.works, ground.language)),
      moreIssues: all - issues.length,
      sha256: message.sha256,
      ...(reason === null ? {} : { reason: ground.works.texts.text(reason.plugin, ground.language, `refusals.${reason.key}`, reason.params) }),
      ...(message.duplicate_of === null ? {} : { of: message.duplicate_of })
    }
  }),
  raw: id => look(ground, permissionOf(ground), 'message.read', id, async trx => {
    const message = own(ground, await messageById(trx, idOf(id)))
    return { bytes: bytesOf(ground.works.database.knex, message.id), name: message.name, mediaType: message.media_type, size: message.size }
  })
})
