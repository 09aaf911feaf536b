import { constants } from 'node:fs'
import { open, rename, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { isProblem, problem, type Accept, type Problem } from 'wco-cts'
import { REFUSED, TAKEN, within, type Place } from './places.ts'

/** How large a file may be, and how a refusal is put into words. */
export interface Taking { readonly mostBytes: number, say (problem: Problem): string }

/** A file to be taken: its name in its place. */
export interface Laid { readonly place: Place, readonly name: string }

/**
 * Hands a file over and moves it to `taken/`, or, if it can never be taken, to `refused/` with the reason beside it.
 * The file is moved only after it is safely stored: whatever happens between, it is found again and known as a duplicate.
 * Throws when it cannot be taken now; the file stays where it is.
 */
export const take = async (laid: Laid, taking: Taking, accept: Accept): Promise<'taken' | 'refused'> => {
  const { place, name } = laid
  try {
    const { message } = await handed(laid, taking.mostBytes, accept)
    await rename(join(place.path, name), join(await within(place, TAKEN), `${message}-${fitting(name)}`))
    return 'taken'
  } catch (error) {
    if (!isProblem(error) || error.status < 400 || error.status >= 500 || PASSING.has(error.status)) throw error
    await refuse(laid, taking.say(error))
    return 'refused'
  }
}

const handed = async ({ place, name }: Laid, mostBytes: number, accept: Accept) => {
  // Between the look and now somebody may have put a link in the file's place: it is not followed.
  const file = await open(join(place.path, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw notAFile({})
    if (stats.size > mostBytes) throw messageTooLarge({ megabytes: Math.floor(mostBytes / 1_000_000) })
    return await accept({ bytes: bytesOf(file), sender: place.sender, name })
  } finally {
    await file.close()
  }
}

const bytesOf = async function * (file: FileHandle): AsyncIterable<Uint8Array> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

const CHUNK = 65_536
// Too many at once, or not signed in yet: another time it will do.
const PASSING: ReadonlySet<number> = new Set([401, 408, 423, 425, 429])

const notAFile = problem('not-a-file', 400)
const messageTooLarge = problem<{ megabytes: number }>('message-too-large', 413)

// The reason is written before the file is moved, so that no refused file is without one.
const refuse = async ({ place, name }: Laid, reason: string): Promise<void> => {
  const folder = await within(place, REFUSED)
  const kept = `${stamp()}-${fitting(name)}`
  await writeFile(join(folder, `${kept}.txt`), `${name}\n${reason}\n`)
  await rename(join(place.path, name), join(folder, kept))
}

const stamp = (): string => new Date().toISOString().replace(/[-:.]/g, '')

// File systems take 255 bytes; what is put before and after the name needs some of them.
const fitting = (name: string): string => {
  const bytes = Buffer.from(name)
  return bytes.length <= 180 ? name : bytes.subarray(bytes.length - 180).toString().replaceAll('\uFFFD', '')
}
