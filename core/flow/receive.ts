import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Accepted, Incoming } from '../contract/channel.ts'
import { problem } from '../model/problem.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { journal } from '../store/journal.ts'
import { keepMessage, PART } from '../store/messages.ts'

/** A message without a byte. */
export const messageEmpty = problem('message-empty', 400)

/** A message larger than the administration takes. */
export const messageTooLarge = problem<{ readonly megabytes: number }>('message-too-large', 413)

/** Takes away what a killed server had half received: nobody was told that it arrived, so whoever sent it sends it again. Only for who has the data folder alone. */
export const emptySpool = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true })
}

interface Spooled { readonly file: string, readonly size: number, readonly sha256: string }

const spool = async (folder: string, bytes: AsyncIterable<Uint8Array>, most: number): Promise<Spooled> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, randomUUID())
  const hash = createHash('sha256')
  const handle = await open(file, 'wx', 0o600)
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > most) throw messageTooLarge({ megabytes: Math.floor(most / 1e6) })
      hash.update(chunk)
      // Unlike write, it goes on until all is written: a full disk must not keep half of what is acknowledged.
      await handle.writeFile(chunk)
    }
    return { file, size, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

const parts = async function * (file: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file, { highWaterMark: PART })) yield chunk as Uint8Array
}

/** What receiving needs: where bytes lie until they are in the database, how many are taken, and who is woken. */
export interface Receiving { readonly database: Database, readonly spool: string, readonly mostBytes: number, wake (): void }

/**
 * Bytes become a message. Only when this resolves may a channel acknowledge: bytes and row are committed.
 * The very same bytes of the same sender give the first message's id and `duplicate: true`.
 */
export const receive = async (receiving: Receiving, incoming: Incoming, channel: string): Promise<Accepted> => {
  const spooled = await spool(receiving.spool, incoming.bytes, receiving.mostBytes)
  try {
    if (spooled.size === 0) throw messageEmpty({})
    const { id, duplicate } = await transact(receiving.database, async trx => {
      const kept = await keepMessage(trx, {
        id: randomUUID(), sender: incoming.sender, channel, name: incoming.name?.slice(0, 255), mediaType: incoming.mediaType?.slice(0, 127), sha256: spooled.sha256, size: spooled.size
      }, parts(spooled.file))
      await journal(trx, { id: incoming.sender, name: incoming.sender }, kept.duplicate ? 'message.resent' : 'message.received', kept.id, { channel })
      return kept
    })
    if (!duplicate) receiving.wake()
    return { message: id, duplicate }
  } finally {
    await rm(spooled.file, { force: true })
  }
}
