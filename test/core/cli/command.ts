import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { HOUSE } from '../../../core/host/house.ts'

/** What a command said, and how it ended. */
export interface Said { readonly code: number | null, readonly out: string, readonly err: string }

/** A command under way. `until` waits for a text on its output; `ended` for its end. */
export interface Command { readonly process: ChildProcessWithoutNullStreams, until (text: RegExp): Promise<RegExpExecArray>, readonly ended: Promise<Said> }

const PATIENCE = 90_000

// What our own runner tells its children is not for a command that runs tests itself.
const OF_THE_RUNNER = /^_?TAP/

/** Begins `cts` as a person does, in a process of its own. A variable set to undefined is not there. */
export const begin = (args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Command => {
  const environment = Object.fromEntries(Object.entries({ ...process.env, DATABASE_URL: undefined, ...env }).filter(([name, value]) => value !== undefined && !OF_THE_RUNNER.test(name)))
  const child = spawn(process.execPath, [join(HOUSE, 'core/cts.js'), ...args], { env: environment, cwd: HOUSE })
  child.stdin.end()
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => { out += String(chunk) })
  child.stderr.on('data', chunk => { err += String(chunk) })
  const ended = once(child, 'close').then(([code]): Said => ({ code: typeof code === 'number' ? code : null, out, err }))
  return {
    process: child,
    ended,
    async until (text) {
      for (const begun = Date.now(); Date.now() - begun < PATIENCE && child.exitCode === null;) {
        const found = text.exec(out)
        if (found !== null) return found
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      throw new Error(`${text} was not said:\n${out}\n${err}`)
    }
  }
}

/** Runs `cts` to its end. */
export const cts = (args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Promise<Said> => begin(args, env).ended
