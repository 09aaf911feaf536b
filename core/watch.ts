import type { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from './store/database.ts'
import { endMessage } from './store/messages.ts'
import { ask } from './store/rows.ts'
import { startThread } from './store/thread.ts'
import { Pulse } from './pulse.ts'

const MOST_DEATHS = 3
const IDLE_MS = 10_000

/** What the working thread is started with, but for its pulse. */
export interface Work { readonly folder: string, readonly data: string, readonly embedded: boolean, readonly server: string, readonly mostBytes: number, readonly level: string, readonly reach: unknown, readonly hangSeconds: number }

/** The working thread as the main one sees it. */
export interface Watched { readonly ready: Promise<void>, wake (): void, alive (): boolean, close (): Promise<void> }

interface Told { readonly ready?: true, readonly closed?: true, readonly told?: string, readonly what?: object, readonly reading?: string | null, readonly place?: number }

/**
 * Counts a death at the place where it happened. After three the message is read on one declaration at a time; where that dies three times more it is quarantined, with the place.
 * A server killed from outside counts nothing: nobody is left to.
 */
const countDeath = async (database: Database, message: string, doing: string): Promise<void> => {
  const [row] = await ask<{ attempts: number, alone: boolean, place: number }>(database.knex, `
    UPDATE cts.message SET attempts = CASE WHEN NOT alone AND attempts + 1 >= ${MOST_DEATHS} THEN 0 ELSE attempts + 1 END,
      alone = alone OR attempts + 1 >= ${MOST_DEATHS}, leased_until = NULL
    WHERE id = :message AND NOT read RETURNING attempts, alone, place`, { message })
  if (row === undefined || !row.alone || row.attempts < MOST_DEATHS) return
  await endMessage(database.knex, message, 'quarantined', { reason: { key: 'reading-died', plugin: null, params: { place: row.place, doing } } })
}

/** Starts the working thread and starts it anew whenever it dies or hangs. `tell` hears what happened there. */
export const watchWork = (work: Work, database: Database, log: FastifyBaseLogger, tell: (event: string, what: object) => void): Watched => {
  let thread: Worker | null = null
  let closing = false
  let alive = false
  let ready: () => void = () => {}
  let failed: (error: Error) => void = () => {}
  const firstReady = new Promise<void>((resolve, reject) => { ready = resolve; failed = reject })
  let stopped: () => void = () => {}
  const gone = new Promise<void>(resolve => { stopped = resolve })

  const start = (): void => {
    if (closing) return
    const pulse = new Pulse()
    let reading: string | null = null
    let fault: Error | null = null
    let beats = -1
    let since = Date.now()
    const current = startThread(new URL('./work-thread.ts', import.meta.url), { ...work, pulse: pulse.memory }, { heapMegabytes: 512 })
    thread = current
    const watch = setInterval(() => {
      // It beats even when there is nothing to do, about once a second: silence is a hang, whatever it was last about.
      const patience = work.hangSeconds * 1000 + (pulse.doing === '' ? IDLE_MS : 0)
      if (pulse.beats !== beats || !alive) {
        beats = pulse.beats
        since = Date.now()
      } else if (Date.now() - since > patience) {
        log.error({ doing: pulse.doing }, 'the working thread hangs; it is ended and started anew')
        void current.terminate()
      }
    }, 1000)
    watch.unref()
    current.on('message', (said: Told) => {
      if (said.ready === true) { alive = true; ready() }
      if (said.reading !== undefined) reading = said.reading
      if (said.told !== undefined) tell(said.told, said.what ?? {})
    })
    current.on('error', error => { fault = error })
    current.on('exit', code => {
      clearInterval(watch)
      const before = alive
      alive = false
      thread = null
      if (closing) return stopped()
      log.error({ code, err: fault, doing: pulse.doing, message: reading }, 'the working thread died; it is started anew')
      if (!before) failed(fault ?? new Error(`the working thread ended with ${code}`))
      const counted = reading === null ? Promise.resolve() : countDeath(database, reading, pulse.doing)
      counted.catch((error: unknown) => { log.error({ err: error }, 'a death could not be counted') }).finally(() => { setTimeout(start, before ? 200 : 5000).unref() })
    })
  }
  start()
  return {
    ready: firstReady,
    wake: () => { thread?.postMessage('wake') },
    alive: () => alive,
    async close () {
      closing = true
      if (thread === null) return
      thread.postMessage('close')
      const late = setTimeout(() => { void thread?.terminate() }, 10_000)
      await gone
      clearTimeout(late)
    }
  }
}
