import { lstat, mkdir, opendir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { problem } from 'wco-cts'

/** A folder that is looked into. With a sender all files in it are his; without, each subfolder is named for its sender. */
export interface Watched { readonly path: string, readonly sender?: string }

/** One folder files lie in, and whose they are. */
export interface Place { readonly path: string, readonly sender: string }

/** An option's path as an absolute one. A relative path stays below the plugin's own folder. */
export const absolute = (path: string, below: string): string => {
  if (path.split(/[/\\]/).includes('..')) throw pathRefused({ path })
  return isAbsolute(path) ? path : join(below, path)
}

/** The places of a watched folder as they are now; the folder is made when it is missing. */
export const placesIn = async ({ path, sender }: Watched): Promise<readonly Place[]> => {
  await mkdir(path, { recursive: true, mode: 0o750 })
  if (sender !== undefined) return [{ path, sender }]
  const places: Place[] = []
  for await (const entry of await opendir(path)) {
    // A symbolic link is no directory here, wherever it leads.
    if (entry.isDirectory() && !entry.name.startsWith('.') && !OURS.has(entry.name)) places.push({ path: join(path, entry.name), sender: entry.name })
  }
  return places
}

/** Makes a folder of ours within a place, and sees to it that it is a folder and no link to one. */
export const within = async (place: Place, name: string): Promise<string> => {
  const path = join(place.path, name)
  await mkdir(path, { mode: 0o750 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  if (!(await lstat(path)).isDirectory()) throw pathRefused({ path })
  return path
}

/** Where files go that were dealt with, and where answers are laid. */
export const TAKEN = 'taken'
export const REFUSED = 'refused'
export const ANSWERS = 'answers'

const OURS: ReadonlySet<string> = new Set([TAKEN, REFUSED, ANSWERS])

const pathRefused = problem<{ path: string }>('path-refused', 500)
