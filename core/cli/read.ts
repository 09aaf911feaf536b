import Fastify from 'fastify'
import { accessSync, constants, createReadStream, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ManifestFormat } from '../contract/format.ts'
import { parse } from '../flow/parse.ts'
import { HEAD, recognize, type Recognizing } from '../flow/recognize.ts'
import { Faults } from '../host/fault.ts'
import { readConfig } from '../host/config.ts'
import { hostFor, type Lent } from '../host/handed.ts'
import { HOUSE } from '../host/house.ts'
import { loadPlugins, registerPlugins, type Loaded } from '../host/load.ts'
import { makeShelves } from '../host/shelves.ts'
import type { Shelf, Shelved } from '../host/shelf.ts'
import type { Severity } from '../model/issue.ts'
import { isProblem } from '../model/problem.ts'
import { loadTexts } from '../render/locale.ts'
import knex from 'knex'
import { configFolder } from './site.ts'

const none = (): never => { throw new Error('only a running server has that') }

/** The formats of some plugins, without a server or a database behind them. */
const formatsOf = async (plugins: readonly Loaded[], administration: string): Promise<Shelf<ManifestFormat>> => {
  const shelves = makeShelves()
  const app = Fastify({ logger: false })
  const asked = knex({ client: 'pg' })
  const lent: Lent = {
    shelves, log: app.log, parts: ['work'], data: tmpdir(), administration, as: none, selfOf: none, tablesOf: () => asked,
    entries: async function * () {}, codes: async function * () {}, every: () => {}, on: () => {}, api: () => {}
  }
  await registerPlugins(app, plugins.filter(({ id }) => id.startsWith('format/')), (card, scope) => hostFor(card, scope, lent))
  await app.ready()
  return shelves.formats
}

const headOf = async (file: string): Promise<Uint8Array> => {
  for await (const chunk of createReadStream(file, { end: HEAD - 1 })) return chunk as Uint8Array
  return new Uint8Array()
}

/** Why a file cannot be read, in words; null when it can. */
const unreadable = (file: string | undefined): string | null => {
  if (file === undefined) return 'cts read FILE: name a file'
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return `cts: there is no file ${file}`
  if (found.isDirectory()) return `cts: ${file} is a folder; name a file`
  try {
    accessSync(file, constants.R_OK)
    return null
  } catch {
    // The operating system has said all there is to say.
    return `cts: this user may not read ${file}`
  }
}

/** What a message as a whole is refused for: the key of a text, as the server gives it. */
interface Refused { readonly code: string, readonly params: Readonly<Record<string, string | number>> }

const recognized = async (works: Recognizing, file: string): Promise<Shelved<ManifestFormat> | Refused> => {
  const bytes = await headOf(file)
  if (bytes.length === 0) return { code: 'message-empty', params: {} }
  try {
    return recognize(works, { bytes, name: file })
  } catch (error) {
    if (isProblem(error)) return { code: error.type, params: error.params }
    throw error
  }
}

const siteOf = async (plugin: string | undefined): Promise<Shelf<ManifestFormat>> => {
  const config = readConfig(configFolder())
  const { plugins, faults } = await loadPlugins(plugin === undefined ? config : { ...config, plugins: () => new Map([...config.plugins(), [resolve(plugin), {}]]) })
  if (faults.length > 0) throw new Faults(faults)
  return formatsOf(plugins, config.folder)
}

/** Prints declarations and issues as they are read; resolves with what the file as a whole is refused for, or null, and with the tally of all. */
const printAll = async (works: Recognizing, file: string, format: Shelved<ManifestFormat>, print: (line: object) => void): Promise<{ readonly declarations: number, readonly issues: Record<Severity, number>, readonly refused: Refused | null }> => {
  const issues = { error: 0, warning: 0, note: 0 }
  let declarations = 0
  let refused: Refused | null = null
  for await (const parsed of parse(works, format, createReadStream(file))) {
    if ('failed' in parsed) {
      works.log.error({ err: parsed.failed, plugin: format.plugin }, 'a format failed to read a message')
      refused = { code: 'reading-failed', params: { format: format.thing.id, place: declarations } }
    }
    if ('item' in parsed) {
      declarations++
      print({ declaration: parsed.item.declaration })
    }
    for (const issue of 'item' in parsed ? parsed.item.issues : 'loose' in parsed ? [parsed.loose] : []) {
      issues[issue.severity]++
      print({ issue })
    }
  }
  return { declarations, issues, refused }
}

/** Prints what a manifest declares and what is wrong with it, one JSON object a line, and a summary last, whatever came of it. */
export const run = async (args: readonly string[]): Promise<number> => {
  const { values, positionals: [file] } = parseArgs({ args: [...args], allowPositionals: true, options: { plugin: { type: 'string' } } })
  const wrong = unreadable(file)
  if (file === undefined || wrong !== null) {
    process.stderr.write(`${wrong ?? ''}\n`)
    return 2
  }
  const works = { shelves: { formats: await siteOf(values.plugin) }, log: Fastify({ logger: { level: 'error', stream: process.stderr } }).log, beat: () => {} }
  const print = (line: object): void => { process.stdout.write(`${JSON.stringify(line)}\n`) }
  const found = await recognized(works, file)
  const format = 'thing' in found ? found : null
  const { declarations, issues, refused } = 'thing' in found ? await printAll(works, file, found, print) : { declarations: 0, issues: { error: 0, warning: 0, note: 0 }, refused: found }
  if (refused !== null) {
    const texts = await loadTexts([{ plugin: null, folder: join(HOUSE, 'templates/locales') }])
    const text = texts.text(null, 'en', `refusals.${refused.code}`, refused.params)
    issues.error++
    print({ issue: { plugin: 'core', code: refused.code, severity: 'error', params: refused.params, text } })
    process.stderr.write(`cts: ${text}\n`)
  }
  print({ summary: { format: format?.thing.id ?? null, declarations, issues } })
  return refused === null ? 0 : 1
}
