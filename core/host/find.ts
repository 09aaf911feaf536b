import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HOUSE } from './house.ts'

/** A plugin's folder and the module its card is in. */
export interface Place { readonly key: string, readonly folder: string, readonly module: string }

const entries = ['index.ts', 'index.js', 'index.mjs']

const inFolder = (key: string, folder: string): Place | null => {
  const entry = entries.find(name => existsSync(join(folder, name)))
  return entry === undefined ? null : { key, folder, module: pathToFileURL(join(folder, entry)).href }
}

/** Finds what a key of plugins.json names: a path from the administration's folder, a folder of ours, or a package. Null when there is nothing. */
export const findPlugin = (key: string, administration: string): Place | null => {
  if (key.startsWith('.') || key.startsWith('/')) {
    const path = resolve(administration, key)
    if (!existsSync(path)) return null
    return statSync(path).isDirectory() ? inFolder(key, path) : { key, folder: dirname(path), module: pathToFileURL(path).href }
  }
  const ours = inFolder(key, join(HOUSE, 'plugins', key))
  if (ours !== null) return ours
  try {
    const module = createRequire(join(resolve(administration), 'plugins.json')).resolve(key)
    return { key, folder: dirname(module), module: pathToFileURL(module).href }
  } catch {
    // Not a package either: the caller says so with the key.
    return null
  }
}

/** What a plugin's Postgres schema is called: `profile/watch-list` keeps its tables in `profile_watch_list`. */
export const schemaOf = (plugin: string): string => plugin.replace(/[^a-z0-9]+/g, '_').slice(0, 60)
