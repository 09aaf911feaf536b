import type { Stats } from 'node:fs'
import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Accept, Channel, Host, Problem } from 'wco-cts'
import { bring } from './bring.ts'
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
  deliver: (bytes, sender, name) => bring(watching.folders, bytes, sender, name),
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

// What is away (a network drive, a right missing, a name that is no text) is said by its path and tried again; it never stops the others.
const lookOnce = async (look: Look): Promise<void> => {
  const { folders, log } = look.watching
  for (const watched of folders) {
    const places = await placesIn(watched).catch((error: unknown) => {
      log.error({ err: error, folder: watched.path }, 'a folder of messages cannot be looked into')
      return []
    })
    for (const place of places) {
      await lookInto(place, look).catch((error: unknown) => { log.error({ err: error, folder: place.path, sender: place.sender }, 'a folder of messages cannot be looked into') })
    }
  }
  look.settling.looked()
}

const lookInto = async (place: Place, look: Look): Promise<void> => {
  for await (const { name } of await opendir(place.path)) {
    if (look.isClosed()) return
    try {
      await lookAt(place, name, look)
    } catch (error) {
      look.watching.log.warn({ err: error, folder: place.path, sender: place.sender, name }, 'a file stays in its folder and is tried again')
    }
  }
}

const lookAt = async (place: Place, name: string, { watching, settling, accept }: Look): Promise<void> => {
  if (name.startsWith('.')) return
  const path = join(place.path, name)
  if (isUnfinished(name)) return settling.writing(path)
  const stats = await statsOf(path)
  if (stats === null || !stats.isFile() || !settling.settled(path, stats)) return
  const became = await take({ place, name }, watching, accept)
  watching.log.info({ sender: place.sender, name, became }, 'a file of a folder was dealt with')
}

/** Null where the file has gone since the folder was read. A name that is no text is never found by it. */
const statsOf = async (path: string): Promise<Stats | null> => {
  try {
    return await lstat(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && !path.includes('\ufffd')) return null
    throw error
  }
}
