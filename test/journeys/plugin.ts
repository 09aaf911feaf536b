import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Test } from 'tap'
import { HOUSE } from '../../core/host/house.ts'

/** A plugin of an outsider, in a folder of its own that goes with the test; resolves with the path a configuration enables it by. `register` is the body of its card's register. */
export const outsider = async (t: Test, id: string, register: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-outsider-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'locales'))
  await writeFile(join(folder, 'locales/en.json'), JSON.stringify({ title: id, reasons: { seen: 'It was seen' } }))
  await writeFile(join(folder, 'index.mjs'), `
    import { definePlugin, Type } from ${JSON.stringify(pathToFileURL(join(HOUSE, 'core/index.ts')).href)}
    const nothing = Type.Object({}, { additionalProperties: false })
    export default definePlugin({ id: ${JSON.stringify(id)}, contract: 1, config: nothing, async register (host) { ${register} } })
  `)
  return folder
}

/** A kind of profile whose `assess` is the given generator body; it sees `consignment`, `facts` and the published `all`. */
export const profileType = (id: string, assess: string): string => `
  const assessorOf = all => ({
    * assess (consignment, facts) { ${assess} },
    change: (added, removed) => assessorOf([...all.filter(({ profile }) => !removed.includes(profile) && !added.some(other => other.profile === profile)), ...added])
  })
  host.profile({
    id: ${JSON.stringify(id)},
    settings: nothing,
    async compile (published) {
      const all = []
      for await (const one of published) all.push(one)
      return assessorOf(all)
    },
    explain: () => ({ matched: false, nearest: false, conditions: [] })
  })
`
