import { setTimeout as pause } from 'node:timers/promises'
import { markFault, markSent, takeDue, type Outgoing } from '../store/outbox.ts'
import type { Works } from './works.ts'

const PATIENCE_MS = 20_000
const NO_ANSWER = `no answer in ${PATIENCE_MS / 1000} s`

const schemeOf = ({ address }: Outgoing): string => address.slice(0, address.indexOf(':'))

const send = async (works: Works, outgoing: Outgoing): Promise<void> => {
  const { id, address, notice } = outgoing
  const scheme = schemeOf(outgoing)
  const notifier = works.shelves.notifiers.all().find(({ thing }) => thing.scheme === scheme)
  if (notifier === undefined) throw new Error(`nothing delivers to ${scheme}:`)
  const language = notice.language ?? works.locale.language
  const late = new AbortController()
  const sent = notifier.thing.send({
    subject: works.texts.text(notice.plugin, language, notice.subject, notice.params),
    text: works.texts.text(notice.plugin, language, notice.text, notice.params),
    link: notice.link
  }, address.slice(scheme.length + 1), id).finally(() => { late.abort() })
  await Promise.race([sent, pause(PATIENCE_MS, undefined, { signal: late.signal }).then(() => { throw new Error(NO_ANSWER) })])
}

/** Sends what one notifier is to bring. Once it does not answer at all, the rest waits for its next turn. */
const deliverBy = async (works: Works, due: readonly Outgoing[]): Promise<void> => {
  let silent = false
  for (const outgoing of due) {
    try {
      if (silent) throw new Error(NO_ANSWER)
      await send(works, outgoing)
      await markSent(works.database.knex, outgoing.id)
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error)
      silent = fault === NO_ANSWER
      works.log.warn({ err: error, address: outgoing.address }, 'a notice could not be delivered; it is tried again')
      await markFault(works.database.knex, outgoing.id, fault)
    }
  }
}

/** Sends what is due in the outbox, each notifier for itself; what fails is tried again later and shown until it is through. Resolves with how many were due. */
export const deliver = async (works: Works): Promise<number> => {
  const due = await takeDue(works.database.knex, 50)
  const schemes = [...new Set(due.map(schemeOf))]
  await Promise.all(schemes.map(scheme => deliverBy(works, due.filter(outgoing => schemeOf(outgoing) === scheme))))
  return due.length
}
