import { join } from 'node:path'
import Fastify from 'fastify'
import t from 'tap'
import { readConfig } from '../../../core/host/config.ts'
import { loadPlugins, migrationsOf, registerPlugins } from '../../../core/host/load.ts'
import { cardOf, outside } from './plugins.ts'

t.test('every fault of every plugin is said at once, each with its place', async t => {
  const folder = await outside(t, {
    sound: cardOf('step/sound'),
    misspelt: cardOf('step/misspelt', { options: 'office: Type.Optional(Type.String()), most: Type.Optional(Type.Integer())' }),
    newer: cardOf('step/newer', { contract: 2 }),
    nameless: 'export const plugin = {}\n',
    broken: 'export default {\n',
    shapeless: 'export default { id: \'Shape Less\', contract: 1, config: { type: \'object\' }, register () {} }\n'
  }, { '../sound': {}, '../misspelt': { offise: 'MBA', most: 'ten' }, '../newer': {}, '../nameless': {}, '../broken': {}, '../shapeless': {}, 'format/none': {} })

  const { plugins, faults } = await loadPlugins(readConfig(folder))

  t.same(plugins.map(({ id }) => id), ['step/sound'])
  const said = (at: string): string | undefined => faults.find(fault => fault.at === at)?.says
  t.equal(said('../misspelt /offise'), 'there is no option “offise”; did you mean “office”?')
  t.match(said('../misspelt /most'), /integer/i)
  t.equal(said('../newer'), 'was written for contract 2; this system speaks contract 1')
  t.equal(said('../nameless'), 'its module has no default export: a plugin exports its card')
  t.match(said('../broken'), /^cannot be read: /)
  t.match(said('../shapeless /id'), /./)
  t.match(said('plugins.json format/none'), /^there is no such plugin/)
  t.equal(faults.length, 7)
})

t.test('options that are not given get their defaults', async t => {
  const folder = await outside(t, { one: cardOf('step/one', { options: 'role: Type.String({ default: \'officer\' }), days: Type.Integer({ default: 7 })' }) }, { '../one': { days: 3 } })
  const { plugins, faults } = await loadPlugins(readConfig(folder))
  t.same(faults, [])
  t.same(plugins[0]?.options, { role: 'officer', days: 3 })
})

t.test('a plugin stands behind all that it needs, however the configuration names them', async t => {
  const folder = await outside(t, {
    first: cardOf('step/first', { needs: ['step/second', 'step/third'] }), second: cardOf('step/second', { needs: ['step/third'] }), third: cardOf('step/third')
  }, { '../first': {}, '../second': {}, '../third': {} })
  const { plugins, faults } = await loadPlugins(readConfig(folder))
  t.same(faults, [])
  t.same(plugins.map(({ id }) => id), ['step/third', 'step/second', 'step/first'])
})

t.test('plugins that need each other, and what is needed and not enabled, are faults', async t => {
  const folder = await outside(t, {
    hen: cardOf('step/hen', { needs: ['step/egg'] }), egg: cardOf('step/egg', { needs: ['step/hen'] }), nest: cardOf('step/nest', { needs: ['step/straw'] })
  }, { '../hen': {}, '../egg': {}, '../nest': {} })
  t.same((await loadPlugins(readConfig(folder))).faults, [
    { at: 'step/hen', says: 'needs itself: step/hen → step/egg → step/hen' },
    { at: 'step/nest', says: 'needs step/straw, which is not enabled' }
  ])
})

t.test('two folders with one id are a fault, and the first of them stays', async t => {
  const folder = await outside(t, { one: cardOf('step/same'), other: cardOf('step/same') }, { '../one': {}, '../other': {} })
  const { plugins, faults } = await loadPlugins(readConfig(folder))
  t.same(faults, [{ at: '../other', says: 'is the plugin step/same, which ../one is already' }])
  t.same(plugins.map(({ place }) => place.key), ['../one'])
})

t.test('a plugin outside is registered in a scope of its own under its id', async t => {
  const folder = await outside(t, { one: cardOf('step/one', { register: 'host.get(\'/hello\', async () => \'hello\')' }) }, { '../one': {} })
  const { plugins } = await loadPlugins(readConfig(folder))
  const app = Fastify()
  t.teardown(() => app.close())
  // The host of this test is the scope itself: what a plugin is handed otherwise is tested with a server.
  await registerPlugins(app, plugins, (_card, scope) => scope as never)
  t.equal((await app.inject('/plugins/step/one/hello')).body, 'hello')
})

t.test('only a plugin with a folder of migrations has tables', async t => {
  const folder = await outside(t, { plain: cardOf('step/plain'), 'kept/migrations': '' , kept: cardOf('step/kept-here') }, { '../plain': {}, '../kept': {} })
  const { plugins } = await loadPlugins(readConfig(folder))
  t.same(migrationsOf(plugins), [{ schema: 'step_kept_here', folder: join(folder, '../kept/migrations') }])
})
