import { setTimeout as pause } from 'node:timers/promises'
import { markFault, markSent, takeDue, type Outgoing } from '../store/outbox.ts'
import type { Works } from './works.ts'

const PATIENCE_MS = 60_000

const send = async (works: Works, { id, address, notice }: Outgoing): Promise<void> => {
  const scheme = address.slice(0, address.indexOf(':'))
  const notifier = works.shelves.notifiers.all().find(({ thing }) => thing.scheme === scheme)
  if (notifier === undefined) throw new Error(`nothing delivers to ${scheme}:`)
  const language = notice.language ?? works.locale.language
  const late = new AbortController()
  const sent = notifier.thing.send({
    subject: works.texts.text(notice.plugin, language, notice.subject, notice.params),
    text: works.texts.text(notice.plugin, language, notice.text, notice.params),
    link: notice.link
  }, address.slice(scheme.length + 1), id).finally(() => { late.abort() })
  await Promise.race([sent, pause(PATIENCE_MS, undefined, { signal: late.signal, ref: false }).then(() => { throw new Error(`no answer in ${PATIENCE_MS / 1000} s`) })])
}

/** Sends what is due in the outbox; what fails is tried again later and shown until it is through. Resolves with how many left. */
export const deliver = async (works: Works): Promise<number> => {
  const due = await takeDue(works.database.knex, 50)
  for (const outgoing of due) {
    try {
      await send(works, outgoing)
      await markSent(works.database.knex, outgoing.id)
    } catch (error) {
      works.log.warn({ err: error, address: outgoing.address }, 'a notice could not be delivered; it is tried again')
      await markFault(works.database.knex, outgoing.id, error instanceof Error ? error.message : String(error))
    }
  }
  return due.length
}
