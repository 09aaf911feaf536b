import { randomBytes, randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import { Default } from '@sinclair/typebox/value'
import type { Assembled } from './assemble.ts'
import type { Fault } from './host/fault.ts'
import type { Shelves } from './host/shelves.ts'
import { namedIn } from './flow/named.ts'
import type { Roles } from './flow/works.ts'
import { checked, faultsOf } from './model/checked.ts'
import { PersonKind } from './model/person-view.ts'
import { ProfileDraft } from './model/profile-view.ts'
import type { Texts } from './render/locale.ts'
import { numberChange } from './store/changes.ts'
import { transact } from './store/database.ts'
import { journal } from './store/journal.ts'
import { isPeopled, hashOf, keepPerson, keepSetting, settingOf } from './store/people.ts'
import { keepDraft, setPublished } from './store/profiles.ts'
import { keepToken } from './store/tokens.ts'

const strict = { additionalProperties: false }

/** people.json: people a configuration brings with it. Only a demo may give them passwords and tokens. */
export const People = Type.Array(Type.Object({
  subject: Type.String({ minLength: 1 }),
  name: Type.String({ minLength: 1 }),
  kind: Type.Optional(PersonKind),
  roles: Type.Array(Type.String()),
  mail: Type.Optional(Type.String()),
  sender: Type.Optional(Type.String()),
  language: Type.Optional(Type.String()),
  password: Type.Optional(Type.String()),
  token: Type.Optional(Type.String())
}, strict), { default: [] })
export type People = Static<typeof People>

/** profiles.json: profiles in force from the first start. The configuration is their author, the start publishes them; both are journaled. */
export const Profiles = Type.Array(ProfileDraft, { default: [] })
export type Profiles = Static<typeof Profiles>

/** Makes the people a demo brings; no other configuration has any default account. */
export const seedPeople = async ({ works, actors }: Assembled, people: People): Promise<void> => {
  const provider = works.shelves.identities.all().find(({ thing }) => thing.enrol !== undefined)
  for (const { subject, name, kind, roles, mail, sender, language, password, token } of people) {
    const id = await transact(works.database, trx => keepPerson(trx, { provider: provider?.thing.id ?? 'proxy', subject, name, kind, roles, mail, sender, language }, new Date()))
    if (token !== undefined) await keepToken(works.database.knex, { person: id, name: 'people.json', secret: token, until: null, zone: works.locale.zone }, new Date())
    if (password !== undefined) await provider?.thing.enrol?.(subject, { password })
  }
  if (people.length > 0) await journal(works.database.knex, actors.system, 'people.seeded', 'demo')
}

/** What is wrong with profiles of a configuration beyond their shape: a kind nobody brings, settings it refuses, roles that are none. */
export const faultsOfProfiles = (drafts: Profiles, { shelves, texts, roles }: { readonly shelves: Pick<Shelves, 'profiles'>, readonly texts: Texts, readonly roles: Roles | null }): readonly Fault[] => drafts.flatMap((draft, index) => {
  const at = `profiles.json /${index}`
  const type = shelves.profiles.get(draft.type)
  if (type === undefined) return [{ at, says: `there is no kind of profile “${draft.type}” among the enabled plugins` }]
  const settings: unknown = Default(type.thing.settings, structuredClone(draft.settings))
  const wrong = faultsOf(type.thing.settings, settings)
  const refused = wrong.length > 0 ? wrong : (type.thing.refuse?.(settings as never) ?? []).map(({ pointer, detail, params = {} }) =>
    ({ pointer, detail: texts.text(type.plugin, 'en', `problems.${detail}`, namedIn(texts, 'en', type.plugin, params)) }))
  const strangers = roles === null ? [] : (draft.alert ?? []).filter(role => !Object.hasOwn(roles, role))
  return [
    ...refused.map(({ pointer, detail }) => ({ at: `${at}/settings${pointer}`, says: detail })),
    ...strangers.map(role => ({ at: `${at}/alert`, says: `there is no role “${role}” in roles.json` }))
  ]
})

/** Publishes the profiles of the configuration, once in the life of the database. */
export const seedProfiles = async ({ works, actors }: Assembled, drafts: Profiles): Promise<void> => {
  if (await settingOf(works.database.knex, 'profiles-seeded') !== null) return
  await transact(works.database, async trx => {
    for (const given of drafts) {
      const id = randomUUID()
      const type = works.shelves.profiles.get(given.type)
      if (type === undefined) throw new Error(`no plugin brings profiles of the kind ${given.type}`)
      const draft = { ...checked(ProfileDraft, given), settings: checked(type.thing.settings, given.settings) as unknown }
      await keepDraft(trx, id, 1, draft, { id: 'configuration', name: 'configuration' }, new Date())
      await setPublished(trx, id, 1, actors.system, new Date())
      await numberChange(trx, 'profile', id)
      await journal(trx, actors.system, 'profile.published', id)
    }
    await keepSetting(trx, 'profiles-seeded', true)
  })
}

/** A code to make the first administrator with, printed once: nobody can sign in before. Null when there are people. */
export const setUpCode = async ({ works }: Assembled): Promise<string | null> => {
  if (await isPeopled(works.database.knex)) return null
  const code = randomBytes(12).toString('base64url')
  await keepSetting(works.database.knex, 'set-up-code', hashOf(code))
  return code
}
