import { readdirSync, readFileSync } from 'node:fs'
import type { Issue, Read } from 'wco-cts'

/** One case: a message, and what must come of it to the letter. */
export interface Case {
  readonly name: string
  readonly file: string
  readonly bytes: Uint8Array
  readonly declarations: readonly Read[]
  readonly issues: readonly Issue[]
}

const expected = <T>(folder: URL, file: string): readonly T[] => {
  const value: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  if (!Array.isArray(value)) throw new Error(`${file} of ${folder.pathname} is no list`)
  // What is expected is compared with what is read, so a wrong shape fails there.
  return value as readonly T[]
}

/** The cases of a format: each folder holds `message.*`, `declarations.json` and `issues.json`. */
export const casesIn = (cases: URL): readonly Case[] =>
  readdirSync(cases, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => {
    const folder = new URL(`${encodeURIComponent(name)}/`, cases)
    const file = readdirSync(folder).find(file => file.startsWith('message.'))
    if (file === undefined) throw new Error(`case ${name} has no message.*`)
    return {
      name,
      file,
      bytes: readFileSync(new URL(file, folder)),
      declarations: expected<Read>(folder, 'declarations.json'),
      issues: expected<Issue>(folder, 'issues.json')
    }
  })
