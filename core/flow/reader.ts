import { setTimeout as pause } from 'node:timers/promises'
import { passing } from '../store/database.ts'
import { endMessage, leaseMessage, messageById, type MessageRecord } from '../store/messages.ts'
import { ask } from '../store/rows.ts'
import type { Watched } from './at-hand.ts'
import { answer } from './answer.ts'
import { deliver } from './deliver.ts'
import type { Knowledge } from './knowledge.ts'
import { leave } from './leave.ts'
import { read } from './read.ts'
import { WAIT } from './references.ts'
import { makeSweep } from './sweep.ts'
import type { Works } from './works.ts'

const LEASE_SECONDS = 20
const MOST_FAILURES = 5

/** Reads what waits, one message after another, and between them sweeps and delivers; wakes at once when told, and looks every second besides. */
export interface Reader { wake (): void, stop (): Promise<void> }

/** Failures of one message at one place of it. */
interface Failures { readonly place: number, readonly count: number }

const failed = async (works: Works, { id: message, format }: MessageRecord, before: Failures | undefined, error: unknown): Promise<Failures> => {
  works.log.error({ err: error, message }, 'a message could not be read on')
  const place = (await messageById(works.database.knex, message))?.place ?? 0
  const failures = before?.place === place ? before.count + 1 : 1
  if (failures < MOST_FAILURES) {
    await ask(works.database.knex, `UPDATE cts.message SET leased_until = clock_timestamp() + interval '2 seconds', alone = alone OR :alone WHERE id = :message`, { message, alone: failures >= 2 })
    return { place, count: failures }
  }
  await endMessage(works.database.knex, message, 'quarantined', { reason: { key: 'reading-failed', plugin: null, params: { format: format ?? '–', place } } })
  await works.tell('message.refused', { message })
  // A person may let it be read on: then it is tried as often again.
  return { place, count: 0 }
}

/** Starts reading. */
export const startReader = (works: Works, knowledge: Knowledge, server: string, watched: Watched): Reader => {
  let stopping = false
  let wakened: () => void = () => {}
  const failures = new Map<string, Failures>()
  const sweep = makeSweep(works, knowledge, watched)
  let lastDelivery = 0
  let delivering: Promise<unknown> | null = null

  const one = async (): Promise<boolean> => {
    const message = await leaseMessage(works.database.knex, server, LEASE_SECONDS)
    if (message === null) return false
    watched({ message: message.id })
    try {
      if (await read(works, knowledge, message) === WAIT) await ask(works.database.knex, `UPDATE cts.message SET leased_until = clock_timestamp() + interval '1 second' WHERE id = :id`, { id: message.id })
      failures.delete(message.id)
    } catch (error) {
      if (passing(error)) {
        await ask(works.database.knex, 'UPDATE cts.message SET leased_until = NULL WHERE id = :id', { id: message.id }).catch(() => {}) // The lease ends by itself if even this fails.
        throw error
      }
      failures.set(message.id, await failed(works, message, failures.get(message.id), error))
    } finally {
      watched({})
    }
    return true
  }
  const round = async (): Promise<boolean> => {
    const busy = await one()
    if (delivering === null && Date.now() - lastDelivery > 1000) {
      lastDelivery = Date.now()
      // Beside the reading: a mail server that answers late must not keep manifests waiting.
      const outside = [deliver(works), leave(works)].map(each => each.catch((error: unknown) => { works.log.error({ err: error }, 'notices or answers could not be delivered; they are tried again') }))
      delivering = Promise.all(outside).finally(() => { delivering = null })
    }
    await answer(works, watched)
    // A batch of what a change concerns after each message: a busy day must not put a new name off.
    return await sweep() > 0 || busy
  }
  const loop = async (): Promise<void> => {
    while (!stopping) {
      try {
        const busy = await round()
        works.beat('')
        if (!busy && !stopping) await new Promise<void>(resolve => { wakened = resolve; setTimeout(resolve, 1000).unref() })
      } catch (error) {
        if (stopping) return
        works.beat('')
        works.log.error({ err: error }, 'the work is interrupted; it goes on in a moment')
        await pause(1000)
      }
    }
  }
  const running = loop()
  return {
    wake: () => { wakened() },
    async stop () {
      stopping = true
      wakened()
      await running
      await delivering
    }
  }
}
