import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import t from 'tap'
import { loadReference } from '../../../core/flow/reference.ts'
import { numberChange } from '../../../core/store/changes.ts'
import type { Database } from '../../../core/store/database.ts'
import { replaceCodes } from '../../../core/store/lists.ts'
import { freshDatabase } from '../../support/database.ts'

const LIST = 'un-locode'

/** Puts a list in the place of the one there is, as a load does: five thousand codes, all with one name. */
const replace = ({ knex }: Database, name: string): Promise<void> => knex.transaction(async trx => {
  await replaceCodes(trx, LIST, Array.from({ length: 5000 }, (_, at) => ({ code: `ZZ${at + 1000}`, name })))
  await numberChange(trx, 'list', LIST)
})

/** A database that hands out each page of codes through `then`, once it is read. */
const pagedThrough = (database: Database, then: () => Promise<void>): Database => {
  const knex = new Proxy(database.knex, {
    get (target, name, receiver) {
      if (name !== 'raw') return Reflect.get(target, name, receiver) as unknown
      return async (sql: string, values: Knex.RawBinding) => {
        const answer: unknown = await target.raw(sql, values)
        if (sql.includes('cts.code')) await then()
        return answer
      }
    }
  })
  return { ...database, knex }
}

/** What a test waits for, and lets come. */
const gate = (): { readonly opened: Promise<void>, open (): void } => {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => { open = resolve })
  return { opened, open: () => { open() } }
}

t.test('a reference list', async t => {
  const database = await freshDatabase(t)
  const { knex } = database
  const names = (reference: Awaited<ReturnType<typeof loadReference>>): readonly unknown[] => ['ZZ1000', 'ZZ3500', 'ZZ5999'].map(code => reference.lookup(LIST, code)?.name)

  t.test('that could not be brought up to date when it was told to is so before anything is resolved by it', async t => {
    await replace(database, 'first')
    let broken = false
    const reference = await loadReference({ ...database, get knex () { if (broken) throw new Error('the store is out'); return knex } }, [LIST])
    await replace(database, 'second')
    broken = true
    await t.rejects(reference.reload(LIST))
    await t.rejects(reference.renew())
    broken = false
    await reference.renew()
    t.same(names(reference), ['second', 'second', 'second'])
  })

  t.test('that is replaced while it is read is never half the old one and half the new', async t => {
    await replace(database, 'old')
    let pages = 0
    const reference = await loadReference(pagedThrough(database, async () => { if (++pages === 1) await replace(database, 'new') }), [LIST])
    t.same(names(reference), ['new', 'new', 'new'])
  })

  t.test('that changes again while it is brought up to date is read again, by one reading at a time', async t => {
    await replace(database, 'old')
    let [reading, most] = [0, 0]
    const slowly = pagedThrough(database, async () => {
      most = Math.max(most, ++reading)
      await pause(20)
      reading--
    })
    const reference = await loadReference(slowly, [LIST])
    const first = reference.reload(LIST)
    await pause(10)
    await replace(database, 'new')
    await Promise.all([first, reference.reload(LIST), reference.reload(LIST)])
    t.same([names(reference), most], [['new', 'new', 'new'], 1])
  })

  t.test('stays to be brought up to date while what it was told last was not followed', { timeout: 60_000 }, async t => {
    await replace(database, 'old')
    const [read, go] = [gate(), gate()]
    let [held, broken] = [false, false]
    const answering = pagedThrough(database, async () => {
      if (!held) return
      read.open()
      await go.opened
    })
    const reference = await loadReference({ ...database, get knex () { if (broken) throw new Error('the store is out'); return answering.knex } }, [LIST])
    held = true
    const before = reference.reload(LIST)
    await read.opened
    await replace(database, 'new')
    broken = true
    const after = reference.reload(LIST)
    const ended = Promise.allSettled([before, after])
    held = false
    go.open()
    await ended
    broken = false
    await reference.renew()
    t.same(names(reference), ['new', 'new', 'new'])
  })
})
