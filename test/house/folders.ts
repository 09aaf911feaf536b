import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder everything of ours lies in. */
export const HOUSE = fileURLToPath(new URL('../../', import.meta.url))

/** One plugin's folder as it lies on disk. */
export interface Room { readonly id: string, readonly folder: string }

/** Every folder of a plugin below plugins/. */
export const rooms = (): readonly Room[] => {
  const plugins = join(HOUSE, 'plugins')
  return foldersIn(plugins).flatMap(kind => foldersIn(join(plugins, kind)).map(name => ({ id: `${kind}/${name}`, folder: join(plugins, kind, name) })))
}

/** Every file of a folder and those below it, by its path. */
export const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(ending) && statSync(join(folder, name)).isFile()).map(name => join(folder, name)).sort()

/** The source of a plugin: what runs, without its tests. */
export const sourcesOf = ({ folder }: Room): readonly { readonly file: string, readonly text: string }[] =>
  filesIn(folder, '.ts').filter(file => !file.slice(folder.length).includes('/test/') && !file.endsWith('.test.ts')).map(file => ({ file, text: readFileSync(file, 'utf8') }))

/** A text file, or the empty text where there is none. */
export const textAt = (folder: string, file: string): string => existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : ''

/** A tree of texts as keys joined by dots. */
export const flat = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`))
}

/** The texts of one language of a `locales/` folder, by key; null where the language is missing. */
export const textsIn = (folder: string, language: string): ReadonlyMap<string, string> | null => {
  const file = join(folder, `${language}.json`)
  return existsSync(file) ? new Map(flat(JSON.parse(readFileSync(file, 'utf8')))) : null
}

const foldersIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name).sort() : []
