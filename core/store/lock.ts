import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { problem } from '../model/problem.ts'

/** The data folder belongs to another running server. */
export const folderInUse = problem<{ readonly folder: string, readonly process: number }>('folder-in-use', 503)

/** When a process began, in the kernel's own count: a process id alone is used again, in a container at once. Null where the system does not tell. */
const began = (process: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const holder = async (file: string): Promise<number | null> => {
  const [pid = '', since = ''] = (await written(file)).split(' ')
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 0 || !alive(number)) return null
  const now = began(number)
  return now !== null && since !== '' ? (now === since ? number : null) : (number === process.pid ? null : number)
}

/** What a lock says; one who has just made it gets a moment to write who he is. */
const written = async (file: string): Promise<string> => {
  for (let tries = 0; ; tries++) {
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text !== '' || tries > 10) return text ?? ''
    await pause(20)
  }
}

/** Takes a data folder for this process alone; resolves with what gives it back. A lock left by a killed server is taken over. */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'lock')
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const handle = await open(file, 'wx', 0o600)
      const own = `${process.pid} ${began(process.pid) ?? ''} ${randomUUID()}`
      await handle.writeFile(own)
      await handle.close()
      // Another that found the same stale lock may take this one away for it: whose lock lies there a moment later has the folder.
      await pause(50)
      if (await written(file) === own) return () => rm(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const other = await holder(file)
      if (other !== null) throw folderInUse({ folder, process: other })
      const stale = `${file}.${randomUUID()}`
      await rename(file, stale).catch(() => {})
      if (await holder(stale) !== null) await link(stale, file).catch(() => {})
      await rm(stale, { force: true })
    }
  }
  throw folderInUse({ folder, process: 0 })
}
