import type { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { AtHand } from './flow/at-hand.ts'
import type { Database } from './store/database.ts'
import { countDeath, countSweepDeath, leaveOut, leaveOutOfAnswer } from './store/deaths.ts'
import { endMessage } from './store/messages.ts'
import { startThread } from './store/thread.ts'
import { Pulse } from './pulse.ts'

/** What waits for the store or for another machine may take so many times longer than what computes. */
const WAITING = 10
const CORE_WAITING_MS = 600_000

/** What the working thread is started with, but for its pulse. */
export interface Work { readonly folder: string, readonly data: string, readonly embedded: boolean, readonly server: string, readonly mostBytes: number, readonly level: string, readonly reach: unknown, readonly hangSeconds: number }

/** The working thread as the main one sees it. */
export interface Watched { readonly ready: Promise<void>, wake (): void, alive (): boolean, close (): Promise<void> }

interface Told { readonly ready?: true, readonly closed?: true, readonly told?: string, readonly what?: object, readonly atHand?: AtHand }

/** Stages of one consignment, that can do without one plugin and say so. */
const SPARING = new Set(['identity', 'validate', 'merge', 'enrich', 'assess', 'due'])
/** Stages of a message or a batch as a whole. */
const WHOLE = new Set(['recognize', 'parse', 'bytes', 'catch', 'keep', 'keys', 'findings', 'alert'])
/** Stages before any cargo is looked at: whoever dies there is left out of all of it. */
const READYING = new Set(['compile', 'prepare'])

/** Counts a death to what was at hand. A server killed from outside counts nothing: nobody is left to. */
const count = async ({ knex }: Database, { message, answering, consignments }: AtHand, doing: string): Promise<void> => {
  const [plugin = '', stage = ''] = doing.split(' ')
  if (READYING.has(stage)) return leaveOut(knex, plugin)
  if (stage === 'reply' && answering !== undefined) return leaveOutOfAnswer(knex, answering, plugin)
  // A job, a notice, a list being loaded: what happens to be at hand meanwhile is not to blame.
  if (!SPARING.has(stage) && !WHOLE.has(stage)) return
  const spared = SPARING.has(stage) ? plugin : null
  if (consignments !== undefined) await countSweepDeath(knex, consignments, spared)
  if (message === undefined) return
  const place = await countDeath(knex, message, spared)
  if (place !== null) await endMessage(knex, message, 'quarantined', { reason: { key: 'reading-died', plugin: null, params: { place, doing } } })
}

/** Whether a thread hangs: it goes round in a loop, or what it waits for does not come. */
const makeHangs = (pulse: Pulse, hangSeconds: number): () => boolean => {
  let [beats, turns] = [-1, -1]
  let [beaten, turned] = [Date.now(), Date.now()]
  return () => {
    const now = Date.now()
    if (pulse.beats !== beats) beaten = now
    if (pulse.turns !== turns) turned = now
    beats = pulse.beats
    turns = pulse.turns
    const waiting = pulse.doing === '' || pulse.doing.startsWith('core ') ? CORE_WAITING_MS : hangSeconds * WAITING * 1000
    return now - Math.max(turned, beaten) > hangSeconds * 1000 || now - beaten > waiting
  }
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
    let atHand: AtHand = {}
    let fault: Error | null = null
    let hangs = makeHangs(pulse, work.hangSeconds)
    const current = startThread(new URL('./work-thread.ts', import.meta.url), { ...work, pulse: pulse.memory }, { heapMegabytes: 512 })
    thread = current
    const watch = setInterval(() => {
      // What is still being loaded says nothing yet.
      if (!alive) hangs = makeHangs(pulse, work.hangSeconds)
      if (!hangs()) return
      log.error({ doing: pulse.doing }, 'the working thread hangs; it is ended and started anew')
      void current.terminate()
    }, 1000)
    watch.unref()
    current.on('message', (said: Told) => {
      if (said.ready === true) { alive = true; ready() }
      if (said.atHand !== undefined) atHand = said.atHand
      if (said.told !== undefined) tell(said.told, said.what ?? {})
    })
    current.on('error', error => { fault = error })
    current.on('exit', code => {
      clearInterval(watch)
      const before = alive
      alive = false
      thread = null
      if (closing) return stopped()
      log.error({ code, err: fault, doing: pulse.doing, atHand }, 'the working thread died; it is started anew')
      if (!before) failed(fault ?? new Error(`the working thread ended with ${code}`))
      const counted = count(database, atHand, pulse.doing)
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
