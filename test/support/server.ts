import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { readConfig } from '../../core/host/config.ts'
import { HOUSE } from '../../core/host/house.ts'
import { loadPlugins } from '../../core/host/load.ts'
import { buildServer, type Server } from '../../core/server.ts'
import { freshPlace } from './database.ts'

/** A whole server for a test, on a database of its own, asked without a socket; closed and removed when the test ends. */
export interface Running {
  readonly server: Server
  readonly data: string
  readonly folder: string
  /** Asks the API as one of the demo's people: `officer`, `supervisor`, `manager`, `admin`, `carrier`, or nobody. */
  ask (who: string | null, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  /** Posts a manifest as the demo's carrier and waits until it is read; resolves with the message. */
  send (bytes: Uint8Array | string, name?: string, who?: string): Promise<Answer['body']>
}

/** What the server said: status, headers and the JSON of its body (or its text). */
export interface Answer { readonly status: number, readonly headers: Readonly<Record<string, unknown>>, readonly text: string, readonly body: Record<string, never> & { [key: string]: unknown } }

/** The demo administration, changed as a test needs; without samples unless asked for. */
export const demoConfig = async (change: { readonly plugins?: Readonly<Record<string, unknown>>, readonly files?: Readonly<Record<string, unknown>>, readonly samples?: boolean } = {}): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-config-'))
  await cp(join(HOUSE, 'config/demo'), folder, { recursive: true })
  if (change.samples !== true) await rm(join(folder, 'samples'), { recursive: true, force: true })
  const plugins: unknown = JSON.parse(await readFile(join(folder, 'plugins.json'), 'utf8'))
  await writeFile(join(folder, 'plugins.json'), JSON.stringify({ ...(plugins as object), ...change.plugins }))
  for (const [name, content] of Object.entries(change.files ?? {})) await writeFile(join(folder, name), JSON.stringify(content))
  return folder
}

const answerOf = (status: number, headers: Readonly<Record<string, unknown>>, text: string): Answer => {
  const isJson = /json/.test(String(headers['content-type']))
  return { status, headers, text, body: isJson && text !== '' ? JSON.parse(text) as Answer['body'] : {} }
}

/** Starts the demo administration, or a folder made by `demoConfig`. */
export const startServer = async (t: Test, folder?: string): Promise<Running> => {
  const place = await freshPlace()
  const config = readConfig(folder ?? await demoConfig())
  const { plugins, faults } = await loadPlugins(config)
  if (faults.length > 0) throw new Error(faults.map(({ at, says }) => `${at}: ${says}`).join('\n'))
  const server = await buildServer({ config, plugins, data: place.data, databaseUrl: place.databaseUrl })
  await server.openChannels()
  t.teardown(async () => {
    await server.close()
    await place.remove()
    await rm(config.folder, { recursive: true, force: true })
  })
  const ask: Running['ask'] = async (who, method, path, body) => {
    const raw = body instanceof Uint8Array || typeof body === 'string'
    const response = await server.app.inject({
      method, url: path,
      headers: { ...(who === null ? {} : { authorization: `Bearer demo-${who}` }), ...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }) },
      ...(body === undefined ? {} : { payload: raw ? Buffer.from(body) : JSON.stringify(body) })
    })
    return answerOf(response.statusCode, response.headers, response.body)
  }
  return {
    server, data: place.data, folder: config.folder, ask,
    async send (bytes, name, who = 'carrier') {
      const posted = await ask(who, 'POST', '/api/v1/messages', bytes)
      if (posted.status !== 202) throw new Error(`posting ${name ?? 'a message'} was answered with ${posted.status}: ${posted.text}`)
      for (let tries = 0; tries < 600; tries++) {
        const { body } = await ask('officer', 'GET', `/api/v1/messages/${String(posted.body['id'])}`)
        if (!['received', 'parsed'].includes(String(body['state']))) return { ...body, posted: posted.body as never }
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      throw new Error('the message was not read in 30 s')
    }
  }
}
