import type { Assessor, Published } from '../contract/profile.ts'
import type { Gap } from '../model/assessment.ts'
import { changesSince, newestChange } from '../store/changes.ts'
import { LEFT_OUT } from '../store/deaths.ts'
import { published, type ProfileRecord } from '../store/profiles.ts'
import type { Works } from './works.ts'

/** All published profiles of one type, compiled together. */
export interface Compiled {
  readonly plugin: string
  readonly type: string
  readonly assessor: Assessor<unknown> | null
  readonly profiles: ReadonlyMap<string, ProfileRecord>
  readonly failed: string | null
}

/** What this process assesses with, and the number of the newest change it knows. */
export interface Knowledge {
  change (): number
  compiled (): readonly Compiled[]
  /** Profiles whose type nobody provides any more: nothing is assessed without saying so. */
  orphans (): readonly Gap[]
  /** Brings it up to what is committed. In force means: every batch begun after this. */
  catchUp (): Promise<void>
}

const stream = async function * (records: readonly ProfileRecord[]): AsyncGenerator<Published<unknown>> {
  for (const { profile, version, settings } of records) yield { profile, version, settings }
}

const byProfile = (records: readonly ProfileRecord[]): Map<string, ProfileRecord> => new Map(records.map(record => [record.profile, record]))

const compile = async (works: Works, plugin: string, type: string, records: readonly ProfileRecord[]): Promise<Compiled> => {
  const profile = works.shelves.profiles.get(type)
  if (works.without.includes(plugin) && records.length > 0) return { plugin, type, assessor: null, profiles: byProfile(records), failed: LEFT_OUT }
  works.beat(`${plugin} compile`)
  try {
    const assessor = profile === undefined || records.length === 0 ? null : await profile.thing.compile(stream(records) as AsyncIterable<never>)
    return { plugin, type, assessor, profiles: byProfile(records), failed: null }
  } catch (error) {
    works.log.error({ err: error, plugin }, 'profiles of a type could not be compiled')
    return { plugin, type, assessor: null, profiles: byProfile(records), failed: error instanceof Error ? error.message : 'failed' }
  }
}

/** The same index with what changed; built anew where the type cannot. */
const changed = async (works: Works, before: Compiled, touched: readonly string[], now: readonly ProfileRecord[]): Promise<Compiled> => {
  const profiles = new Map(before.profiles)
  for (const id of touched) profiles.delete(id)
  for (const record of now) profiles.set(record.profile, record)
  if (before.assessor === null) return compile(works, before.plugin, before.type, [...profiles.values()])
  works.beat(`${before.plugin} compile`)
  try {
    const assessor = before.assessor.change(now, touched.filter(id => before.profiles.has(id)))
    return { ...before, assessor, profiles, failed: null }
  } catch (error) {
    works.log.error({ err: error, plugin: before.plugin }, 'a profile index could not be changed; it is built anew')
    return compile(works, before.plugin, before.type, [...profiles.values()])
  }
}

/** Lets each enricher load what it keeps in memory, before any transaction is open: one that fails is asked again at the next batch, and leaves its facts missing meanwhile. */
const prepare = async (works: Works): Promise<void> => {
  for (const { plugin, thing } of works.shelves.enrichers.all()) {
    if (thing.prepare === undefined || works.without.includes(plugin)) continue
    works.beat(`${plugin} prepare`)
    try {
      await thing.prepare()
    } catch (error) {
      works.log.error({ err: error, plugin }, 'an enricher could not load what it keeps in memory')
    }
  }
}

/** Nothing known yet: the first `catchUp` compiles all that is published, and tells of lists that changed after `since`: those held in memory know what was before. */
export const makeKnowledge = (works: Works, since = 0): Knowledge => {
  let number = -1
  let all: readonly Compiled[] = []
  let lost: readonly Gap[] = []

  const orphaned = (records: readonly ProfileRecord[]): readonly Gap[] => records
    .filter(({ type }) => works.shelves.profiles.get(type) === undefined)
    .map(({ type, profile }) => ({ plugin: `profile/${type}`, profile, failed: 'type-not-enabled' }))

  const load = async (): Promise<void> => {
    const records = await published(works.database.knex)
    const made: Compiled[] = []
    // One after another: whoever breaks down is known by name.
    for (const { plugin, thing } of works.shelves.profiles.all()) made.push(await compile(works, plugin, thing.id, records.filter(({ type }) => type === thing.id)))
    all = made
    lost = orphaned(records)
  }
  const apply = async (touched: readonly string[]): Promise<void> => {
    const records = await published(works.database.knex, touched)
    const made: Compiled[] = []
    for (const each of all) {
      const now = records.filter(({ type }) => type === each.type)
      made.push(now.length > 0 || touched.some(id => each.profiles.has(id)) ? await changed(works, each, touched, now) : each)
    }
    all = made
    lost = [...lost.filter(gap => gap.profile !== undefined && !touched.includes(gap.profile)), ...orphaned(records)]
  }

  return {
    change: () => Math.max(number, 0),
    compiled: () => all,
    orphans: () => lost,
    async catchUp () {
      await prepare(works)
      works.beat('core catch up')
      await works.renew()
      const newest = await newestChange(works.database.knex)
      if (newest === number) return
      if (number < 0) await load()
      const changes = await changesSince(works.database.knex, number < 0 ? since : number)
      const profiles = [...new Set(changes.filter(({ kind }) => kind === 'profile').map(({ subject }) => subject))]
      if (number >= 0 && profiles.length > 0) await apply(profiles)
      const lists = new Set(changes.filter(({ kind }) => kind === 'list').map(({ subject }) => subject))
      for (const list of lists) await works.tell('list.changed', { list })
      number = newest
    }
  }
}
