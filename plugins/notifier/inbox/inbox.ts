import type { Knex } from 'knex'
import { problem, type Notice, type Page } from 'wco-cts'

/** A notice as its person sees it. */
export interface Kept extends Notice { readonly id: string, readonly at: Date, readonly read: boolean }

/** The notices of all persons, each to be seen by its own only. */
export interface Inbox {
  /** Keeps a notice once, however often it is handed in under its key. */
  put (notice: Notice, person: string, key: string): Promise<void>
  /** A person's notices, newest first; `after` is the id of the last one seen. */
  of (person: string, after?: string): Promise<Page<Kept>>
  /** Marks one as read; false when this person has no such notice. */
  read (person: string, id: string): Promise<boolean>
  readAll (person: string): Promise<void>
}

/** An inbox on the plugin's own tables. */
export const makeInbox = (tables: Knex): Inbox => ({
  async put ({ subject, text, link }, person, key) {
    if (!PERSON.test(person)) throw addressRefused({ address: person.slice(0, 80) })
    await tables('notice').insert({ key, person, subject, text, link }).onConflict('key').ignore()
  },
  async of (person, after) {
    const rows: readonly Row[] = await tables('notice').where({ person })
      .modify(query => { if (after !== undefined && ID.test(after)) void query.where('id', '<', after) })
      .orderBy('id', 'desc').limit(PAGE + 1)
    const items = rows.slice(0, PAGE).map(viewOf)
    return { items, next: rows.length > PAGE ? items.at(-1)?.id ?? null : null }
  },
  async read (person, id) {
    if (!ID.test(id)) return false
    const changed = await tables('notice').where({ person, id }).update({ read_at: tables.raw('coalesce(read_at, now())') })
    return changed > 0
  },
  async readAll (person) {
    await tables('notice').where({ person }).whereNull('read_at').update({ read_at: tables.fn.now() })
  }
})

interface Row { readonly id: string | number, readonly at: Date, readonly subject: string, readonly text: string, readonly link: string, readonly read_at: Date | null }

const PAGE = 50
const PERSON = /^[\w.@:-]{1,100}$/
const ID = /^[1-9]\d{0,17}$/

const addressRefused = problem<{ address: string }>('address-refused', 400)

const viewOf = ({ id, at, subject, text, link, read_at: read }: Row): Kept =>
  ({ id: String(id), at, subject, text, link, read: read !== null })
