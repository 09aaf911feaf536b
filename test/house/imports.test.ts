import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import t from 'tap'
import { checked, Type } from 'wco-cts'
import { filesIn, HOUSE, rooms } from './folders.ts'

/** What each room of core may import of ours. A room that is not named here may import nothing. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  kit: ['model'],
  contract: ['model'],
  render: ['contract', 'model'],
  host: ['contract', 'model'],
  store: ['contract', 'model'],
  flow: ['store', 'host', 'render', 'contract', 'model'],
  web: ['store', 'render', 'contract', 'model'],
  // The commands and what puts the rooms together. All but the kit, which is for plugins.
  cli: ['', 'web', 'flow', 'store', 'host', 'render', 'contract', 'model'],
  '': ['cli', 'web', 'flow', 'store', 'host', 'render', 'contract', 'model']
}
/** The one door for plugins. */
const DOOR = join(HOUSE, 'core/index.ts')
const THROUGH_THE_DOOR = ['model', 'contract', 'kit']

// An import or a re-export begins a line; its braces may go over several. A call of `import` may stand anywhere.
const STATEMENT = /^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*'([^']+)'/gm
const CALL = /\bimport\s*\(\s*'([^']+)'/g

const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(STATEMENT), ...text.matchAll(CALL)].map(([, from = '']) => from)
}
const isTest = (file: string): boolean => file.endsWith('.test.ts') || file.includes(`${sep}test${sep}`)
const sources = (folder: string): readonly string[] => filesIn(join(HOUSE, folder), '.ts').filter(file => !isTest(file))
const targetOf = (file: string, from: string): string => resolve(dirname(file), from)
const roomOf = (file: string): string => {
  const room = dirname(relative(join(HOUSE, 'core'), file))
  return room === '.' ? '' : room
}
const named = (file: string, from: string): string => `${relative(HOUSE, file)} imports ${from}`

const core = sources('core')
const plugins = [...sources('plugins'), ...sources('templates/scaffold')]

t.test('each import of ours leads to a file that is there', async t => {
  for (const file of [...core, ...plugins]) {
    t.same(importsOf(file).filter(from => from.startsWith('.') && !existsSync(targetOf(file, from))), [], relative(HOUSE, file))
  }
})

t.test('imports in core point down', async t => {
  const upward = core.filter(file => file !== DOOR).flatMap(file => importsOf(file).filter(from => from.startsWith('.')).filter(from => {
    const [room, other] = [roomOf(file), roomOf(targetOf(file, from))]
    return room !== other && FLOORS[room]?.includes(other) !== true
  }).map(from => named(file, from)))
  t.same(upward, [])
  t.same([...new Set(core.map(roomOf))].filter(room => FLOORS[room] === undefined), [], 'each room of core has its floor')
})

t.test('what a plugin may import is the model, the contracts and the kit', async t => {
  t.same([...new Set(importsOf(DOOR).filter(from => from.startsWith('.')).map(from => roomOf(targetOf(DOOR, from))))].sort(), [...THROUGH_THE_DOOR].sort())
  t.same(core.filter(file => importsOf(file).some(from => targetOf(file, from) === DOOR)), [], 'and nothing in core goes round by that door')
})

t.test('a plugin stays in its folder: of ours it imports wco-cts, and nothing deeper', async t => {
  const folders = [...rooms().map(({ folder }) => folder), ...['format', 'profile', 'report', 'step', 'source'].map(kind => join(HOUSE, 'templates/scaffold', kind))]
  const wrong = plugins.flatMap(file => importsOf(file).filter(from => {
    if (from.startsWith('.')) return !folders.some(folder => file.startsWith(folder + sep) && targetOf(file, from).startsWith(folder + sep))
    return from.startsWith('/') || from.startsWith('file:') || from.startsWith('wco-cts/')
  }).map(from => named(file, from)))
  t.same(wrong, [])
})

const Manifest = Type.Object({ dependencies: Type.Record(Type.String(), Type.String()), devDependencies: Type.Record(Type.String(), Type.String()) })
const manifest = checked(Manifest, JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8')))

t.test('what runs imports only npm packages that are installed for running', async t => {
  const isKnown = (from: string): boolean =>
    from === 'wco-cts' || (from.startsWith('node:') && builtinModules.includes(from.slice(5))) || Object.keys(manifest.dependencies).some(name => from === name || from.startsWith(`${name}/`))
  t.same([...core, ...plugins].flatMap(file => importsOf(file).filter(from => !from.startsWith('.') && !isKnown(from)).map(from => named(file, from))), [])
})

t.test('CONTRIBUTING says of each npm package what we would have to write without it, and of no other', async t => {
  const page = readFileSync(join(HOUSE, 'CONTRIBUTING.md'), 'utf8')
  const lines = page.slice(page.indexOf('\n## What we depend on')).matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)
  const told = new Map([...lines].map(([, name = '', why = '']) => [name, why]))
  const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
  t.same(packages.filter(name => !told.has(name)), [], 'none is missing')
  t.same([...told.keys()].filter(name => !packages.includes(name)), [], 'none is too many')
})

/** The ways that lead from a file back to itself: one for each import that closes a ring. */
const ringsAmong = (files: readonly string[], next: (file: string) => readonly string[]): readonly (readonly string[])[] => {
  const rings: (readonly string[])[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) rings.push([...path.slice(path.indexOf(file)), file])
    else if (!done.has(file)) for (const other of next(file)) visit(other, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return rings
}

t.test('no file imports itself, by whatever way round', async t => {
  const next = (file: string): readonly string[] => importsOf(file).filter(from => from.startsWith('.')).map(from => targetOf(file, from)).filter(existsSync)
  t.same(ringsAmong([...core, ...plugins], next).map(ring => ring.map(file => relative(HOUSE, file)).join(' → ')), [])
})
