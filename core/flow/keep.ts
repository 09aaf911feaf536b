import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { TransportMode } from '../contract/mode.ts'
import type { Shelved } from '../host/shelf.ts'
import type { Consignment } from '../model/consignment.ts'
import type { Filing } from '../model/report.ts'
import { claimKeys, forgetUnmade, keepLinks, keepVersions, nameInMessage, standing, unclaimed, type NewVersion, type Standing } from '../store/consignments.ts'
import { filingsOf, keepFilings, type NewFiling } from '../store/filings.ts'
import { belonging, differences, normalize } from './normalize.ts'
import type { Works } from './works.ts'

/** A filing to be kept, with the mode that resolves it; none when nobody can. */
export interface Incoming { readonly filing: Omit<NewFiling, 'consignment'>, readonly mode: Shelved<TransportMode> | undefined }

/** A consignment whose content a batch changed. */
export interface Changed { readonly consignment: Consignment, readonly version: number, readonly isNew: boolean }

/** What keeping a batch came to: consignments it changed, how many were new to the message, and filings that no mode could resolve. */
export interface Kept { readonly changed: readonly Changed[], readonly named: number, readonly unresolved: ReadonlySet<string> }

interface Placed { readonly filing: NewFiling, readonly mode: Shelved<TransportMode>, readonly key: string, readonly links: readonly { readonly scheme: string, readonly value: string }[] }

const ofMode = async (works: Works, trx: Knex.Transaction, mode: Shelved<TransportMode>, placed: readonly Omit<Placed, 'mode'>[], now: Date): Promise<{ readonly versions: readonly (NewVersion & { readonly isNew: boolean })[], readonly ids: ReadonlyMap<string, string>, readonly failed: ReadonlySet<string> }> => {
  const keys = [...new Set(placed.map(({ key }) => key))]
  await claimKeys(trx, (await unclaimed(trx, mode.thing.id, keys)).map(key => ({ id: randomUUID(), mode: mode.thing.id, key, received: now })))
  const known = await standing(trx, mode.thing.id, keys)
  const ids = new Map([...known].map(([key, { id }]) => [key, id]))
  const earlier = await filingsOf(trx, [...known.values()].flatMap(({ id, content }) => content === null ? [] : [id]))
  const byKey = new Map<string, Filing[]>()
  for (const { key, filing } of placed) byKey.set(key, [...byKey.get(key) ?? [], filing])
  const failed = new Set<string>()
  const versions = keys.flatMap(key => {
    const id = ids.get(key)
    if (id === undefined) return []
    const mine = byKey.get(key) ?? []
    const version = nextVersion(works, mode, id, known.get(key), [...earlier.get(id) ?? [], ...mine], now)
    if (version === null) for (const { id } of mine) failed.add(id)
    return version === null || version === undefined ? [] : [version]
  })
  return { versions, ids, failed }
}

/** The next version of a consignment; undefined when its content did not change, null when its mode fails. */
const nextVersion = (works: Works, mode: Shelved<TransportMode>, id: string, before: Standing | undefined, filings: readonly Filing[], now: Date): (NewVersion & { readonly isNew: boolean }) | undefined | null => {
  const consignment = normalize(works, mode, id, filings)
  const message = filings.at(-1)?.message
  if (consignment === null || message === undefined) return null
  const content = before?.content ?? null
  const changed = content === null ? [] : differences(content, { ...consignment, id: undefined })
  if (content !== null && changed.length === 0) return undefined
  return { consignment, version: (before?.version ?? 0) + 1, made: now, message, changed, isNew: content === null }
}

/** Filings and the consignments they make are stored; an amendment supersedes, the old version stays. */
export const keep = async (works: Works, trx: Knex.Transaction, message: string, incoming: readonly Incoming[], now: Date): Promise<Kept> => {
  const placed = incoming.map(({ filing, mode }) => ({ filing, mode, where: mode === undefined ? null : belonging(works, mode, filing) }))
  const consignmentOf = new Map<string, string>()
  const changed: Changed[] = []
  const links: { scheme: string, value: string, consignment: string }[] = []
  const failed = new Set<string>()
  // Modes, as their keys, in one order everywhere: no two batches lock the same consignments crosswise.
  const modes = [...new Set(placed.flatMap(({ mode }) => mode === undefined ? [] : [mode]))].sort((a, b) => a.thing.id < b.thing.id ? -1 : 1)
  for (const mode of modes) {
    const mine = placed.flatMap(({ filing, mode: its, where }) => its === mode && where !== null ? [{ filing: { ...filing, consignment: null }, ...where }] : [])
    const done = await ofMode(works, trx, mode, mine, now)
    works.beat('core keep')
    await keepVersions(trx, done.versions)
    const made = new Set(done.versions.map(({ consignment }) => consignment.id))
    if (done.failed.size > 0) await forgetUnmade(trx, [...done.ids.values()].filter(id => !made.has(id)))
    for (const { consignment, version, isNew } of done.versions) changed.push({ consignment, version, isNew })
    for (const id of done.failed) failed.add(id)
    for (const { filing, key, links: its } of mine) {
      const id = done.ids.get(key)
      if (id === undefined || failed.has(filing.id)) continue
      consignmentOf.set(filing.id, id)
      links.push({ scheme: 'key', value: key, consignment: id }, ...its.map(link => ({ ...link, consignment: id })))
    }
  }
  await keepFilings(trx, incoming.map(({ filing }) => ({ ...filing, consignment: consignmentOf.get(filing.id) ?? null })))
  await keepLinks(trx, links)
  const named = await nameInMessage(trx, message, [...new Set(consignmentOf.values())])
  return { changed, named, unresolved: new Set(incoming.map(({ filing }) => filing.id).filter(id => !consignmentOf.has(id))) }
}
