import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { findPlugin } from '../host/find.ts'
import { HOUSE } from '../host/house.ts'
import { linkHouse } from './test.ts'

/** Makes the folder of a new plugin, ready to be tested and enabled, from the scaffold of its kind. */
export const run = async ([kind = '', name = '', dir = '']: readonly string[]): Promise<number> => {
  const wrong = await refusal(kind, name, dir)
  if (wrong !== null) {
    process.stderr.write(`cts new: ${wrong}\n`)
    return 2
  }
  const folder = resolve(dir)
  const filled = await fillerFor(kind, name)
  for (const part of [EVERY, kind]) await copy(join(SCAFFOLD, part), folder, filled)
  await linkHouse(folder)
  process.stdout.write(await nextSteps({ kind, name, folder }))
  return 0
}

const SCAFFOLD = join(HOUSE, 'templates/scaffold')
/** What plugins of every kind begin with. */
const EVERY = 'every'
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const LONGEST_NAME = 40

const foldersIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true })).filter(entry => entry.isDirectory()).map(({ name }) => name)

/** What keeps the plugin from being made, in one sentence; null when nothing does. */
const refusal = async (kind: string, name: string, dir: string): Promise<string | null> => {
  const kinds = (await foldersIn(SCAFFOLD)).filter(each => each !== EVERY).sort()
  if (dir === '') return `say what to make and where: cts new KIND NAME DIR, KIND being one of ${kinds.join(', ')}.`
  if (!kinds.includes(kind)) return `there is no scaffold for “${kind}”; there is one for each of ${kinds.join(', ')}.`
  if (!NAME.test(name) || name.length > LONGEST_NAME) return `“${name}” is no name for a plugin: small letters and digits, words joined by hyphens, at most ${LONGEST_NAME} characters, as in “tradex” or “port-carriers”.`
  if (findPlugin(`${kind}/${name}`, HOUSE) !== null) return `${kind}/${name} is a plugin of this installation already; choose another name.`
  const folder = resolve(dir)
  if (!existsSync(folder)) return null
  if (!(await stat(folder)).isDirectory()) return `${folder} is a file; name a folder that does not exist yet.`
  return (await readdir(folder)).length === 0 ? null : `the folder ${folder} is not empty; name one that is, or that does not exist yet.`
}

type Filler = (text: string) => string

/** Puts what a plugin is called where the scaffold leaves it open. */
const fillerFor = async (kind: string, name: string): Promise<Filler> => {
  const house: unknown = JSON.parse(await readFile(join(HOUSE, 'package.json'), 'utf8'))
  const version = typeof house === 'object' && house !== null && 'version' in house ? String(house.version) : '0'
  return text => text.replaceAll('__name__', name).replaceAll('__kind__', kind).replaceAll('__version__', version)
}

const copy = async (from: string, to: string, filled: Filler): Promise<void> => {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter(entry => entry.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const target = join(to, filled(relative(from, path)).replace(/\.template$/, ''))
    await mkdir(dirname(target), { recursive: true })
    // As Latin-1 every byte is a character and comes out as it went in: a sample message may be in any encoding.
    await writeFile(target, filled(await readFile(path, 'latin1')), 'latin1')
  }
}

/** The commands that come next, and what each is for. */
const nextSteps = async ({ kind, name, folder }: { readonly kind: string, readonly name: string, readonly folder: string }): Promise<string> => {
  const here = relative(process.cwd(), folder) || '.'
  const cases = join(folder, 'cases')
  const [first] = existsSync(cases) ? [...await foldersIn(cases)].sort().reverse() : []
  const sample = first === undefined ? [] : [[`npx cts read --plugin ${here} ${join(here, 'cases', first, 'message.txt')}`, 'what its sample declares'] as const]
  const steps = [
    [`npx cts test ${here}`, 'its own tests and the conformance kit'],
    ...sample,
    [`"${folder}": {}`, 'in plugins.json enables it; a path may also begin at that folder, with ./ or ../'],
    ['npx cts check CONFIG', 'says whether that configuration is right']
  ] as const
  const width = Math.max(...steps.map(([command]) => command.length))
  return [`${kind}/${name} is made in ${folder}. It works as it stands; its README.md says where to begin.`, '', ...steps.map(([command, why]) => `  ${command.padEnd(width)}   ${why}`), ''].join('\n')
}
