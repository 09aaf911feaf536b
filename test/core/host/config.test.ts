import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Type } from '@sinclair/typebox'
import t, { type Test } from 'tap'
import { readConfig } from '../../../core/host/config.ts'

/** An administration's folder with these files; what is no text is written as JSON. */
const folderWith = (t: Test, files: Readonly<Record<string, unknown>>): string => {
  const folder = t.testdir()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

const Bands = Type.Object({
  bands: Type.Object({ red: Type.Number({ default: 70 }), amber: Type.Number({ default: 30 }) }, { default: {}, additionalProperties: false }),
  alert: Type.Array(Type.String(), { default: [] })
})

t.test('an administration changes one value and keeps the others of the default configuration', async t => {
  const config = readConfig(folderWith(t, { 'assessment.json': { bands: { red: 90 } } }))
  t.match(config.read('assessment', Bands), { bands: { red: 90, amber: 30 }, alert: ['officer'] })
  t.same(config.faults, [])
})

t.test('a list replaces the list it stands over', async t => {
  t.same(readConfig(folderWith(t, { 'assessment.json': { alert: [] } })).read('assessment', Bands).alert, [])
})

t.test('a plugin set to false does not run', async t => {
  const { plugins } = readConfig(folderWith(t, { 'plugins.json': { 'mode/sea': {}, 'mode/air': false } }))
  t.same([...plugins()], [['mode/sea', {}]])
})

t.test('secrets come from the environment or a file, and are not written in the configuration', async t => {
  process.env['CTS_TEST_SEED'] = 'sixteen letters at least'
  t.teardown(() => { delete process.env['CTS_TEST_SEED'] })
  const folder = folderWith(t, { 'plugins.json': { a: { seed: { $env: 'CTS_TEST_SEED' } }, b: { key: [{ $file: 'secrets/key' }] } }, 'secrets/key': 'of the file\n' })
  t.same([...readConfig(folder).plugins()], [['a', { seed: 'sixteen letters at least' }], ['b', { key: ['of the file'] }]])
  const absolute = folderWith(t, { 'plugins.json': { a: { key: { $file: join(folder, 'secrets/key') } } }, 'secrets/key': 'of the file\n' })
  t.same([...readConfig(absolute).plugins()], [['a', { key: 'of the file' }]])
})

t.test('a secret that is not there is a fault with its place, said once however often the file is read', async t => {
  const folder = folderWith(t, { 'plugins.json': { a: { seed: { $env: 'CTS_TEST_NO_SUCH_THING' } }, b: { key: { $file: 'none' } } } })
  const config = readConfig(folder)
  config.plugins()
  config.plugins()
  t.same(config.faults, [
    { at: `${join(folder, 'plugins.json')}/a/seed`, says: 'the environment variable CTS_TEST_NO_SUCH_THING is not there' },
    { at: `${join(folder, 'plugins.json')}/b/key`, says: 'the file none is not there' }
  ])
})

t.test('what cannot be used is said, all of it, and the rest can still be read', async t => {
  const folder = folderWith(t, { 'assessment.json': { bands: { red: 'high', grey: 1 }, alert: 'officer' }, 'locale.json': '{ "administration": ' })
  const config = readConfig(folder)
  t.same(config.read('assessment', Bands), { bands: { red: 70, amber: 30 }, alert: [], combine: 'joint', line: 70 }, 'the schema’s own defaults stand in for what is faulty')
  t.equal(config.read('locale', Type.Object({ country: Type.String() })).country, 'ZZ')
  const at = (file: string): string => join(folder, file)
  t.same(config.faults.map(fault => fault.at).sort(), [`${at('assessment.json')} /alert`, `${at('assessment.json')} /bands/grey`, `${at('assessment.json')} /bands/red`, at('locale.json')].sort())
  t.match(config.faults.find(fault => fault.at === at('locale.json'))?.says, /^is not JSON: /)
})

t.test('a folder that is not there is one fault', async t => {
  t.same(readConfig('/nowhere/at/all').faults, [{ at: '/nowhere/at/all', says: 'there is no such folder' }])
})
