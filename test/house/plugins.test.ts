import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { checked, faultsOf, Type, type Plugin, type Static } from 'wco-cts'
import { gather } from 'wco-cts/conformance'
import { filesIn, HOUSE, rooms, sourcesOf, textAt, textsIn, type Room } from './folders.ts'

const HEADINGS = ['Enable', 'Options', 'Example', 'Limits', 'Source']
const LONGEST_CARD = 60

const cardOf = async ({ folder }: Room): Promise<Plugin | null> => {
  const file = join(folder, 'index.ts')
  if (!existsSync(file)) return null
  const module: { readonly default?: Plugin } = await import(pathToFileURL(file).href)
  return module.default ?? null
}

const blockOf = (readme: string): unknown => {
  const [, block] = /## Enable\n[\s\S]*?```json\n([\s\S]*?)```/.exec(readme) ?? []
  return block === undefined ? null : JSON.parse(block)
}

// In a configuration a secret is named, not written; core puts it in before the options are judged.
const withSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withSecrets)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  if (keys.length === 1 && (keys[0] === '$env' || keys[0] === '$file')) return 'a secret of 16 letters'
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withSecrets(inner)]))
}

const all = rooms()

t.test('every folder two below plugins/ is a plugin', async t => {
  t.not(all.length, 0)
  for (const room of all) t.equal((await cardOf(room))?.id, room.id, `${room.id} has a card of its own name`)
})

t.test('every plugin has a short card', async t => {
  for (const { id, folder } of all) {
    const lines = textAt(folder, 'index.ts').trimEnd().split('\n').length
    t.ok(lines <= LONGEST_CARD, `${id}/index.ts has ${lines} lines`)
  }
})

t.test('every README says what it does, then the five headings in order', async t => {
  for (const { id, folder } of all) {
    const readme = textAt(folder, 'README.md')
    t.equal(readme.split('\n')[0], `# ${id}`, `${id} is named first`)
    t.match(readme.split('\n').slice(1).join('\n').trimStart(), /^[A-Z][^\n]{20,}/, `${id} says what it does`)
    t.same([...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading), HEADINGS, `${id} has its headings`)
  }
})

t.test('what a README enables passes the schema of the card', async t => {
  for (const room of all) {
    const card = await cardOf(room)
    const block = blockOf(textAt(room.folder, 'README.md'))
    if (card === null || typeof block !== 'object' || block === null || !(room.id in block)) {
      t.fail(`${room.id} shows how it is enabled`)
      continue
    }
    const options = Object.entries(block).find(([key]) => key === room.id)?.[1]
    t.doesNotThrow(() => checked(card.config, withSecrets(options)), `${room.id} takes what its README shows`)
    for (const option of Object.keys(card.config.properties)) t.match(textAt(room.folder, 'README.md'), `\`${option}\``, `${room.id} tells of ${option}`)
  }
})

t.test('the README of a format names one of its cases', async t => {
  for (const { id, folder } of all.filter(({ id }) => id.startsWith('format/'))) {
    const [, example = ''] = /## Example\n([\s\S]*?)\n## /.exec(textAt(folder, 'README.md')) ?? []
    const named = [...example.matchAll(/cases\/([\w-]+)/g)].map(([, name]) => name ?? '')
    t.ok(named.some(name => existsSync(join(folder, 'cases', name))), `${id} shows a case`)
  }
})

t.test('every plugin speaks English and French, and is tested', async t => {
  for (const { id, folder } of all) {
    for (const language of ['en', 'fr']) t.ok(textsIn(join(folder, 'locales'), language)?.has('title'), `${id} has a title in ${language}`)
    t.not(filesIn(folder, '.test.ts').length, 0, `${id} has a test`)
  }
})

const IMPORT = /(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]|import\s+['"]([^'"]+)['"]/g

const importsOf = (text: string): readonly string[] => [...text.matchAll(IMPORT)].map(([, from, called, bare]) => from ?? called ?? bare ?? '')

const Package = Type.Object({ dependencies: Type.Record(Type.String(), Type.String()) })
const dependencies = (manifest: Static<typeof Package>): readonly string[] => Object.keys(manifest.dependencies)

const strangers = (t: Test, room: Room, packages: readonly string[]): void => {
  const wrong = sourcesOf(room).flatMap(({ file, text }) => importsOf(text).filter(name => {
    if (name.startsWith('.')) return relative(room.folder, resolve(dirname(file), name)).startsWith('..')
    if (name === 'wco-cts' || (name.startsWith('node:') && builtinModules.includes(name.slice(5)))) return false
    return !packages.some(each => name === each || name.startsWith(`${each}/`))
  }).map(name => `${relative(HOUSE, file)} imports ${name}`))
  t.same(wrong, [], `${room.id} stays in its room`)
}

t.test('a plugin imports wco-cts, npm and Node, never another plugin and never core', async t => {
  const manifest: unknown = JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8'))
  t.same(faultsOf(Package, manifest), [])
  const packages = dependencies(checked(Package, manifest))
  for (const room of all) strangers(t, room, packages)
})

t.test('only a card is exported as default', async t => {
  for (const room of all) {
    const others = sourcesOf(room).filter(({ file, text }) => file !== join(room.folder, 'index.ts') && /^export default /m.test(text))
    t.same(others.map(({ file }) => relative(HOUSE, file)), [], room.id)
  }
})

const Workflow = Type.Object({
  start: Type.String(),
  states: Type.Record(Type.String(), Type.Object({ end: Type.Optional(Type.Boolean()) }, { additionalProperties: false })),
  transitions: Type.Array(Type.Object({ from: Type.Array(Type.String()), step: Type.String(), to: Type.Array(Type.String()) }, { additionalProperties: false }))
}, { additionalProperties: false })

t.test('the default workflow', async t => {
  const workflow = checked(Workflow, JSON.parse(readFileSync(join(HOUSE, 'config/default/workflow.json'), 'utf8')))
  const cards = await Promise.all(all.filter(({ id }) => id.startsWith('step/')).map(cardOf))
  const steps = (await Promise.all(cards.flatMap(card => card === null ? [] : [gather(card)]))).flatMap(({ steps }) => steps)

  t.test('reaches every state from its start', async t => {
    const reached = new Set([workflow.start])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const { from, to } of workflow.transitions) if (from.some(state => reached.has(state))) for (const state of to) reached.add(state)
    }
    t.same([...reached].sort(), Object.keys(workflow.states).sort())
  })

  t.test('leaves every state but the last ones, and those never', async t => {
    const left = new Set(workflow.transitions.flatMap(({ from }) => from))
    for (const [state, { end = false }] of Object.entries(workflow.states)) t.equal(left.has(state), !end, state)
  })

  t.test('asks of each step only what it can do, and uses all it can', async t => {
    for (const { step: id, to } of workflow.transitions) {
      const step = steps.find(step => step.id === id)
      t.same(to.filter(state => step?.to.includes(state) !== true), [], `${id} leads there`)
    }
    for (const step of steps) {
      const used = new Set(workflow.transitions.filter(({ step: id }) => id === step.id).flatMap(({ to }) => to))
      t.same(step.to.filter(state => !used.has(state)), [], `${step.id} can lead nowhere else`)
    }
  })
})
