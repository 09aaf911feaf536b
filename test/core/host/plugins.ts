import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { linkHouse } from '../../../core/cli/test.ts'

/** What a made-up plugin's card says beyond its id. `options` are members of the schema, as code. */
export interface Made { readonly contract?: number, readonly options?: string, readonly needs?: readonly string[], readonly register?: string }

/** The text of a plugin's module. */
export const cardOf = (id: string, { contract = 1, options = '', needs = [], register = '' }: Made = {}): string =>
  `import { Type } from 'wco-cts'\nexport default { id: '${id}', contract: ${contract}, needs: ${JSON.stringify(needs)}, config: Type.Object({ ${options} }, { additionalProperties: false }), register (host) { ${register} } }\n`

/** A folder outside the installation with these plugins in it, each a module, and a configuration beside them that names the keys. Gone when the test ends. */
export const outside = async (t: Test, modules: Readonly<Record<string, string>>, plugins: Readonly<Record<string, unknown>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-outside-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await linkHouse(folder)
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(modules)) {
    await mkdir(join(folder, name), { recursive: true })
    await writeFile(join(folder, name, 'index.ts'), text)
  }
  const config = join(folder, 'config')
  await mkdir(config)
  await writeFile(join(config, 'plugins.json'), JSON.stringify(plugins))
  return config
}
