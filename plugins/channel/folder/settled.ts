import type { Stats } from 'node:fs'

/** Tells when a file is whole. */
export interface Settling {
  /** Whether this file has not changed for long enough, or was renamed from a name that says it is being written. */
  settled (path: string, stats: Stats): boolean
  /** A file that is being written under this name for now: `manifest.edi.part`. */
  writing (path: string): void
  /** Ends one look: what was not seen in it is forgotten. */
  looked (): void
}

interface Seen { readonly mark: string, readonly since: number }

/** Whether a name says that its file is still being written, or is nobody's to take. */
export const isUnfinished = (name: string): boolean => UNFINISHED.test(name)

/** Remembers what files looked like, by a clock that only goes forward. */
export const makeSettling = (seconds: number, clock: () => number = () => performance.now() / 1000): Settling => {
  let before = new Map<string, Seen>()
  let now = new Map<string, Seen>()
  let writtenBefore = new Set<string>()
  let writtenNow = new Set<string>()
  return {
    settled (path, { size, mtimeMs, ino }) {
      const mark = `${ino} ${size} ${mtimeMs}`
      const known = before.get(path)
      const seen = known?.mark === mark ? known : { mark, since: clock() }
      now.set(path, seen)
      return writtenBefore.has(path) || clock() - seen.since >= seconds
    },
    writing (path) {
      writtenNow.add(path.replace(UNFINISHED, ''))
    },
    looked () {
      before = now
      writtenBefore = writtenNow
      now = new Map()
      writtenNow = new Set()
    }
  }
}

const UNFINISHED = /\.(part|filepart|tmp|partial|writing)$/i
