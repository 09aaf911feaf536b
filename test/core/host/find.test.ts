import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { findPlugin, schemaOf } from '../../../core/host/find.ts'
import { HOUSE } from '../../../core/host/house.ts'
import { cardOf, outside } from './plugins.ts'

t.test('a key is a path from the configuration, a folder of ours, or a package', async t => {
  const config = await outside(t, { tradex: cardOf('format/tradex') }, {})
  const folder = join(config, '../tradex')
  const module = pathToFileURL(join(folder, 'index.ts')).href
  t.match(findPlugin('../tradex', config), { folder, module })
  t.match(findPlugin(folder, config), { folder, module }, 'from the root')
  t.match(findPlugin('../tradex/index.ts', config), { folder, module }, 'a file is its module')
  t.match(findPlugin('mode/sea', config), { folder: join(HOUSE, 'plugins/mode/sea') })

  const installed = join(config, 'node_modules/@zz/cts-tradex')
  await mkdir(installed, { recursive: true })
  await writeFile(join(installed, 'package.json'), '{ "name": "@zz/cts-tradex", "type": "module", "exports": "./card.js" }')
  await writeFile(join(installed, 'card.js'), 'export default {}\n')
  t.match(findPlugin('@zz/cts-tradex', config), { folder: installed, module: pathToFileURL(join(installed, 'card.js')).href })
})

t.test('what is not there is not found', async t => {
  const config = await outside(t, { empty: '' }, {})
  for (const key of ['../nowhere', '/nowhere', 'format/nowhere', '@zz/nowhere', '..']) t.equal(findPlugin(key, config), null, key)
})

t.test('the tables of a plugin are in a schema named after it', async t => {
  t.equal(schemaOf('profile/watch-list'), 'profile_watch_list')
  t.ok(schemaOf(`profile/${'a'.repeat(100)}`).length < 64, 'within what PostgreSQL keeps of a name')
})
