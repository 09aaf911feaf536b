import { randomUUID } from 'node:crypto'
import t from 'tap'
import { transact } from '../../../core/store/database.ts'
import { keepDraft, profilePage, profileView, setPublished } from '../../../core/store/profiles.ts'
import { freshDatabase } from '../../support/database.ts'

const [AUTHOR, PUBLISHER] = [{ id: 'officer', name: 'Amina Otieno' }, { id: 'supervisor', name: 'Jean-Marc Ilunga' }]

t.test('what a profile has matched', async t => {
  const database = await freshDatabase(t)
  const profile = async (): Promise<string> => {
    const id = randomUUID()
    await transact(database, trx => keepDraft(trx, id, 1, { type: 'rule', title: 'x', settings: {} }, AUTHOR, new Date()))
    return id
  }
  /** Findings of a profile, one on each of some new consignments unless told on which. */
  const found = async (profile: string, count: number, more: { readonly stands?: boolean, readonly only?: string, readonly on?: string, readonly ordinal?: number } = {}): Promise<void> => {
    await database.knex.raw(`
      INSERT INTO cts.finding (consignment, profile, ordinal, version, profile_version, change, made, type, plugin, title, reason, score, evidence, alert, only_for, stands)
      SELECT coalesce(:on::uuid, gen_random_uuid()), :profile, :ordinal, 1, 1, 1, clock_timestamp(), 'rule', 'profile/rule', 'x', 'x', 50, '{}', '{}', :only::text, :stands
      FROM generate_series(1, :count::integer)`, { profile, count, ordinal: more.ordinal ?? 0, on: more.on ?? null, only: more.only ?? null, stands: more.stands ?? true })
  }
  const matched = async (id: string): Promise<object> => {
    const { matched, moreMatched } = await profileView(database.knex, AUTHOR.id, id) ?? {}
    return { matched, moreMatched }
  }

  t.test('is how many consignments have a finding of it that stands', async t => {
    const [one, other, on] = [await profile(), await profile(), randomUUID()]
    t.same(await matched(one), { matched: 0, moreMatched: false })
    await found(one, 3)
    await found(one, 1, { on })
    await found(one, 1, { on, ordinal: 1 })
    await found(one, 7, { stands: false })
    await found(one, 5, { only: AUTHOR.id })
    await found(other, 9)
    t.same(await matched(one), { matched: 4, moreMatched: false })
  })

  t.test('is counted to a thousand and no further', async t => {
    const [even, more] = [await profile(), await profile()]
    await found(even, 1000)
    await found(more, 1001)
    t.same(await matched(even), { matched: 1000, moreMatched: false })
    t.same(await matched(more), { matched: 1000, moreMatched: true })
  })
})

t.test('a profile says which version is in force while its newest is a draft', async t => {
  const database = await freshDatabase(t)
  const id = randomUUID()
  const draft = { type: 'rule', title: 'x', settings: {} }
  const seen = async (): Promise<object> => {
    const { items: [view] } = await profilePage(database.knex, PUBLISHER.id, {})
    return { version: view?.version, state: view?.state, inForce: view?.inForce }
  }
  await transact(database, trx => keepDraft(trx, id, 1, draft, AUTHOR, new Date()))
  t.same(await seen(), { version: 1, state: 'draft', inForce: undefined })
  await transact(database, trx => setPublished(trx, id, 1, PUBLISHER, new Date()))
  t.same(await seen(), { version: 1, state: 'published', inForce: 1 })
  await transact(database, trx => keepDraft(trx, id, 2, draft, AUTHOR, new Date()))
  t.same(await seen(), { version: 2, state: 'draft', inForce: 1 })
})
