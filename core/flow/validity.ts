import type { Knex } from 'knex'
import type { Actor } from '../model/actor.ts'
import { dayIn } from '../model/zones.ts'
import { numberChange } from '../store/changes.ts'
import { transact } from '../store/database.ts'
import { journal } from '../store/journal.ts'
import { keepSetting, settingOf } from '../store/people.ts'
import { ask } from '../store/rows.ts'
import type { Works } from './works.ts'

const SEEN = 'validity-day'

// The clocks of several servers differ by seconds: the day has begun when it has begun on all of them.
const PATIENCE_MS = 60_000

/**
 * Numbers a change for each list with an entry whose validity began or ended since this was last looked at, so that open cargo is assessed again.
 * The day is that of the administration's clock. Whoever looks first on a day does it, for all servers.
 */
export const newDay = async (works: { readonly database: Works['database'], readonly locale: Pick<Works['locale'], 'zone'> }, actor: Pick<Actor, 'id' | 'name'>, now = new Date()): Promise<void> => {
  const { knex } = works.database
  const day = dayIn(works.locale.zone, new Date(now.getTime() - PATIENCE_MS))
  if (await settingOf(knex, SEEN) === day) return
  await transact(works.database, async trx => {
    const seen = await turnTo(trx, day)
    if (seen === day) return
    for (const list of await cameDue(trx, seen, day)) {
      await numberChange(trx, 'list', list)
      await journal(trx, actor, 'list.came-due', list, { after: seen, day })
    }
  })
}

/** Keeps the day; resolves with the one that was kept before, the same where another was quicker or nobody has looked yet. */
const turnTo = async (trx: Knex, day: string): Promise<string> => {
  await ask(trx, 'INSERT INTO cts.setting (key, value) VALUES (:key, to_jsonb(:day::text)) ON CONFLICT (key) DO NOTHING', { key: SEEN, day })
  const [row] = await ask<{ value: string }>(trx, 'SELECT value FROM cts.setting WHERE key = :key FOR UPDATE', { key: SEEN })
  await keepSetting(trx, SEEN, day)
  return row?.value ?? day
}

/** Lists with an entry that is in force on one of two days and not on the other. A clock set back takes back what it had brought. */
const cameDue = async (trx: Knex, one: string, other: string): Promise<readonly string[]> => {
  const [first, last] = [one, other].toSorted()
  return (await ask<{ list: string }>(trx, `
    SELECT DISTINCT list FROM cts.entry WHERE state IN ('in-force', 'leaving') AND (
      what->>'from' COLLATE "C" > :first AND what->>'from' COLLATE "C" <= :last OR
      what->>'until' COLLATE "C" >= :first AND what->>'until' COLLATE "C" < :last) ORDER BY list`, { first, last })).map(({ list }) => list)
}
