import { existsSync, readdirSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { nearest } from './check.ts'
import type { Config } from './config.ts'
import type { Fault } from './fault.ts'
import type { Loaded } from './load.ts'

/** Files in an administration's folder that nobody reads: `worflow.json` would say nothing and nobody would know. */
export const straysIn = ({ folder, own }: Pick<Config, 'folder' | 'own'>, plugins: readonly Pick<Loaded, 'options'>[]): readonly Fault[] => {
  if (!existsSync(folder)) return []
  const named = new Set([...FILES.flatMap(file => textsIn(own(file))), ...plugins.flatMap(({ options }) => textsIn(options))].flatMap(text => placeIn(folder, text)))
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !entry.isDirectory() && CONFIGURES.test(entry.name) && !KNOWN.has(entry.name) && !named.has(entry.name))
    .map(({ name }) => ({ at: name, says: `nobody reads this file${nearby(name)}` }))
}

const FILES = ['assessment', 'locale', 'people', 'plugins', 'profiles', 'roles', 'server', 'workflow']
/** What npm lays beside plugins that are packages is none of ours. */
const KNOWN = new Set([...FILES.map(file => `${file}.json`), 'package.json', 'package-lock.json'])
/** A file that could be meant to configure something; a note, a script or a table beside it misleads nobody. */
const CONFIGURES = /^[^.].*\.json[c5]?$/i

const nearby = (name: string): string => {
  const file = nearest(name.replace(/\..*$/, ''), FILES)
  return file === undefined ? '' : `; did you mean “${file}.json”?`
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]) : []

/** The file or folder of the administration's that a text names, if it names one. */
const placeIn = (folder: string, text: string): readonly string[] => {
  const [first = ''] = relative(folder, resolve(folder, text)).split(sep)
  return first === '' || first === '..' || isAbsolute(first) ? [] : [first]
}
