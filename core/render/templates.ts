import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import type { FieldError } from '../model/problem.ts'
import type { Sent } from '../model/filled.ts'
import type { Texts } from './locale.ts'
import { faultsInTemplate } from './template-faults.ts'
import { templateWords } from './template-words.ts'

/** What every page is given. `reader` is whoever looks, `view` what the page's own question answered. */
export interface PageContext {
  readonly reader: {
    readonly name: string | null, readonly language: string, readonly direction: 'ltr' | 'rtl', readonly zone: string
    readonly permissions: readonly string[], readonly roles: readonly string[], readonly theme?: string | undefined
  }
  readonly house: { readonly name: string, readonly demo: boolean, readonly production: boolean, readonly languages: readonly string[], readonly passwords?: boolean }
  readonly page: { readonly id: string, readonly plugin: string, readonly path: string, readonly title: string }
  readonly menu: readonly { readonly section: string, readonly items: readonly MenuItem[] }[]
  readonly csrf: string
  readonly live: boolean
  readonly says?: { readonly text: string, readonly tone: string } | undefined
  readonly problem?: ShownProblem | undefined
  /** The form as it was sent, where it was refused. */
  readonly form?: Sent | undefined
  readonly view: object
}
export interface MenuItem { readonly title: string, readonly path: string, readonly current: boolean, readonly count?: number | undefined }
export interface ShownProblem { readonly type?: string, readonly status: number, readonly title: string, readonly detail: string, readonly errors: readonly FieldError[], readonly reference?: string | undefined }

/** All templates, compiled. A plugin's own come first, then core's. */
export interface Templates {
  /** A page whole: the template within the layout. `plugin` null for core's own. */
  page (plugin: string | null, template: string, context: PageContext): string
  /** The layout around a body that core composed itself; `body` is HTML already safe. */
  frame (context: PageContext, body: string): string
  /** A template alone, as HTML. */
  piece (plugin: string | null, template: string, context: object): string
  /** A template alone as plain text, for mail: nothing is escaped. */
  plain (plugin: string | null, template: string, context: object): string
}

/** Where templates are read from. `core` is the folder templates/; a plugin's folder may hold templates/ and public/. */
export interface Folders { readonly core: string, readonly plugins: readonly { readonly plugin: string, readonly folder: string }[] }

/** Reads and compiles every template once. Throws with all their faults when one could let a value out of its place. */
export const loadTemplates = async (folders: Folders, texts: Texts, now: () => Date = () => new Date()): Promise<Templates> => {
  const core = await read(folders.core, 'templates/')
  const own = new Map(await Promise.all(folders.plugins.map(async ({ plugin, folder }): Promise<[string, Sources]> => [plugin, await read(join(folder, 'templates'), `${plugin}/templates/`)])))
  refuseFaults([core, ...own.values()])

  const assets = await assetsOf(folders.plugins)
  const asset = (plugin: string | null, name: string): string | null =>
    assets.get(`${plugin ?? ''} ${name}`) ?? [...assets].find(([key]) => key.endsWith(` ${name}`))?.[1] ?? null
  const words = templateWords({ texts, now, asset })
  const rooms = new Map<string | null, Room>([[null, roomOf([core], words)]])
  for (const [plugin, sources] of own) rooms.set(plugin, roomOf([core, sources], words))

  const draw = (plugin: string | null, template: string, context: object, plain = false): string => {
    const room = rooms.get(plugin) ?? rooms.get(null)
    const drawn = (plain ? room?.plain : room?.html)?.get(template)
    if (drawn === undefined) throw new Error(`there is no template ${template} in ${plugin ?? 'core'} nor in core`)
    return drawn(context)
  }
  const frame = (context: PageContext, body: string): string => draw(null, 'layout/page', { ...context, body: new Handlebars.SafeString(body) })
  return {
    // A page's own answers stand under `view`, and at the top where nothing of ours has the name.
    page: (plugin, template, context) => frame(context, draw(plugin, template, { ...context.view, ...context })),
    frame,
    piece: (plugin, template, context) => draw(plugin, template, context),
    plain: (plugin, template, context) => draw(plugin, template, context, true)
  }
}

type Sources = ReadonlyMap<string, { readonly source: string, readonly from: string }>
type Drawn = (context: object) => string
interface Room { readonly html: ReadonlyMap<string, Drawn>, readonly plain: ReadonlyMap<string, Drawn> }

const OPTIONS = { strict: true, knownHelpersOnly: true, preventIndent: true } as const
const BUILT_IN = ['if', 'unless', 'each', 'with', 'lookup']
const PARTIALS = 'partials/'

// What `cts new` copies is no template of ours, and reports have a reader of their own (html.ts).
const read = async (folder: string, from: string): Promise<Sources> => {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const files = names.map(name => name.replaceAll('\\', '/')).filter(name => name.endsWith('.hbs') && !/^(scaffold|report)\//.test(name)).sort()
  return new Map(await Promise.all(files.map(async (name): Promise<[string, { source: string, from: string }]> =>
    [name.slice(0, -4), { source: await readFile(join(folder, name), 'utf8'), from: `${from}${name}` }])))
}

// Text templates (notices) leave by mail, where there is nothing to escape into.
const isText = (name: string): boolean => name.startsWith('notice/')

const refuseFaults = (all: readonly Sources[]): void => {
  const faults = all.flatMap(sources => [...sources].flatMap(([name, { source, from }]) =>
    isText(name) ? [] : faultsInTemplate(source).map(({ line, fault }) => `${from}:${line} ${fault}`)))
  if (faults.length > 0) throw new Error(`templates are not safe:\n${faults.join('\n')}`)
}

const roomOf = (layers: readonly Sources[], words: ReturnType<typeof templateWords>): Room => {
  const bench = Handlebars.create()
  for (const [name, word] of Object.entries(words)) bench.registerHelper(name, word)
  const knownHelpers = Object.fromEntries([...Object.keys(words), ...BUILT_IN].map(name => [name, true]))
  const options = { ...OPTIONS, knownHelpers }
  const sources = new Map(layers.flatMap(layer => [...layer]))
  const html = new Map<string, Drawn>()
  const plain = new Map<string, Drawn>()
  for (const [name, { source, from }] of sources) {
    provedToCompile(bench, source, from, options)
    const drawn = bench.compile(source, options)
    if (name.startsWith(PARTIALS)) bench.registerPartial(name.slice(PARTIALS.length), drawn)
    html.set(name, context => drawn(context))
    const unescaped = bench.compile(source, { ...options, noEscape: true })
    if (isText(name)) plain.set(name, context => unescaped(context))
  }
  return { html, plain }
}

// Handlebars compiles at first use; a fault must stop the start, not a page.
const provedToCompile = (bench: typeof Handlebars, source: string, from: string, options: PrecompileOptions): void => {
  try {
    bench.precompile(source, options)
  } catch (cause) {
    throw new Error(`${from} does not compile`, { cause })
  }
}

const assetsOf = async (plugins: Folders['plugins']): Promise<ReadonlyMap<string, string>> => {
  const each = await Promise.all(plugins.map(async ({ plugin, folder }) => {
    const entries = await readdir(join(folder, 'public'), { withFileTypes: true }).catch(() => [])
    return Promise.all(entries.filter(entry => entry.isFile()).map(async ({ name }): Promise<[string, string]> => {
      const hash = createHash('sha256').update(await readFile(join(folder, 'public', name))).digest('hex').slice(0, 16)
      return [`${plugin} ${name}`, `/plugins/${plugin}/public/${name}?${hash}`]
    }))
  }))
  return new Map(each.flat())
}
