import { join } from 'node:path'
import { mock } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import type { DataSource, ReferenceEntry } from '../../../core/contract/source.ts'
import { sourceDesk } from '../../../core/flow/desk-sources.ts'
import { refresh } from '../../../core/flow/refresh.ts'
import { standingNow } from '../../../core/flow/standing.ts'
import type { Works } from '../../../core/flow/works.ts'
import { HOUSE } from '../../../core/host/house.ts'
import { makeShelves } from '../../../core/host/shelves.ts'
import { problem } from '../../../core/model/problem.ts'
import { loadTexts } from '../../../core/render/locale.ts'
import type { Database } from '../../../core/store/database.ts'
import { codes } from '../../../core/store/lists.ts'
import { LEASE_SECONDS } from '../../../core/store/loads.ts'
import { ask } from '../../../core/store/rows.ts'
import { freshDatabase } from '../../support/database.ts'

const actor = { id: 'core', kind: 'system' as const, name: 'core', roles: [], permissions: ['house.read', 'lists.sign'], offices: [], sender: 'core' }
const quiet = { error: () => {}, warn: () => {}, info: () => {} }

/** A list of places whose file is a value of the test. */
interface File { version: string | null, codes: readonly string[], failed?: Error, unread?: number, silent?: Promise<void>, loads: number, atOnce: number, most: number }

const sourceOf = (file: File, id = 'places'): { readonly plugin: string, readonly thing: DataSource } => ({
  plugin: 'source/un-locode',
  thing: {
    id, list: id, feeds: 'reference', expect: { min: 1, max: 1000, largestDrop: 0.5 },
    version: async () => file.version,
    async * load (issue): AsyncGenerator<ReferenceEntry> {
      file.loads++
      file.most = Math.max(file.most, ++file.atOnce)
      try {
        for (let line = 1; line <= (file.unread ?? 0); line++) issue({ code: 'field-unread', severity: 'warning', at: { line }, params: { field: 'zone', value: 'Nowhere' } })
        issue({ code: 'field-unread', severity: 'note', params: { field: 'name', value: 'a note' } })
        await file.silent
        for (const code of file.codes) {
          await pause(5)
          yield { code, name: code }
        }
        if (file.failed !== undefined) throw file.failed
      } finally {
        file.atOnce--
      }
    }
  }
})

const fileOf = (version: string, all: readonly string[]): File => ({ version, codes: all, loads: 0, atOnce: 0, most: 0 })

const standing = async (database: Database, list = 'places'): Promise<readonly string[]> => {
  const all: string[] = []
  for await (const { code } of codes(database.knex, list)) all.push(code)
  return all
}

/** A database whose first transactions break off as those of a server that is stopped do. */
const breaking = (database: Database, times: number): Database => {
  let left = times
  const knex = new Proxy(database.knex, {
    get (target, name, receiver) {
      if (name !== 'transaction' || left-- <= 0) return Reflect.get(target, name, receiver) as unknown
      return async () => { throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }) }
    }
  })
  return { ...database, knex }
}

t.test('a source', async t => {
  const database = await freshDatabase(t)
  const shelves = makeShelves()
  const texts = await loadTexts([{ plugin: null, folder: join(HOUSE, 'templates/locales') }, { plugin: 'source/un-locode', folder: join(HOUSE, 'plugins/source/un-locode/locales') }])
  const worksOn = (on: Database): Works => ({ database: on, shelves, texts, log: quiet, tell: async () => {}, reads: () => true, standing: () => standingNow({ database: on, shelves }) }) as unknown as Works
  const works = worksOn(database)
  const file = fileOf('1', ['AAAAA', 'BBBBB', 'CCCCC'])
  const source = sourceOf(file)
  shelves.sources.add(source.plugin, source.thing)
  const desk = (language = 'en') => sourceDesk({ works, actor, language, wake: () => {} } as unknown as Parameters<typeof sourceDesk>[0])
  const said = async (id = 'places'): Promise<string | null | undefined> => (await desk().sources()).find(source => source.id === id)?.fault

  t.test('is never loaded twice at once, whoever asks', async t => {
    await Promise.all([refresh(works, actor, source), refresh(works, actor, source), refresh(works, actor, source), refresh(works, actor, source, true)])
    t.same([file.most, file.loads <= 2], [1, true], 'once for its version, and once for whoever told it to')
    t.same(await standing(database), ['AAAAA', 'BBBBB', 'CCCCC'])
    t.equal(await said(), null)
  })

  t.test('stays with who loads it, however long its first entry is waited for', { timeout: 20_000 }, async t => {
    mock.timers.enable({ apis: ['setInterval'] })
    let speak = (): void => {}
    file.silent = new Promise(resolve => { speak = resolve })
    const loads = file.loads
    const loading = refresh(works, actor, source, true)
    while (file.loads === loads) await pause(5)
    await ask(database.knex, 'UPDATE cts.source_load SET leased_until = clock_timestamp()')
    mock.timers.tick(LEASE_SECONDS * 500)
    const taken = async (): Promise<boolean> => (await ask(database.knex, 'SELECT FROM cts.source_load WHERE leased_until > clock_timestamp()')).length > 0
    for (let tries = 0; tries < 50 && !await taken(); tries++) await pause(20)
    t.ok(await taken())
    mock.timers.reset()
    delete file.silent
    speak()
    await loading
    t.same([await said(), await ask(database.knex, 'SELECT leased_by FROM cts.source_load')], [null, [{ leased_by: null }]])
  })

  t.test('is tried again where the database fails for a moment, and its list has no fault', async t => {
    file.version = '2'
    file.codes = ['AAAAA', 'BBBBB', 'DDDDD']
    await refresh(worksOn(breaking(database, 2)), actor, source)
    t.same(await standing(database), ['AAAAA', 'BBBBB', 'DDDDD'])
    t.equal(await said(), null)
  })

  t.test('has no fault either while the database stays away; it is loaded when it is next due', { timeout: 20_000 }, async t => {
    file.version = '3'
    file.codes = ['AAAAA', 'BBBBB', 'EEEEE']
    await refresh(worksOn(breaking(database, 99)), actor, source)
    t.equal(await said(), null)
    await ask(database.knex, 'UPDATE cts.source_load SET leased_until = clock_timestamp()')
    await refresh(works, actor, source)
    t.same(await standing(database), ['AAAAA', 'BBBBB', 'EEEEE'])
  })

  t.test('that fails with what looks like a lost connection is a fault of its list all the same', async t => {
    file.version = '4'
    file.failed = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
    await refresh(works, actor, source)
    t.match(await said(), /Reading it failed/)
    t.same(await standing(database), ['AAAAA', 'BBBBB', 'EEEEE'], 'the list in use stays')
    t.match((await standingNow(works)).sources, { failed: 1, unread: 0, left: 0 })
  })

  t.test('that fails in words of its own is shown with them', async t => {
    file.failed = problem<{ readonly file: string }>('file-missing', 500)({ file: 'places.csv' })
    await refresh(works, actor, source)
    t.equal(await said(), 'The table of places places.csv is not there.')
    t.match(await desk('fr').refresh('places').catch((error: unknown) => error), { type: 'file-missing', params: { why: /places\.csv/ } })
  })

  t.test('whose file is what it was again has no fault any more, and nothing is loaded', async t => {
    delete file.failed
    file.version = '3'
    const loads = file.loads
    await refresh(works, actor, source)
    t.same([await said(), file.loads], [null, loads])
  })

  t.test('whose file has vanished says so, and its list stays in use', async t => {
    file.version = null
    await refresh(works, actor, source)
    t.match(await said(), /places is loaded from is no longer there/)
    t.same(await standing(database), ['AAAAA', 'BBBBB', 'EEEEE'])
    t.match((await desk().status()).degraded.join(), /One list could not be loaded/)
    t.match(await desk().refresh('places').catch((error: unknown) => error), { type: 'load-vanished' })
  })

  t.test('that leaves rows unread says how many, and which was the first', async t => {
    file.version = '5'
    file.unread = 3
    await refresh(works, actor, source)
    t.equal(await said(), '3 things could not be read; the rest is in use. Line 1: The zone “Nowhere” cannot be read.')
    t.match((await desk().status()).degraded.join(), /One list was loaded but for what could not be read/)
    t.match((await desk('fr').sources())[0]?.fault, /^3 éléments.* Ligne 1 : /)
    file.version = '6'
    file.unread = 0
    await refresh(works, actor, source)
    t.equal(await said(), null, 'a note is no fault, and the next load is judged by itself')
  })

  t.test('that is no longer enabled leaves its list in use, and everybody is told that nothing keeps it up to date', async t => {
    await refresh(works, actor, sourceOf(fileOf('1', ['ZZZZZ']), 'gone'))
    t.same((await standingNow(works)).sources, { failed: 0, unread: 0, left: 1 })
    t.match((await desk().sources()).find(({ id }) => id === 'gone'), { list: 'gone', feeds: 'reference', entries: 1, left: true, fault: /No longer kept up to date/ })
    t.match((await desk().status()).degraded.join(), /One list is no longer kept up to date/)
    t.same(await standing(database, 'gone'), ['ZZZZZ'])
  })
})
