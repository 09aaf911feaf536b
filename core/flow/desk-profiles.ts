import { randomUUID } from 'node:crypto'
import type { TObject } from '@sinclair/typebox'
import type { Knex } from 'knex'
import type { Desk, Span } from '../contract/desk.ts'
import { checked } from '../model/checked.ts'
import { isProblem, problem, type FieldError, type Problem } from '../model/problem.ts'
import { ProfileDraft, type ProfileView } from '../model/profile-view.ts'
import { cargoPage, cargoRows } from '../store/cargo-views.ts'
import { numberChange } from '../store/changes.ts'
import { consignmentsById } from '../store/consignments.ts'
import { keepDraft, lockProfile, newestVersion, profilePage, profileView, setPublished, setRetired } from '../store/profiles.ts'
import { act, demand, factsFor, idOf, look, notFound, type Ground } from './desk-ground.ts'
import { namedIn } from './named.ts'
import { factsOf } from '../store/assessments.ts'

const profileTypeUnknown = problem<{ readonly type: string }>('profile-type-unknown', 400)
const profileRefused = problem<{ readonly count: number }>('profile-refused', 400)
const profileTypeFixed = problem<{ readonly type: string }>('profile-type-fixed', 409)
const publishOwn = problem('publish-own', 403)
const publishedAlready = problem('published-already', 409)
const newerVersion = problem<{ readonly version: number, readonly name: string }>('newer-version', 409)
const retiredAlready = problem('retired-already', 409)
const roleUnknown = problem<{ readonly role: string }>('role-unknown', 400)

/** The draft with its defaults; refused with every fault of its settings, each in words and with its place. */
const judged = (ground: Ground, given: ProfileDraft): ProfileDraft => {
  const draft = checked(ProfileDraft, given)
  const { works } = ground
  const type = works.shelves.profiles.get(draft.type)
  if (type === undefined) throw profileTypeUnknown({ type: draft.type })
  const role = draft.alert?.find(role => !Object.hasOwn(works.roles, role))
  if (role !== undefined) throw roleUnknown({ role })
  const settings = settingsOf(type.thing.settings, draft.settings)
  const wrong = type.thing.refuse?.(settings as never) ?? []
  if (wrong.length > 0) throw refused(wrong.map(({ pointer, detail, params = {} }) => ({ pointer, detail: works.texts.text(type.plugin, ground.language, `problems.${detail}`, namedIn(works.texts, ground.language, type.plugin, params)) })))
  return { ...draft, settings }
}

const refused = (errors: readonly FieldError[]): Problem =>
  profileRefused({ count: errors.length }, { errors: errors.map(error => ({ ...error, pointer: `/settings${error.pointer}` })) })

/** Settings with their defaults; what their schema refuses is named by its place in the draft. */
const settingsOf = (schema: TObject, given: unknown): unknown => {
  try {
    return checked(schema, given)
  } catch (error) {
    throw isProblem(error) ? refused(error.errors) : error
  }
}

const one = async (ground: Ground, knex: Knex, id: string): Promise<ProfileView> => {
  const view = await profileView(knex, ground.actor.id, id)
  if (view === null) throw notFound({})
  return view
}

/** A profile locked against others; refused where its newest version is not the one the asker had before him. */
const held = async (ground: Ground, trx: Knex, id: string, shown: number): Promise<ProfileView> => {
  await lockProfile(trx, id)
  const newest = await one(ground, trx, id)
  if (shown < newest.version) throw newerVersion({ version: newest.version, name: newest.authorName })
  if (shown > newest.version) throw notFound({})
  return newest
}

/** The version the asker had before him, or where he says none the one that stands as he asks. */
const shownOf = async (ground: Ground, trx: Knex, id: string, version: number | undefined): Promise<number> =>
  version ?? (await one(ground, trx, id)).version

const rehearsed = async (ground: Ground, trx: Knex, id: string, span: Span, most: number): ReturnType<Desk['rehearse']> => {
  const record = await newestVersion(trx, id)
  const type = record === null ? undefined : ground.works.shelves.profiles.get(record.type)
  if (record === null || type === undefined) throw notFound({})
  const assessor = await type.thing.compile((async function * () { yield { profile: record.profile, version: record.version, settings: record.settings as never } })())
  const matched: string[] = []
  let seen = 0
  for (let after: string | undefined; seen < most;) {
    const page = await cargoPage(trx, { from: span.from, until: span.until, after, limit: Math.min(500, most - seen) })
    const ids = page.items.map(({ id }) => id)
    const facts = await factsOf(trx, ids)
    for (const { version: _version, ...consignment } of await consignmentsById(trx, ids)) {
      const hits = [...assessor.assess(consignment, factsFor(ground, facts.get(consignment.id) ?? {}))]
      if (hits.some(hit => 'finding' in hit && (hit.finding.only === undefined || hit.finding.only === ground.actor.id))) matched.push(consignment.id)
    }
    seen += ids.length
    if (page.next === null) break
    after = page.next
  }
  const rows = await cargoRows(trx, matched.slice(0, 20))
  return { seen, matched: matched.length, examples: matched.slice(0, 20).flatMap(id => rows.get(id) ?? []) }
}

/** Profiles: drafted, tried, published by a second person, retired. */
export const profileDesk = (ground: Ground): Pick<Desk, 'profileTypes' | 'profiles' | 'profile' | 'draft' | 'revise' | 'rehearse' | 'publish' | 'retire'> => ({
  profileTypes: () => {
    demand(ground, 'profiles.read')
    return ground.works.shelves.profiles.all().map(({ plugin, thing }) => ({ id: thing.id, plugin, form: thing.settings }))
  },
  profiles: (match = {}) => look(ground, 'profiles.read', 'profiles.listed', 'profiles', trx => profilePage(trx, ground.actor.id, match)),
  profile: id => look(ground, 'profiles.read', 'profile.opened', id, trx => one(ground, trx, idOf(id))),
  draft: given => act(ground, 'profiles.draft', 'profile.drafted', async (trx, now) => {
    const subject = randomUUID()
    await keepDraft(trx, subject, 1, judged(ground, given), ground.actor, now)
    return { subject, answer: await one(ground, trx, subject) }
  }),
  revise: (asked, given, version) => act(ground, 'profiles.draft', 'profile.revised', async (trx, now) => {
    const id = idOf(asked)
    const before = await held(ground, trx, id, await shownOf(ground, trx, id, version))
    const draft = judged(ground, given)
    if (draft.type !== before.type) throw profileTypeFixed({ type: before.type })
    await keepDraft(trx, id, before.version + 1, draft, ground.actor, now)
    return { subject: id, answer: await one(ground, trx, id) }
  }),
  rehearse: (id, span, most = 5000) => look(ground, 'consignments.read', 'profile.rehearsed', { subject: id, detail: { from: span.from, until: span.until } }, trx => rehearsed(ground, trx, idOf(id), span, most)),
  publish: (asked, version) => act(ground, 'profiles.publish', 'profile.published', async (trx, now) => {
    const id = idOf(asked)
    const profile = await held(ground, trx, id, await shownOf(ground, trx, id, version))
    if (profile.state === 'published') throw publishedAlready({})
    if (profile.author === ground.actor.id) throw publishOwn({})
    await setPublished(trx, id, profile.version, ground.actor, now)
    await numberChange(trx, 'profile', id)
    return { subject: id, answer: await one(ground, trx, id), detail: { version: profile.version } }
  }),
  retire: asked => act(ground, 'profiles.publish', 'profile.retired', async (trx, now) => {
    const id = idOf(asked)
    await lockProfile(trx, id)
    const profile = await one(ground, trx, id)
    if (profile.state === 'retired') throw retiredAlready({})
    await setRetired(trx, id, now)
    await numberChange(trx, 'profile', id)
    return { subject: id, answer: await one(ground, trx, id) }
  })
})

