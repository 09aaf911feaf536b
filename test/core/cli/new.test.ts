import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readConfig } from '../../../core/host/config.ts'
import { HOUSE } from '../../../core/host/house.ts'
import { loadPlugins } from '../../../core/host/load.ts'
import { cts } from './command.ts'

t.setTimeout(600_000)

const kinds = readdirSync(join(HOUSE, 'templates/scaffold'), { withFileTypes: true }).filter(entry => entry.isDirectory() && entry.name !== 'every').map(({ name }) => name)

const place = async (t: Test): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-new-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

t.test('there is a scaffold for each kind that national teams write', async t => {
  t.same(kinds.sort(), ['format', 'profile', 'report', 'source', 'step'])
})

for (const kind of kinds) {
  t.test(`a new ${kind} passes its tests, and loads by the path to its folder`, async t => {
    const folder = await place(t)
    const dir = join(folder, 'tradex-2')
    const made = await cts(['new', kind, 'tradex-2', dir])
    t.equal(made.code, 0, made.err)
    for (const command of ['cts test', 'cts check', `"${dir}": {}`]) t.match(made.out, command)

    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(name => !name.startsWith('node_modules'))
    t.same(files.filter(name => name.includes('__') || name.endsWith('.template')), [], 'no file keeps a placeholder in its name')
    t.same(files.filter(name => /\.(?:ts|json|md)$/.test(name) && readFileSync(join(dir, name), 'utf8').includes('__')), [], 'nor in its text')
    for (const name of ['README.md', 'package.json', 'tsconfig.json', '.gitignore', 'index.ts', 'locales/en.json', 'locales/fr.json']) t.ok(existsSync(join(dir, name)), `${name} is there`)

    const tested = await cts(['test', dir])
    t.equal(tested.code, 0, tested.code === 0 ? 'its tests pass' : tested.out)
    t.match(tested.out, /# \{ total: [1-9]/, 'some tests did run')

    await mkdir(join(folder, 'config'))
    await writeFile(join(folder, 'config/plugins.json'), '{ "../tradex-2": {} }')
    const { plugins, faults } = await loadPlugins(readConfig(join(folder, 'config')))
    t.same(faults, [])
    t.same(plugins.map(({ id }) => id), [`${kind}/tradex-2`])
  })
}

t.test('what a README of a scaffold says stands under the headings of every plugin', async t => {
  for (const kind of kinds) {
    const readme = readFileSync(join(HOUSE, 'templates/scaffold', kind, 'README.md'), 'utf8')
    t.same([...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading), ['Enable', 'Options', 'Example', 'Limits', 'Source'], kind)
  }
})

t.test('a sample in any encoding is copied byte for byte', async t => {
  const dir = join(await place(t), 'tradex')
  await cts(['new', 'format', 'tradex', dir])
  const sample = 'cases/faulty-lines/message.txt'
  t.ok(readFileSync(join(dir, sample)).equals(readFileSync(join(HOUSE, 'templates/scaffold/format', sample))))
})

t.test('what cannot be made is refused in one sentence, and nothing is written', async t => {
  const folder = await place(t)
  await writeFile(join(folder, 'kept.txt'), 'kept')
  const free = join(folder, 'free')
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /say what to make/],
    [['format', 'tradex'], /say what to make/],
    [['mode', 'road', free], /no scaffold for “mode”.*format, profile, report, source, step/],
    [['every', 'tradex', free], /no scaffold for “every”/],
    [['format', 'TradeX', free], /“TradeX” is no name/],
    [['format', '../tradex', free], /is no name/],
    [['format', 'a'.repeat(41), free], /is no name/],
    [['format', 'cuscar', free], /format\/cuscar is a plugin of this installation already/],
    [['format', 'tradex', folder], /is not empty/],
    [['format', 'tradex', join(folder, 'kept.txt')], /is a file/]
  ]
  for (const [args, sentence] of refusals) {
    const { code, out, err } = await cts(['new', ...args])
    t.equal(code, 2, `cts new ${args.join(' ')}`)
    t.match(err, sentence)
    t.equal(err.trim().split('\n').length, 1, 'one line')
    t.equal(out, '')
  }
  t.same(readdirSync(folder), ['kept.txt'])
})

t.test('a folder copied without its links is linked again when it is tested', async t => {
  const dir = join(await place(t), 'tradex')
  await cts(['new', 'profile', 'tradex', dir])
  await rm(join(dir, 'node_modules'), { recursive: true })
  const tested = await cts(['test', dir])
  t.equal(tested.code, 0, tested.code === 0 ? 'its tests pass' : tested.out)
  t.ok(existsSync(join(dir, 'node_modules/wco-cts/package.json')))
})

t.test('tests that fail fail the command; a folder that is no plugin is one sentence', async t => {
  const folder = await place(t)
  const dir = join(folder, 'tradex')
  await cts(['new', 'profile', 'tradex', dir])
  await writeFile(join(dir, 'test/wrong.test.ts'), 'import t from \'tap\'\nt.equal(1, 2)\n')
  t.not((await cts(['test', dir, 'test/wrong.test.ts'])).code, 0)
  const none = await cts(['test', folder])
  t.equal(none.code, 2)
  t.match(none.err, /there is no plugin in/)
  t.match((await cts(['test'])).err, /name the folder/)
})
