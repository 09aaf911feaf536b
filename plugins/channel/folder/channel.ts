import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Accept, Channel, Host, Problem } from 'wco-cts'
import { placesIn, type Place, type Watched } from './places.ts'
import { isUnfinished, makeSettling, type Settling } from './settled.ts'
import { take } from './take.ts'

/** What is looked into, how often, and how long a file must lie still. */
export interface Watching {
  readonly folders: readonly Watched[]
  readonly settleSeconds: number
  readonly everySeconds: number
  readonly mostBytes: number
  /** Why a file was refused, in words. */
  say (problem: Problem): string
  readonly log: Pick<Host['log'], 'info' | 'error' | 'warn'>
}

/** A way in by folders. They are looked into again and again; events of the file system are not relied on, since network drives have none. */
export const folderChannel = (watching: Watching): Channel => ({
  id: 'folder',
  async open (accept) {
    const settling = makeSettling(watching.settleSeconds)
    let closed = false
    let timer: NodeJS.Timeout | undefined
    const look = async (): Promise<void> => {
      await lookOnce({ watching, settling, accept, isClosed: () => closed })
      if (!closed) timer = setTimeout(() => { looking = look() }, watching.everySeconds * 1000)
    }
    let looking = look()
    return async () => {
      closed = true
      clearTimeout(timer)
      await looking
    }
  }
})

interface Look { readonly watching: Watching, readonly settling: Settling, readonly accept: Accept, isClosed (): boolean }

// A folder that is away (a network drive, a right missing) is said and tried again; it never stops the others.
const lookOnce = async (look: Look): Promise<void> => {
  for (const watched of look.watching.folders) {
    try {
      for (const place of await placesIn(watched)) await lookInto(place, look)
    } catch (error) {
      look.watching.log.error({ err: error, folder: watched.path }, 'a folder of messages cannot be looked into')
    }
  }
  look.settling.looked()
}

const lookInto = async (place: Place, { watching, settling, accept, isClosed }: Look): Promise<void> => {
  for await (const { name } of await opendir(place.path)) {
    if (isClosed()) return
    if (name.startsWith('.')) continue
    const path = join(place.path, name)
    if (isUnfinished(name)) {
      settling.writing(path)
      continue
    }
    // Gone since the folder was read, or a name that is no text: nothing to take.
    const stats = await lstat(path).catch(() => null)
    if (stats === null || !stats.isFile() || !settling.settled(path, stats)) continue
    try {
      const became = await take({ place, name }, watching, accept)
      watching.log.info({ sender: place.sender, name, became }, 'a file of a folder was dealt with')
    } catch (error) {
      watching.log.warn({ err: error, sender: place.sender, name }, 'a file stays in its folder and is tried again')
    }
  }
}
