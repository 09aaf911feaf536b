import { readFile } from 'node:fs/promises'

/** The common passwords shipped in `common.txt`, one a blank apart, folded; lines that begin with `#` explain. */
export const commonPasswords = async (): Promise<ReadonlySet<string>> => {
  const text = await readFile(new URL('./common.txt', import.meta.url), 'utf8')
  const lines = text.split('\n').filter(line => !line.startsWith('#'))
  return new Set(lines.join(' ').split(/\s+/).filter(word => word !== ''))
}
