import { EventEmitter } from 'node:events'
import type { FastifyBaseLogger } from 'fastify'
import type { Events } from '../contract/host.ts'

type Listener = (what: never) => Promise<void>

/** Who wants to know what happened, in this process. */
export interface Telling {
  on<E extends keyof Events> (plugin: string, event: E, each: 'once' | 'process', tell: (what: Events[E]) => Promise<void>): void
  /** Tells those of this process, and resolves when all have heard. `elsewhere`: it happened in another, so what is told once in the installation was told there. */
  tell<E extends keyof Events> (event: E, what: Events[E], elsewhere?: boolean): Promise<void>
  /** Hears what was told here, to pass it on. */
  readonly heard: EventEmitter
}

/** Nobody listens yet. */
export const makeTelling = (log: FastifyBaseLogger): Telling => {
  const listeners: { readonly plugin: string, readonly event: keyof Events, readonly each: 'once' | 'process', readonly tell: Listener }[] = []
  const heard = new EventEmitter()
  return {
    heard,
    on: (plugin, event, each, tell) => { listeners.push({ plugin, event, each, tell }) },
    async tell (event, what, elsewhere = false) {
      for (const listener of listeners) {
        if (listener.event !== event || (elsewhere && listener.each === 'once')) continue
        try {
          await listener.tell(what as never)
        } catch (error) {
          log.error({ err: error, plugin: listener.plugin, event }, 'a plugin failed to hear what happened')
        }
      }
      if (!elsewhere) heard.emit('told', event, what)
    }
  }
}
