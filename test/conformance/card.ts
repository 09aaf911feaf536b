import type { Test } from 'tap'
import { CONTRACT, faultsOf, type Plugin, type TSchema } from 'wco-cts'
import { textsOf } from './texts.ts'

/** What a plugin says of itself: its id, its options with titles and texts, nothing taken that it did not name. */
export const conformCard = (t: Test, plugin: Plugin, given: { readonly folder: URL, readonly options?: object }) =>
  t.test(`the card of ${plugin.id} is complete`, async t => {
    const texts = await textsOf(plugin, given.folder)
    const options = given.options ?? {}

    t.match(plugin.id, /^[@a-z0-9-]+\/[a-z0-9-]+$/, 'its id is a kind and a name in kebab-case')
    t.equal(plugin.contract, CONTRACT, 'it was written against the contract in force')
    t.ok(texts.has('title'), 'it has a title for people')
    for (const [name, schema] of Object.entries<TSchema>(plugin.config.properties)) {
      t.type(schema.title, 'string', `option ${name} has a title`)
      t.ok(texts.has(`options.${name}`), `option ${name} has a text`)
    }
    t.not(faultsOf(plugin.config, { ...options, 'no such option': 1 }).length, 0, 'a misspelt option is a fault')
    for (const [permission, allows] of Object.entries(plugin.permissions ?? {})) {
      t.match(permission, /^[a-z-]+\.[a-z-]+$/, `permission ${permission} is an area and a verb`)
      t.not(allows, '', `permission ${permission} says what it allows`)
    }
  })
