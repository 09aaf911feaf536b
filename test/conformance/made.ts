import type { Actor, AtWork, Within } from 'wco-cts'
import knex from 'knex'

/** A made-up officer. */
export const madeActor = (more: Partial<Actor> = {}): Actor => ({
  id: '7b0e8a52-0000-4000-8000-000000000001',
  kind: 'person',
  name: 'A. Officer',
  roles: ['officer'],
  permissions: [],
  offices: [],
  sender: 'A. Officer',
  ...more
})

/** A made-up target, nobody's and with nothing done to it yet. */
export const madeTarget = (state: string, more: Partial<AtWork> = {}): AtWork => ({
  id: '7b0e8a52-0000-4000-8000-000000000010',
  consignment: '7b0e8a52-0000-4000-8000-000000000020',
  version: 1,
  state,
  lane: 'red',
  score: 80,
  opened: '2026-01-02T03:04:05Z',
  controls: [],
  holds: [],
  outcome: null,
  ...more
})

/** What a plugin without tables of its own is asked within: no key was ever seen before. */
export const noTables = async <T>(work: (within: Within) => Promise<T>): Promise<T> => {
  const unconnected = knex({ client: 'pg' })
  // A transaction that was begun nowhere: any question to it fails, which is what a plugin without tables deserves.
  const tables = unconnected as unknown as Within['tables']
  try {
    return await work({ tables, now: new Date('2026-01-02T03:04:05Z'), keys: () => [], earlier: () => null })
  } finally {
    await unconnected.destroy()
  }
}
