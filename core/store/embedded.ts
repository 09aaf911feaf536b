import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startThread, withTypes } from './thread.ts'

/** How to reach a database: a URL of a server, or the socket of the embedded one. */
export type Reach = { readonly connectionString: string } | { readonly host: string, readonly port: number, readonly user: string, readonly database: string }

/** A running embedded database. */
export interface Embedded { readonly reach: Reach, close (): Promise<void> }

/** Makes the folder of an embedded database unless it is there; whole or not at all. */
export const makeFolder = async (folder: string): Promise<void> => {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  const half = `${folder}.making`
  await rm(half, { recursive: true, force: true })
  await promisify(execFile)(process.execPath, [...withTypes, fileURLToPath(new URL('./embedded-make.ts', import.meta.url)), half])
  await rm(folder, { recursive: true, force: true })
  await rename(half, folder)
}

/** Starts the embedded PostgreSQL (PGlite) on a folder, in a thread of its own, behind a Unix socket, or a loopback port where there are none. */
export const startEmbedded = async (folder: string): Promise<Embedded> => {
  await makeFolder(folder)
  const windows = process.platform === 'win32'
  const sockets = windows ? null : await mkdtemp(join(tmpdir(), 'cts-'))
  const thread = startThread(new URL('./embedded-thread.ts', import.meta.url),
    { folder, ...(sockets === null ? {} : { path: join(sockets, '.s.PGSQL.5432') }) })
  const port = await new Promise<number>((resolve, reject) => {
    thread.once('message', (told: { port: number }) => { resolve(told.port) })
    thread.once('error', reject)
  })
  return {
    reach: { host: sockets ?? '127.0.0.1', port, user: 'postgres', database: 'postgres' },
    async close () {
      const closed = new Promise(resolve => thread.once('exit', resolve))
      thread.postMessage('close')
      await closed
      if (sockets !== null) await rm(sockets, { recursive: true, force: true })
    }
  }
}
