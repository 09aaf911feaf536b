import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Static, TSchema } from '@sinclair/typebox'
import { Default } from '@sinclair/typebox/value'
import { faultsOf } from '../model/checked.ts'
import type { Fault } from './fault.ts'
import { HOUSE } from './house.ts'
import { soundPart } from './sound-part.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Tree = { readonly [key: string]: Json }

/** An administration's configuration: its files merged over config/default. What is wrong is gathered in `faults`, never thrown. */
export interface Config {
  /** The administration's folder; its lists and secrets lie there. */
  readonly folder: string
  readonly faults: readonly Fault[]
  /** The files that have faults of their own: what they say is not to be held against others. */
  readonly faulty: ReadonlySet<string>
  /** One file, judged by the schema of whoever reads it. What is faulty is left out, and the schema's defaults stand in, so that the rest can be checked too. */
  read<T extends TSchema> (file: string, schema: T): Static<T>
  /** What one file of the administration's own says: all else is the default's, which may name what is not enabled. */
  own (file: string): Readonly<Record<string, unknown>>
  /** Plugins that run, with their options. */
  plugins (): ReadonlyMap<string, Json>
}

const isTree = (value: Json | undefined): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects merge key by key; everything else replaces. */
const merged = (under: Json | undefined, over: Json | undefined): Json | undefined => {
  if (over === undefined) return under
  if (!isTree(under) || !isTree(over)) return over
  const keys = new Set([...Object.keys(under), ...Object.keys(over)])
  return Object.fromEntries([...keys].map(key => [key, merged(under[key], over[key]) ?? null]))
}

const secretOf = (tree: Tree, folder: string): string | undefined => {
  if (typeof tree['$env'] === 'string') return process.env[tree['$env']]
  if (typeof tree['$file'] !== 'string') return undefined
  const file = tree['$file'].startsWith('/') ? tree['$file'] : join(folder, tree['$file'])
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** Puts secrets where `{"$env": …}` or `{"$file": …}` stand for them. */
const resolved = (value: Json, folder: string, at: string, faults: Fault[]): Json => {
  if (Array.isArray(value)) return value.map((item: Json, index) => resolved(item, folder, `${at}/${index}`, faults))
  if (!isTree(value)) return value
  const [only, ...more] = Object.keys(value)
  if (more.length === 0 && (only === '$env' || only === '$file')) {
    const secret = secretOf(value, folder)
    if (secret !== undefined && secret !== '') return secret
    faults.push({ at, says: `${only === '$env' ? 'the environment variable' : 'the file'} ${String(value[only])} is not there` })
    return ''
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, folder, `${at}/${key}`, faults)]))
}

const parsed = (file: string, faults: Fault[]): Json | undefined => {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json
  } catch (error) {
    faults.push({ at: file, says: `is not JSON: ${error instanceof Error ? error.message : String(error)}` })
    return undefined
  }
}

/** Reads the configuration of an administration. */
export const readConfig = (folder: string): Config => {
  const faults: Fault[] = []
  const faulty = new Set<string>()
  if (!existsSync(folder)) faults.push({ at: folder, says: 'there is no such folder' })
  else if (!statSync(folder).isDirectory()) faults.push({ at: folder, says: 'is no folder' })
  const known = new Map<string, Json | undefined>()
  // Read once: a fault is said once, however often a file is asked for.
  const raw = (file: string): Json | undefined => {
    if (!known.has(file)) known.set(file, read(file))
    return known.get(file)
  }
  const read = (file: string): Json | undefined => {
    const ours = join(folder, `${file}.json`)
    const before = faults.length
    const both = merged(parsed(join(HOUSE, 'config/default', `${file}.json`), faults), parsed(ours, faults))
    const whole = both === undefined ? undefined : resolved(both, folder, ours, faults)
    if (faults.length > before) faulty.add(file)
    return whole
  }
  return {
    folder,
    faults,
    faulty,
    read (file, schema) {
      const value = Default(schema, structuredClone(raw(file) ?? schema['default'] ?? {}))
      const wrong = faultsOf(schema, value)
      for (const { pointer, detail } of wrong) faults.push({ at: `${join(folder, `${file}.json`)} ${pointer || '/'}`, says: detail })
      if (wrong.length > 0) faulty.add(file)
      return soundPart(schema, value)
    },
    own (file) {
      const ours = parsed(join(folder, `${file}.json`), [])
      return isTree(ours) ? ours : {}
    },
    plugins () {
      const named = raw('plugins')
      return new Map(isTree(named) ? Object.entries(named).filter(([, options]) => options !== false) : [])
    }
  }
}
