import type { Host } from 'wco-cts'
import type { Register } from './register.ts'

/** Keeps the register level with the lists that core keeps. */
export interface Keeper {
  /** Resolves when the register holds all that was in force; loads it at the first call. */
  ready (): Promise<void>
  /** Whether the register holds what was in force when it was last brought up to date. */
  level (): boolean
  /** Brings the register up to what changed; core waits for it before the next batch. */
  changed (): Promise<void>
}

/** A keeper of a register, fed by the host's entries. What fails is tried again at the next call: a register known to be behind answers nobody. */
export const keeper = (entries: Host['entries'], lists: Pick<Register, 'put' | 'clear'>): Keeper => {
  let newest: number | undefined
  let current: Promise<void> | null = null
  let isLevel = false

  const catchUp = async (): Promise<void> => {
    if (newest === undefined) lists.clear()
    let last = newest ?? 0
    for await (const listed of entries(null, newest)) {
      lists.put(listed)
      last = Math.max(last, listed.change)
    }
    newest = last
    isLevel = true
  }
  const after = (before: Promise<void>): Promise<void> => {
    const work = before.then(catchUp)
    current = work
    // The caller sees the failure; here it only means that nothing may be answered from what is held.
    work.catch(() => {
      isLevel = false
      if (current === work) current = null
    })
    return work
  }

  return {
    ready: () => current ?? after(Promise.resolve()),
    level: () => isLevel,
    async changed () {
      if (current === null && newest === undefined) return
      await after((current ?? Promise.resolve()).catch(() => {}))
    }
  }
}
