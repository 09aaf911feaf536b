import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const SECONDS = 300

/** Test files below a folder, in one order; installed packages and what is named in `without` are left out. */
export const testFiles = async (folder: string, without: readonly string[] = []): Promise<readonly string[]> => {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules' || without.includes(path)) continue
    if (entry.isDirectory()) found.push(...await testFiles(path, without))
    else if (entry.name.endsWith('.test.ts')) found.push(path)
  }
  return found.sort()
}

interface Ran { readonly file: string, readonly code: number, readonly output: string, readonly pass: number, readonly fail: number, readonly skip: number }

const figure = (output: string, name: string): number => Number(new RegExp(`^# \\{ total: .*\\b${name}: (\\d+)`, 'm').exec(output)?.[1] ?? 0)

const runOne = async (file: string, cwd: string): Promise<Ran> => {
  const parts: Buffer[] = []
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], { cwd, env: { ...process.env, TAP_TIMEOUT: String(SECONDS) }, stdio: ['ignore', 'pipe', 'pipe'] })
  const late = setTimeout(() => { child.kill('SIGKILL') }, (SECONDS + 60) * 1000)
  child.stdout.on('data', (part: Buffer) => { parts.push(part) })
  child.stderr.on('data', (part: Buffer) => { parts.push(part) })
  const [code] = await once(child, 'close')
  clearTimeout(late)
  const output = Buffer.concat(parts).toString()
  return { file, code: typeof code === 'number' ? code : 1, output, pass: figure(output, 'pass'), fail: figure(output, 'fail'), skip: figure(output, 'skip') }
}

/**
 * Runs tap's test files, each in a process of its own, and says what came of all; resolves with the exit code.
 * tap's own runner would first have to fetch and build a set of plugins that leaves its TypeScript to tsx; the files themselves need none of it.
 */
export const runTests = async (files: readonly string[], cwd: string): Promise<number> => {
  const waiting = [...files]
  const sum = { pass: 0, fail: 0, skip: 0 }
  const again: string[] = []
  const count = (ran: Ran, seconds: number): void => {
    const failed = isFailed(ran)
    sum.pass += ran.pass
    sum.skip += ran.skip
    sum.fail += failed ? Math.max(1, ran.fail) : 0
    process.stdout.write(`${failed ? 'not ok' : 'ok'} ${ran.file.startsWith(cwd) ? ran.file.slice(cwd.length + 1) : ran.file} # ${ran.pass} passed in ${seconds.toFixed(1)} s\n`)
    if (failed) process.stdout.write(`${ran.output}\n`)
  }
  const lane = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const began = Date.now()
      const ran = await runOne(file, cwd)
      if (isFailed(ran)) again.push(file)
      else count(ran, (Date.now() - began) / 1000)
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
  // What failed beside another is run once more alone, and said so: a busy machine is not a fault, and a fault fails alone as well.
  for (const file of again) {
    process.stdout.write(`again, alone: ${file}\n`)
    const began = Date.now()
    count(await runOne(file, cwd), (Date.now() - began) / 1000)
  }
  process.stdout.write(`# { total: ${sum.pass + sum.fail + sum.skip}, pass: ${sum.pass}, fail: ${sum.fail}, skip: ${sum.skip} }\n`)
  return sum.fail === 0 && sum.pass > 0 ? 0 : 1
}

const isFailed = ({ code, pass, fail, skip }: Ran): boolean => code !== 0 || fail > 0 || pass + skip === 0
