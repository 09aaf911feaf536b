import { execFile, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { withTypes } from './thread.ts'

/** How to reach a database: a URL of a server, or the socket of the embedded one. */
export type Reach = { readonly connectionString: string } | { readonly host: string, readonly port: number, readonly user: string, readonly database: string }

/** A running embedded database. */
export interface Embedded { readonly reach: Reach, readonly process: number, close (): Promise<void> }

/** Makes the folder of an embedded database unless it is there; whole or not at all. */
export const makeFolder = async (folder: string): Promise<void> => {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  const half = `${folder}.making`
  await rm(half, { recursive: true, force: true })
  await promisify(execFile)(process.execPath, [...withTypes, fileURLToPath(new URL('./embedded-make.ts', import.meta.url)), half])
  await rm(folder, { recursive: true, force: true })
  await rename(half, folder)
}

/** Starts the embedded PostgreSQL (PGlite) on a folder, in a process of its own that ends with this one, behind a Unix socket, or a loopback port where there are none. */
export const startEmbedded = async (folder: string): Promise<Embedded> => {
  await makeFolder(folder)
  const sockets = process.platform === 'win32' ? null : await mkdtemp(join(tmpdir(), 'cts-'))
  const child = fork(fileURLToPath(new URL('./embedded-process.ts', import.meta.url)), [folder, ...(sockets === null ? [] : [join(sockets, '.s.PGSQL.5432')])], { execArgv: [...withTypes] })
  const ended = new Promise<void>(resolve => { child.once('exit', () => { resolve() }) })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', told => { resolve((told as { port: number }).port) })
    child.once('error', reject)
    child.once('exit', code => { reject(new Error(`the embedded database did not start (${code ?? 'killed'})`)) })
  })
  return {
    reach: { host: sockets ?? '127.0.0.1', port, user: 'postgres', database: 'postgres' },
    process: child.pid ?? 0,
    async close () {
      child.send('close')
      await ended
      if (sockets !== null) await rm(sockets, { recursive: true, force: true })
    }
  }
}
