import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Desk } from '../contract/desk.ts'
import { may } from '../model/actor.ts'
import { checked } from '../model/checked.ts'
import { entryDeeds } from '../model/entry-deeds.ts'
import { EntryDraft, ListDraft, type EntryView, type ListView } from '../model/list-view.ts'
import { problem } from '../model/problem.ts'
import type { WatchEntry } from '../model/watch-entry.ts'
import { entryById, entryPage, keepEntry, keepList, listViews, setEntry, setRemoval } from '../store/lists.ts'
import { afterOf, limitOf, pageOf } from '../store/paging.ts'
import { act, idOf, look, notFound, notPermitted, type Ground } from './desk-ground.ts'

const entryEmpty = problem('entry-empty', 400)
const listFilledBySource = problem<{ readonly source: string }>('list-filled-by-source', 409)
const signOwn = problem('sign-own', 403)
const signedAlready = problem('signed-already', 409)
const entryGone = problem('entry-gone', 409)
const removalAsked = problem<{ readonly name: string }>('removal-asked', 409)
const removalOwn = problem('removal-own', 403)
const removalNone = problem('removal-none', 409)

/** A silent list is there only for its owner and for those who sign. */
const seen = ({ actor }: Ground) => ({ sensitivity, owner }: ListView): boolean => sensitivity !== 'silent' || owner === actor.id || may(actor, 'lists.sign')

/** The lists the asker may see, and which of them nothing keeps up to date any more. */
const all = async (ground: Ground, trx: Knex, id: string | null = null): Promise<readonly ListView[]> => (await listViews(trx, id)).filter(seen(ground))
  .map(list => list.source === undefined || ground.works.shelves.sources.get(list.source) !== undefined ? list : { ...list, left: true })

const one = async (ground: Ground, trx: Knex, id: string): Promise<ListView> => {
  const [list] = await all(ground, trx, id)
  if (list === undefined) throw notFound({})
  return list
}

const entryOf = async (ground: Ground, trx: Knex, list: string, id: string): Promise<EntryView> => {
  const entry = await entryById(trx, list, idOf(id), ground.actor.id)
  if (entry === null) throw notFound({})
  return entry
}

/** An officer's entry as the contract has it: plain names are primary ones. */
const whole = (given: EntryDraft): WatchEntry => {
  const draft = checked(EntryDraft, given)
  const names = (draft.names ?? []).map(name => typeof name === 'string' ? { text: name, strength: 'primary' as const } : name)
  const entry = { ...draft, key: randomUUID(), names, identifiers: draft.identifiers ?? [], countries: draft.countries ?? [], addresses: draft.addresses ?? [] }
  if (names.length + entry.identifiers.length + entry.addresses.length === 0) {
    throw entryEmpty({}, { errors: [{ pointer: '/names', detail: 'entry-empty' }] })
  }
  return entry
}

const byHand = (list: ListView): void => {
  if (list.source !== undefined) throw listFilledBySource({ source: list.source })
}

/** Refuses the signature of whoever began what it is to sign. */
const asSecond = ({ state, mine, removalMine }: EntryView): void => {
  if (state === 'in-force') throw signedAlready({})
  if (state === 'gone') throw entryGone({})
  if (state === 'leaving' && removalMine === true) throw removalOwn({})
  if (state === 'waiting' && mine) throw signOwn({})
}

// Whoever makes entries or signs them; which of both it takes is told by the entry.
const EITHER = ['lists.edit', 'lists.sign'] as const

/** Watch lists and their entries. An entry of a local list comes into force and leaves when one who may sign says so; of a national one, when a second person signs. */
export const listDesk = (ground: Ground): Pick<Desk, 'lists' | 'list' | 'addList' | 'entries' | 'addEntry' | 'approveEntry' | 'removeEntry' | 'keepEntry'> => ({
  lists: () => look(ground, 'lists.read', 'lists.listed', 'lists', trx => all(ground, trx)),
  list: id => look(ground, 'lists.read', 'list.opened', id, trx => one(ground, trx, id)),
  addList: given => act(ground, 'lists.sign', 'list.made', async (trx, now) => {
    const id = randomUUID()
    await keepList(trx, { ...checked(ListDraft, given), id, owner: ground.actor.id }, now)
    return { subject: id, answer: await one(ground, trx, id) }
  }),
  entries: (list, paging) => look(ground, 'lists.read', 'entries.listed', list, async trx => {
    const limit = limitOf(paging.limit)
    await one(ground, trx, list)
    const rows = await entryPage(trx, list, ground.actor.id, { after: afterOf(paging.after), limit: limit + 1, words: paging.words ?? null })
    return pageOf(rows.map(entry => ({ ...entry, at: entry.made })), limit, ({ at: _at, ...entry }) => entry)
  }),
  addEntry: (list, given) => act(ground, 'lists.edit', 'entry.made', async (trx, now) => {
    const into = await one(ground, trx, list)
    byHand(into)
    const inForce = into.level === 'local' && may(ground.actor, 'lists.sign')
    const id = await keepEntry(trx, list, whole(given), inForce ? 'in-force' : 'waiting', ground.actor, now)
    return { subject: id, answer: await entryOf(ground, trx, list, id) }
  }),
  approveEntry: (list, asked) => act(ground, 'lists.sign', 'entry.signed', async (trx, now) => {
    await one(ground, trx, list)
    const entry = await entryOf(ground, trx, list, asked)
    asSecond(entry)
    const leaves = entry.state === 'leaving'
    await setEntry(trx, list, entry.id, leaves ? 'gone' : 'in-force', ground.actor.id, now)
    return { subject: entry.id, answer: await entryOf(ground, trx, list, entry.id), ...(leaves ? { became: 'entry.removed' } : {}) }
  }),
  removeEntry: (list, asked) => act(ground, EITHER, 'entry.removed', async (trx, now) => {
    const of = await one(ground, trx, list)
    byHand(of)
    const entry = await entryOf(ground, trx, list, asked)
    if (entry.state === 'gone') throw entryGone({})
    if (entry.state === 'leaving') throw removalAsked({ name: entry.removalBy ?? '–' })
    const deeds = entryDeeds(ground.actor, of, entry)
    const asks = deeds.includes('ask-removal')
    if (!asks && !deeds.includes('remove')) throw notPermitted({ permission: 'lists.sign' })
    await (asks ? setRemoval(trx, list, entry.id, ground.actor) : setEntry(trx, list, entry.id, 'gone', ground.actor.id, now))
    return { subject: entry.id, answer: await entryOf(ground, trx, list, entry.id), ...(asks ? { became: 'entry.removal-asked' } : {}) }
  }),
  keepEntry: (list, asked) => act(ground, EITHER, 'entry.kept', async trx => {
    const of = await one(ground, trx, list)
    const entry = await entryOf(ground, trx, list, asked)
    if (entry.state !== 'leaving') throw removalNone({})
    if (!entryDeeds(ground.actor, of, entry).includes('keep')) throw notPermitted({ permission: 'lists.sign' })
    await setRemoval(trx, list, entry.id, null)
    return { subject: entry.id, answer: await entryOf(ground, trx, list, entry.id) }
  })
})
