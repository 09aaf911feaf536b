import Fastify from 'fastify'
import { createReadStream, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ManifestFormat } from '../contract/format.ts'
import { parse } from '../flow/parse.ts'
import { HEAD, recognize } from '../flow/recognize.ts'
import { Faults } from '../host/fault.ts'
import { readConfig } from '../host/config.ts'
import { hostFor, type Lent } from '../host/handed.ts'
import { loadPlugins, registerPlugins, type Loaded } from '../host/load.ts'
import { makeShelves } from '../host/shelves.ts'
import type { Shelf } from '../host/shelf.ts'
import { tmpdir } from 'node:os'
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

/** Prints what a manifest declares and what is wrong with it, one JSON object a line, and a summary last. */
export const run = async (args: readonly string[]): Promise<number> => {
  const { values, positionals: [file] } = parseArgs({ args: [...args], allowPositionals: true, options: { plugin: { type: 'string' } } })
  if (file === undefined || !existsSync(file)) {
    process.stderr.write(file === undefined ? 'cts read FILE: name a file\n' : `cts: there is no file ${file}\n`)
    return 2
  }
  const config = readConfig(configFolder())
  const named = values.plugin === undefined ? config : { ...config, plugins: () => new Map([...config.plugins(), [resolve(values.plugin ?? ''), {}]]) }
  const { plugins, faults } = await loadPlugins(named)
  if (faults.length > 0) throw new Faults(faults)
  const formats = await formatsOf(plugins, config.folder)
  const log = Fastify({ logger: false }).log
  const works = { shelves: { formats }, log, beat: () => {} }
  const print = (line: object): void => { process.stdout.write(`${JSON.stringify(line)}\n`) }
  const format = recognize(works, { bytes: await headOf(file), name: file })
  const issues = { error: 0, warning: 0, note: 0 }
  let declarations = 0
  for await (const parsed of parse(works, format, createReadStream(file))) {
    if ('failed' in parsed) throw parsed.failed
    if ('item' in parsed) {
      declarations++
      print({ declaration: parsed.item.declaration })
    }
    for (const issue of 'item' in parsed ? parsed.item.issues : 'loose' in parsed ? [parsed.loose] : []) {
      issues[issue.severity]++
      print({ issue })
    }
  }
  print({ summary: { format: format.thing.id, declarations, issues } })
  return 0
}
