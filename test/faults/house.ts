import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { HOUSE } from '../../core/host/house.ts'

/** Where a server finds its configuration, its data and its database, and where what it says is kept. */
export interface Premises { readonly config: string, readonly data: string, readonly databaseUrl: string | undefined, readonly log: string }

/** A server in a process group of its own, as an administration starts it. */
export interface House {
  /** Resolves with its address once it says it listens; null when it ended before. */
  readonly ready: Promise<string | null>
  readonly ended: Promise<void>
  /** Ends it and all it started as a power cut would: nothing is told, nothing is closed. */
  kill (): Promise<void>
  stop (): Promise<void>
}

/** Starts a server; it says where it listens as soon as it does. */
export const startHouse = ({ config, data, databaseUrl, log }: Premises): House => {
  const errors = openSync(log, 'a')
  const child = spawn(process.execPath, [join(HOUSE, 'core/cts.js'), 'start'], {
    cwd: HOUSE, detached: true, stdio: ['ignore', 'pipe', errors],
    env: { ...process.env, CTS_CONFIG: config, CTS_DATA: data, DATABASE_URL: databaseUrl ?? '', PORT: '0', HOST: '127.0.0.1' }
  })
  closeSync(errors)
  const ended = once(child, 'exit').then((): void => undefined)
  let said = ''
  const ready = new Promise<string | null>(resolve => {
    child.stdout?.on('data', (bytes: Buffer) => {
      appendFileSync(log, bytes)
      said = `${said}${String(bytes)}`.slice(-20_000)
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => { resolve(null) })
  })
  return {
    ready,
    ended,
    async kill () {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
    async stop () {
      child.kill('SIGTERM')
      await Promise.race([ended, pause(30_000, undefined, { ref: false })])
      if (child.exitCode === null) await this.kill()
    }
  }
}

/** The faults that servers logged, each once with how often: for whoever looks for the cause of a breach. */
export const faultsSaid = async (log: string): Promise<Readonly<Record<string, number>>> => {
  const faults: Record<string, number> = {}
  for (const line of (await readFile(log, 'utf8').catch(() => '')).split('\n')) {
    const [, text] = /"level":[56]0,.*"msg":"(.*?)"/.exec(line) ?? (line.startsWith('{') || !/error/i.test(line) ? [] : [line, line.slice(0, 200)])
    if (text !== undefined) faults[text] = (faults[text] ?? 0) + 1
  }
  return faults
}
